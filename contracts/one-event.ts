import type { Lifecycle } from "../generators/lifecycle.ts";
import { isAccepted } from "../mocks/exchange.ts";
import type { Outcome } from "./check.ts";
import { failure, sayAnswer } from "./counterexample.ts";
import { isUnanswered } from "./receiver-failure.ts";
import type { Session } from "./session.ts";

/** A lifecycle of one event, and what is special about that event. */
export interface Special {
  lifecycle: Lifecycle;
  name: string;
}

/** Sends events to prepared subjects of their own, and fails for the first that is not answered with 2xx. */
export const acceptsAll = async (session: Session, all: readonly Special[]): Promise<Outcome | undefined> => {
  await session.prepareAll(all.flatMap(({ lifecycle }) => lifecycle.subjects));
  const exchanges = await session.deliverAll(all.flatMap(({ lifecycle }) => session.deliveries(lifecycle)));
  const at = exchanges.findIndex((exchange) => !isAccepted(exchange) && !isUnanswered(exchange));
  const exchange = exchanges[at];
  if (!exchange) return undefined;
  const others = exchanges.filter((one, i) => i > at && !isAccepted(one) && !isUnanswered(one)).length;
  const { eventType } = exchange.delivery;
  return failure(session, [{ exchange }], {
    summary: `${eventType}, ${all[at]?.name}, was not answered with 2xx`,
    expected: "2xx",
    actual: sayAnswer(exchange),
    ...(others > 0 && { notes: [`nor were ${others} others of ${exchanges.length}`] }),
  });
};
