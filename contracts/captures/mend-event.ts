import { hash } from "../../generators/draws/bits.ts";
import { isObject } from "../../schemas/is-object.ts";
import { getAt, removeAt, setAt } from "../../schemas/pointer.ts";
import type { Provider } from "../../schemas/provider.ts";
import { validatePayload } from "../../schemas/validate.ts";
import { identityPointers } from "../probes/identity-pointers.ts";
import type { FakeText } from "./fake-text.ts";
import type { Recognised } from "./recognise.ts";
import type { Guide } from "./redact-json.ts";

/** A payload before and after. */
interface Pair {
  original: unknown;
  redacted: unknown;
}

/** What a payload's fakes were made with. */
interface Means {
  fake: FakeText;
  guide: Guide;
}

/** How what was drawn for a place that breaks a rule comes to stand there. */
type Repair = (redacted: unknown, pointer: string, drawn: unknown) => void;

/** Of an object only the names are changed that the schema does not name. */
const namesAlone =
  ({ keepsName }: Guide): Repair =>
  (redacted, pointer, drawn) => {
    const broken = getAt(redacted, pointer);
    if (!isObject(broken) || !isObject(drawn)) return setAt(redacted, pointer, drawn);
    for (const name of Object.keys(broken)) if (!keepsName(pointer, name)) delete broken[name];
    for (const [name, value] of Object.entries(drawn)) if (!keepsName(pointer, name)) broken[name] = value;
  };

/** All of it, but for what joins the events of a sequence, and what orders them. */
const allBut =
  (lasting: readonly string[]): Repair =>
  (redacted, pointer, drawn) => {
    const inside = lasting.filter((one) => one.startsWith(`${pointer}/`));
    const fakes = inside.map((one) => [one, getAt(redacted, one)] as const);
    setAt(redacted, pointer, drawn);
    for (const [one, value] of fakes) value === undefined ? removeAt(redacted, one) : setAt(redacted, one, value);
  };

const lastingOf = (provider: Provider): string[] => {
  const { status, eventType, time, created = time } = provider.definition;
  return [...identityPointers(provider), status, eventType, time.pointer, created.pointer];
};

/** Where a fake breaks a rule that the original kept, a value that the provider could send, decided by the original. */
export const mendEvent = (
  { provider, eventType }: Recognised,
  { original, redacted }: Pair,
  { fake, guide }: Means,
): void => {
  if (!provider.eventTypes.includes(eventType)) return;
  const drawAt = (pointer: string): unknown => {
    const by = fake(JSON.stringify(getAt(original, pointer) ?? null));
    const [seed, run, index] = [hash(by), hash(`run ${by}`), hash(`index ${by}`)] as const;
    const draw = { seed, run, index, incarnation: 0, replacement: 0, step: 1 };
    return getAt(provider.generator(eventType).draw(draw), pointer);
  };
  const before = new Set(validatePayload(provider, original).map(({ pointer }) => pointer));
  for (const repair of [namesAlone(guide), allBut(lastingOf(provider))])
    for (const { pointer } of validatePayload(provider, redacted)) {
      const drawn = before.has(pointer) ? undefined : drawAt(pointer);
      if (drawn !== undefined) repair(redacted, pointer, drawn);
    }
};
