import { type Variant, variantsOf } from "../generators/variants.ts";
import type { Certainty, Json } from "../schemas/json-schema.ts";
import { transplanted, withPayload } from "./about.ts";
import type { Special } from "./one-event.ts";
import type { Session } from "./session.ts";

/** The variants of an event type: they cost, and two checks ask for them. */
const variantsFor = (session: Session, eventType: string): { base: Json; all: Variant<Json>[] } => {
  const { provider, seed, run, variants } = session;
  const known = variants.get(eventType);
  if (known) return known;
  const base = session.lifecycle([eventType], { illegal: true }).steps[0]?.payload as Json;
  const draw = { seed, run, index: 0, incarnation: 0, replacement: 0, step: 1 };
  const made = { base, all: variantsOf(provider, eventType, base, draw) };
  variants.set(eventType, made);
  return made;
};

const WITHOUT = "without ";

/** The pointers of what an event type's payload may lack. */
export const optionalIn = (session: Session, eventType: string): string[] =>
  variantsFor(session, eventType).all.flatMap(({ name }) =>
    name.startsWith(WITHOUT) ? [name.slice(WITHOUT.length)] : [],
  );

/** A lifecycle of one event for each variant of an event type whose certainty is wanted, each about a subject of its own. */
export const specialVariants = (session: Session, eventType: string, wanted: readonly Certainty[]): Special[] => {
  const { provider } = session;
  const { base, all } = variantsFor(session, eventType);
  return all.flatMap(({ name, certainty, payload }) => {
    if (!wanted.includes(certainty)) return [];
    const fresh = session.lifecycle([eventType], { illegal: true });
    const changed = transplanted(provider, base, payload, fresh);
    return provider.validator(eventType)(changed) ? [{ name, lifecycle: withPayload(fresh, changed) }] : [];
  });
};
