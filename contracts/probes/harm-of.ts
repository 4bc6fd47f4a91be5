import type { Exchange } from "../../mocks/exchange.ts";
import type { Secrets } from "../wording/redact.ts";
import { sayAnswer } from "../wording/say-answer.ts";

const NOT_IMPLEMENTED = 501;

/** How an answer to what no provider sends is wrong: a 5xx, or none at all; `undefined` where it is not. */
export const harmOf = (exchange: Exchange, secrets: Secrets): string | undefined => {
  const { response, error } = exchange;
  const { status = 0 } = response ?? {};
  const isHarm = error !== undefined || (status >= 500 && status !== NOT_IMPLEMENTED);
  return isHarm ? sayAnswer(exchange, secrets) : undefined;
};
