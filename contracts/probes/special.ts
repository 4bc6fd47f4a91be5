import type { Lifecycle } from "../../generators/lifecycle.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import { type Exchange, isAccepted } from "../../mocks/exchange.ts";
import { CONCURRENCY } from "../../mocks/sending/send-defaults.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { Failed } from "../check.ts";
import { inParallel } from "../session/in-parallel.ts";
import { isUnanswered } from "../session/receiver-failure.ts";
import type { Session } from "../session/session.ts";
import { failure } from "../wording/failure.ts";
import { sayAnswer } from "../wording/say-answer.ts";

/** An event that is sent alone, and what is special about it; by type and name it can be told again. */
export interface Special {
  eventType: string;
  name: string;
  /** A lifecycle of that event alone, about a subject that was never used before; nothing where overrides undo what is special. */
  build(): Lifecycle | undefined;
  /** What is special about the request. */
  change?: (delivery: Delivery) => Delivery;
}

/** What came of a special event, and the number of its subject. */
export interface Sent {
  special: Special;
  index: number;
  exchange: Exchange;
}

type Send = (delivery: Delivery) => Promise<Exchange>;

const sendOne = async (session: Session, special: Special, send: Send): Promise<Sent | undefined> => {
  const index = session.nextIndex;
  const lifecycle = special.build();
  if (!lifecycle) return undefined;
  await session.prepareAll(lifecycle.subjects);
  const [delivery] = session.deliveries(lifecycle) as [Delivery];
  return { special, index, exchange: await send(special.change?.(delivery) ?? delivery) };
};

/** Only the special event that is to be sent again, if one is. */
const wanted = ({ given }: Session, all: readonly Special[]): readonly Special[] =>
  isObject(given)
    ? all.filter(({ eventType, name }) => given["eventType"] === eventType && given["name"] === name)
    : all;

/** Sends events to prepared subjects of their own, several at once, until there is `enough`. */
export const sendAll = async (
  session: Session,
  all: readonly Special[],
  { send = session.deliver, enough }: { send?: Send; enough?: (sent: Sent) => boolean } = {},
): Promise<Sent[]> => {
  const begin = session.nextIndex;
  const { concurrency = CONCURRENCY } = session.options;
  const isEnough = (one: Sent | undefined): boolean => one !== undefined && (enough?.(one) ?? false);
  const sent = await inParallel(wanted(session, all), concurrency, (one) => sendOne(session, one, send), isEnough);
  session.nextIndex = begin + all.length; // how many were begun depends on how long each took
  return sent.filter((one) => one !== undefined);
};

/** Fails for an event that was not answered with 2xx. */
export const refusal = (session: Session, { special: { eventType, name }, index, exchange }: Sent): Failed => ({
  ...failure(session, [{ exchange }], {
    summary: `${eventType}, ${name}, was not answered with 2xx`,
    expected: "2xx",
    actual: sayAnswer(exchange, session.secrets),
  }),
  input: { eventType, name },
  index,
});

/** Whether an event was answered otherwise than with 2xx; what went unanswered is `responds-in-time`'s business. */
export const isRefused = ({ exchange }: Sent): boolean => !isAccepted(exchange) && !isUnanswered(exchange);

/** Sends events to prepared subjects of their own, and fails for the first that is not answered with 2xx. */
export const acceptsAll = async (
  session: Session,
  all: readonly Special[],
  { send, isWrong = isRefused }: { send?: Send; isWrong?: (sent: Sent) => boolean } = {},
): Promise<Failed | undefined> => {
  const sent = await sendAll(session, all, { ...(send && { send }), enough: isWrong });
  const wrong = sent.find(isWrong);
  return wrong && refusal(session, wrong);
};
