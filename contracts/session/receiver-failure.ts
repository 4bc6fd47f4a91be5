import type { Exchange } from "../../mocks/exchange.ts";

/** Thrown when a receiver that listened does not listen any more: the check under which it died says so. */
export class ReceiverDied extends Error {
  readonly exchange: Exchange;

  constructor(exchange: Exchange) {
    super("the receiver does not listen any more");
    this.exchange = exchange;
  }
}

/** Thrown when a receiver keeps refusing for its rate: nothing can be said of it. */
export class RateLimited extends Error {}

const TIMEOUTS: readonly unknown[] = ["timeout", "connect-timeout"];

/** Whether no answer came in time: `responds-in-time` says so, and no other check blames it again. */
export const isUnanswered = ({ error }: Exchange): boolean => TIMEOUTS.includes(error?.code);
