import type { Json } from "../../schemas/json-schema.ts";
import type { Session } from "../session/session.ts";

/** The payload that all others of an event type are compared with: the same in each check, and never sent. */
export const plainPayload = (session: Session, eventType: string): Json =>
  session.lifecycle([eventType], { illegal: true, index: 0 }).steps[0]?.payload as Json;
