import { type Exchange, isAccepted } from "../../mocks/exchange.ts";
import { cut } from "../formats/cut.ts";
import type { CheckCase } from "../generated/report.ts";
import { isUnanswered } from "../session/receiver-failure.ts";
import type { Session } from "../session/session.ts";
import { sayAnswer } from "../wording/say-answer.ts";

const ANSWER_LENGTH = 200;
const UNANSWERED = "unanswered: see responds-in-time";

/** How each event type was answered: refused once, it failed; what went unanswered is for another check to judge. */
export const eventCases = (session: Session, exchanges: readonly Exchange[]): CheckCase[] =>
  session.provider.eventTypes.map((name) => {
    const refused = exchanges.find(
      (exchange) => exchange.delivery.eventType === name && !isAccepted(exchange) && !isUnanswered(exchange),
    );
    if (refused) {
      const actual = cut(sayAnswer(refused, session.secrets), ANSWER_LENGTH);
      return { name, result: "fail", message: `expected 2xx, actual ${actual}` };
    }
    return session.isUnanswered(name) ? { name, result: "skip", message: UNANSWERED } : { name, result: "pass" };
  });
