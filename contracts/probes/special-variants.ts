import { type Variant, variantsOf } from "../../generators/variants.ts";
import type { Certainty, Json } from "../../schemas/json-schema.ts";
import type { Session } from "../session/session.ts";
import { plainPayload } from "./plain-payload.ts";
import type { Special } from "./special.ts";
import { transplanted } from "./transplanted.ts";
import { withPayload } from "./with-payload.ts";

/** The variants of an event type: they cost, and two checks ask for them. */
const variantsFor = (session: Session, eventType: string): readonly Variant<Json>[] => {
  const { provider, seed, run, variants } = session;
  const known = variants.get(eventType);
  if (known) return known;
  const draw = { seed, run, index: 0, incarnation: 0, replacement: 0, step: 1 };
  const made = variantsOf(provider, eventType, plainPayload(session, eventType), draw);
  variants.set(eventType, made);
  return made;
};

const WITHOUT = "without ";

/** The pointers of what an event type's payload may lack. */
export const optionalIn = (session: Session, eventType: string): string[] =>
  variantsFor(session, eventType).flatMap(({ name }) => (name.startsWith(WITHOUT) ? [name.slice(WITHOUT.length)] : []));

/** Each variant of an event type whose certainty is wanted. */
export const specialVariants = (session: Session, eventType: string, wanted: readonly Certainty[]): Special[] => {
  const base = plainPayload(session, eventType);
  const validate = session.provider.validator(eventType);
  return variantsFor(session, eventType)
    .filter(({ certainty }) => wanted.includes(certainty))
    .map(({ name, payload }) => ({
      eventType,
      name,
      build() {
        const fresh = session.lifecycle([eventType], { illegal: true });
        const changed = transplanted(base, payload, fresh);
        return validate(changed) ? withPayload(fresh, changed) : undefined;
      },
    }));
};
