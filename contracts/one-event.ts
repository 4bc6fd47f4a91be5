import type { Lifecycle } from "../generators/lifecycle.ts";
import { type Exchange, isAccepted } from "../mocks/exchange.ts";
import type { Failed } from "./check.ts";
import { failure, sayAnswer } from "./counterexample.ts";
import { isUnanswered } from "./receiver-failure.ts";
import type { Session } from "./session.ts";

/** A lifecycle of one event, and what is special about that event. */
export interface Special {
  lifecycle: Lifecycle;
  name: string;
}

/** Sends events to prepared subjects of their own. */
export const sendAll = async (session: Session, all: readonly Special[]): Promise<Exchange[]> => {
  await session.prepareAll(all.flatMap(({ lifecycle }) => lifecycle.subjects));
  return session.deliverAll(all.flatMap(({ lifecycle }) => session.deliveries(lifecycle)));
};

/** Fails for the first event that was not answered with 2xx. */
export const judgeAll = (
  session: Session,
  all: readonly Special[],
  exchanges: readonly Exchange[],
): Failed | undefined => {
  const refused = exchanges.filter((exchange) => !isAccepted(exchange) && !isUnanswered(exchange));
  const [exchange, ...others] = refused;
  if (!exchange) return undefined;
  const { name } = all[exchanges.indexOf(exchange)] ?? {};
  return failure(session, [{ exchange }], {
    summary: `${exchange.delivery.eventType}, ${name}, was not answered with 2xx`,
    expected: "2xx",
    actual: sayAnswer(exchange, session.secrets),
    ...(others.length > 0 && { notes: [`nor were ${others.length} others of ${exchanges.length}`] }),
  });
};

/** Sends events to prepared subjects of their own, and fails for the first that is not answered with 2xx. */
export const acceptsAll = async (session: Session, all: readonly Special[]): Promise<Failed | undefined> =>
  judgeAll(session, all, await sendAll(session, all));
