import { type Exchange, isAccepted } from "../mocks/exchange.ts";
import { sayAnswer } from "./counterexample.ts";
import type { CheckCase } from "./generated/report.ts";
import { redact, type Secrets } from "./redact.ts";

const ANSWER_LENGTH = 200;

/** How each event type was answered: refused once, it failed. */
export const eventCases = (
  eventTypes: readonly string[],
  exchanges: readonly Exchange[],
  secrets: Secrets,
): CheckCase[] =>
  eventTypes.map((name) => {
    const refused = exchanges.find((exchange) => exchange.delivery.eventType === name && !isAccepted(exchange));
    return refused
      ? {
          name,
          result: "fail",
          message: `expected 2xx, actual ${redact(sayAnswer(refused), secrets).slice(0, ANSWER_LENGTH)}`,
        }
      : { name, result: "pass" };
  });
