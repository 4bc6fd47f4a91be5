import { subjectOf } from "../generators/event.ts";
import type { Lifecycle } from "../generators/lifecycle.ts";
import type { Json } from "../schemas/json-schema.ts";
import { getAt, removeAt, setAt } from "../schemas/pointer.ts";
import type { Provider } from "../schemas/provider.ts";

/** A lifecycle of one event with another payload. */
export const withPayload = (lifecycle: Lifecycle, payload: Json): Lifecycle => {
  const [step] = lifecycle.steps;
  const subject = subjectOf(lifecycle.provider, payload);
  return step
    ? { ...lifecycle, subjects: [subject], steps: [{ ...step, payload: payload as object, subject }] }
    : lifecycle;
};

/** The pointers of what tells subjects and events apart. */
const identityOf = ({ definition }: Provider): string[] => [
  ...Object.values(definition.subject).map(({ pointer }) => pointer),
  ...(definition.eventId === undefined ? [] : [definition.eventId]),
];

/** A changed payload, about another subject: what was not changed in it names that one, and what follows from it does, too. */
export const transplanted = (provider: Provider, base: Json, changed: Json, lifecycle: Lifecycle): Json => {
  const [step] = lifecycle.steps;
  const copy = structuredClone(changed);
  const isKept = (pointer: string): boolean =>
    JSON.stringify(getAt(changed, pointer)) !== JSON.stringify(getAt(base, pointer));
  for (const pointer of identityOf(provider)) {
    const value = getAt(step?.payload, pointer) as Json | undefined;
    if (isKept(pointer)) continue;
    if (value === undefined) removeAt(copy, pointer);
    else setAt(copy, pointer, value);
  }
  provider.generator(step?.eventType ?? "").derive(copy, isKept);
  return copy;
};
