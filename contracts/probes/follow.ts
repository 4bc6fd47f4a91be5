import type { Lifecycle, Step } from "../../generators/lifecycle.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import { isAccepted } from "../../mocks/exchange.ts";
import { sayState, sayWords } from "../session/expectation.ts";
import { isUnanswered } from "../session/receiver-failure.ts";
import type { Session } from "../session/session.ts";
import type { Reached } from "../session/watcher.ts";
import type { Shown } from "../wording/failure.ts";
import { sayAnswer } from "../wording/say-answer.ts";
import { whereStateIs } from "./where-state-is.ts";

/** Where a receiver left a lifecycle. */
export interface Deviation {
  expected: string;
  actual: string;
  /** It answered otherwise than with 2xx. */
  refused: boolean;
  /** Where the state may be, if it is not where it was looked for. */
  astray?: string | undefined;
}

/** The exchanges of a lifecycle as far as it came. */
export interface Followed {
  shown: Shown[];
  deviation?: Deviation;
  /** An event went unanswered: what it would have led to is not known. */
  unanswered?: true;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isNew = (lifecycle: Lifecycle, step: Step): boolean =>
  step.subject !== undefined && lifecycle.subjects.some((subject) => isSame(subject, step.subject));

const refusalOf = (session: Session, { exchange }: Shown): Deviation | undefined =>
  isAccepted(exchange) ? undefined : { expected: "2xx", actual: sayAnswer(exchange, session.secrets), refused: true };

const deviationOf = async (
  session: Session,
  step: Step,
  previous: Step | undefined,
  shown: Shown,
  before: Shown | undefined,
): Promise<Deviation | undefined> => {
  const { subject } = step;
  if (!session.options.observe || !subject) return undefined;
  const reach = (): Promise<Reached> => session.reach(subject, step, previous);
  let reached = await reach();
  if (before && reached.agrees && isSame(reached.observed, before.observed)) {
    await session.rest(); // the state was right before: what moves it may still be on its way
    reached = await reach();
  }
  const { agrees, words, word, observed } = reached;
  shown.observed = observed;
  if (agrees) return undefined;
  const astray = whereStateIs(observed, word, words, session.secrets);
  return {
    expected: sayWords(words),
    actual: sayState(word, session.secrets),
    refused: false,
    astray,
  };
};

/** What `follow` does beside sending each step. */
export interface FollowOptions {
  /** Goes on where the state is another than expected; an answer other than 2xx still ends it. @default false */
  whateverState?: boolean;
}

/** Delivers a lifecycle step by step, preparing subjects and watching the state; stops at the first deviation. */
export const follow = async (
  session: Session,
  lifecycle: Lifecycle,
  { whateverState = false }: FollowOptions = {},
): Promise<Followed> => {
  const shown: Shown[] = [];
  const deliveries = session.deliveries(lifecycle);
  let isAstray = false; // who is once is not waited for any more: the state is looked at when all is done
  for (const [i, step] of lifecycle.steps.entries()) {
    if (step.subject && isNew(lifecycle, step)) await session.prepare(step.subject);
    const delivery = deliveries[i] as Delivery;
    const one: Shown = { exchange: await session.deliver(delivery) };
    shown.push(one);
    if (isUnanswered(one.exchange)) return { shown, unanswered: true };
    const refusal = refusalOf(session, one);
    if (refusal) return { shown, deviation: refusal };
    if (isAstray) continue;
    const before = whateverState ? undefined : shown.at(-2);
    const deviation = await deviationOf(session, step, lifecycle.steps[i - 1], one, before);
    if (deviation && !whateverState) return { shown, deviation };
    isAstray = deviation !== undefined;
  }
  return { shown };
};
