import type { Json } from "../../schemas/json-schema.ts";
import { mixtureOf } from "../arbitrary/mixture.ts";
import type { Failed } from "../check.ts";
import { identityPointers } from "../probes/identity-pointers.ts";
import { plainPayload } from "../probes/plain-payload.ts";
import { acceptsAll, refusal, type Sent, type Special } from "../probes/special.ts";
import { transplanted } from "../probes/transplanted.ts";
import { withPayload } from "../probes/with-payload.ts";
import type { Session } from "../session/session.ts";
import { shrink } from "./search.ts";

const NAME = "with a random payload";

/** An event of a type with a payload as the seed draws it. */
export const randomPayload = (session: Session, eventType: string): Special => ({
  eventType,
  name: NAME,
  // Any state can be where the receiver joins, so an event need not be the first that is legal.
  build: () => session.lifecycle([eventType], { illegal: true }),
});

/** A payload of which some fields are as they were drawn for a subject, and all others plain. */
type Partly = { eventType: string; of: number; fields: string[] };

/** The plain payload, and what of it is otherwise in that of another subject. */
const mixture = (session: Session, { eventType, of }: Omit<Partly, "fields">) => {
  const plain = plainPayload(session, eventType);
  const other = session.lifecycle([eventType], { illegal: true, index: of }).steps[0]?.payload as Json;
  const { pointers, mix } = mixtureOf(session.provider, eventType, plain, other);
  const identity = identityPointers(session.provider);
  return { plain, mix, pointers: pointers.filter((pointer) => !identity.includes(pointer)) };
};

const partly = (session: Session, one: Partly): Special => ({
  eventType: one.eventType,
  name: one.fields.length > 0 ? `with this value at ${one.fields.join(" and ")}` : NAME,
  build() {
    const { plain, mix } = mixture(session, one);
    const fresh = session.lifecycle([one.eventType], { illegal: true });
    return withPayload(fresh, transplanted(plain, mix(one.fields) ?? plain, fresh));
  },
});

/** Sends a payload again that was shrunk. */
export const sendPartly = async (session: Session, one: Partly): Promise<Failed | undefined> => {
  const failed = await acceptsAll(session, [partly(session, one)]);
  return failed && { ...failed, input: one };
};

/** Whether a case is a payload that was shrunk. */
export const isPartly = (input: Json | undefined): input is Partly =>
  typeof input === "object" && input !== null && "of" in input;

/** Finds out which fields of a refused random payload it takes. */
export const shrinkPayload = async (session: Session, sent: Sent): Promise<Failed> => {
  const { subarray } = await import("fast-check");
  const whole = { eventType: sent.special.eventType, of: sent.index };
  const { pointers } = mixture(session, whole);
  const execute = (fields: string[]): Promise<Failed | undefined> => sendPartly(session, { ...whole, fields });
  const refused = refusal(session, sent);
  const smallest = await shrink(session, subarray(pointers), execute, { ...refused, input: pointers });
  const fields = smallest.input as string[];
  return fields.length < pointers.length ? { ...smallest, input: { ...whole, fields } } : refused;
};
