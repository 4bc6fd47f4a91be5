import type { Session } from "../session/session.ts";

/** The first event type that has not gone unanswered, or `undefined`; the last with `-1`. */
export const answeredType = (session: Session, at = 0): string | undefined =>
  session.provider.eventTypes.filter((eventType) => !session.isUnanswered(eventType)).at(at);

/** What a check says that has no event to build on. */
export const SILENT = { result: "skip", reason: "blocked by responds-in-time" } as const;
