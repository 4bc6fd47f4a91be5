import { hash } from "../generators/draws/bits.ts";
import { formatInstant } from "../generators/draws/instant.ts";
import { subjectOf } from "../generators/event.ts";
import type { Json } from "../schemas/json-schema.ts";
import { getAt, setAt } from "../schemas/pointer.ts";
import type { Provider } from "../schemas/provider.ts";
import { unknownName } from "../schemas/unknown-name.ts";

const HOUR = 3_600_000;

/** The names of the shapes that a provider's deliveries can have. */
export const envelopeNames = (provider: Provider): string[] => [
  "none",
  ...(provider.definition.envelopes ?? []).map(({ name }) => name),
];

/**
 * A payload in its envelope; `none` leaves it as it is.
 * @throws HookwrightError `unknown-name`
 */
export const wrap = (
  provider: Provider,
  name: string,
  payload: Json,
  { seed, run }: { seed: number; run: number },
  at: Date,
): Json => {
  if (name === "none") return payload;
  const envelope = provider.definition.envelopes?.find((one) => one.name === name);
  if (!envelope) throw unknownName("envelope", name, envelopeNames(provider));
  // What groups notifications is drawn anew for each subject and hour: its events share it sometimes, and sometimes not.
  const index = (hash(JSON.stringify(subjectOf(provider, payload))) + Math.floor(at.getTime() / HOUR)) >>> 0;
  const wrapper = provider.envelope(name).draw({ seed, run, index, incarnation: 0, replacement: 0, step: 1 });
  setAt(wrapper, envelope.payload, payload);
  if (envelope.time) setAt(wrapper, envelope.time.pointer, formatInstant(envelope.time, at, seed, 0));
  for (const [to, from] of Object.entries(envelope.copies ?? {})) setAt(wrapper, to, getAt(payload, from));
  return wrapper;
};
