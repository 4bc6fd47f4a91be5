import type { Lifecycle } from "../../generators/lifecycle.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import { isAccepted } from "../../mocks/exchange.ts";
import { CONCURRENCY } from "../../mocks/sending/send-defaults.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { Check } from "../check.ts";
import { follow } from "../probes/follow.ts";
import { plainLifecycles, walksOf } from "../probes/lifecycle-names.ts";
import { createVerdict } from "../probes/verdict.ts";
import { sayState } from "../session/expectation.ts";
import { inParallel } from "../session/in-parallel.ts";
import { isUnanswered } from "../session/receiver-failure.ts";
import type { Session } from "../session/session.ts";
import { lookTwice } from "../session/stable-state.ts";
import { failure, type Shown } from "../wording/failure.ts";
import { sayAnswer } from "../wording/say-answer.ts";

/** A subject that followed a lifecycle up to a step, and what was sent to it so far. */
interface Followed {
  /** The step. */
  upTo: number;
  /** The number of the subject. */
  index: number;
  lifecycle: Lifecycle;
  deliveries: readonly Delivery[];
  shown: readonly Shown[];
}

const DUPLICATE = "duplicate";
const AT_ONCE = "at once";
const LATER = "later";

const observeLast = async (session: Session, { lifecycle }: Followed): Promise<unknown> => {
  const { subject } = lifecycle.steps.at(-1) ?? {};
  return (await session.look([subject]))[0];
};

/** One subject for each step of the lifecycle, taken as far as that step, or just the one that failed before. */
const followToEachStep = async (session: Session, name: string): Promise<Followed[] | undefined> => {
  const eventTypes = session.lifecycle(name, { index: 0 }).steps.map(({ eventType }) => eventType);
  const wanted = isObject(session.given) ? [Number(session.given["upTo"])] : eventTypes.map((_, i) => i + 1);
  const begun = wanted.map((upTo) => {
    const index = session.nextIndex;
    const lifecycle = session.lifecycle(eventTypes.slice(0, upTo));
    return { upTo, index, lifecycle, deliveries: session.deliveries(lifecycle) };
  });
  const all = await inParallel(begun, session.options.concurrency ?? CONCURRENCY, async (one) => ({
    ...one,
    ...(await follow(session, one.lifecycle, { whateverState: true })),
  }));
  return all.some(({ deviation }) => deviation?.refused) ? undefined : all.filter(({ unanswered }) => !unanswered);
};

/** Sends one delivery of each subject again, and compares every state before and after, with one wait for all. */
const sendAgain = async (
  session: Session,
  all: readonly Followed[],
  which: (deliveries: readonly Delivery[]) => Delivery | undefined,
) => {
  const { startedAt } = session;
  const wasQuiet = await session.quiet(); // the first one's work may still go on
  if (!wasQuiet) session.leaveUnjudged();
  const again = all.flatMap((one) => {
    const delivery = which(one.deliveries);
    return delivery ? [{ one, delivery: { ...delivery, faults: [...delivery.faults, DUPLICATE] } }] : [];
  });
  const before = await inParallel(again, CONCURRENCY, ({ one }) =>
    lookTwice(() => observeLast(session, one), startedAt),
  );
  const exchanges = await session.deliverAll(again.map(({ delivery }) => delivery));
  await session.quiet();
  const isMoved = createVerdict(session, session.quiet);
  for (const [i, { one }] of again.entries()) {
    const exchange = exchanges[i];
    if (!exchange || isUnanswered(exchange)) continue;
    const observed = await observeLast(session, one);
    const was = before[i];
    const shown = [...one.shown, { exchange, observed }];
    if (!isAccepted(exchange)) {
      const actual = sayAnswer(exchange, session.secrets);
      return { one, shown, was: "refused", expected: "2xx", actual };
    }
    if (was && wasQuiet && (await isMoved(was, observed, () => observeLast(session, one))))
      return {
        one,
        shown,
        was: "taken for a new event",
        expected: `the state as before: ${sayState(was.observed, session.secrets)}`,
        actual: sayState(observed, session.secrets),
      };
  }
  return undefined;
};

/** The same event twice, at once and again later: 2xx, and the observed state stays. */
export const ignoresDuplicates: Check = {
  id: "ignores-duplicates",
  severity: "warning",
  passes: "an event sent again, at once or later, is answered with 2xx and changes nothing",
  needs: ["accepts-valid"],
  async run(session) {
    const { machine } = session.provider;
    const [name = ""] = [...walksOf(machine, "full"), ...plainLifecycles(machine)];
    const all = await followToEachStep(session, name);
    if (!all)
      return { result: "skip", reason: "blocked by accepts-valid: an event sent once was not answered with 2xx" };
    const wanted = isObject(session.given) ? session.given["again"] : undefined;
    const atOnce = wanted === LATER ? undefined : await sendAgain(session, all, (deliveries) => deliveries.at(-1));
    // Whoever goes by the last event to arrive is found already, and would be blamed twice.
    const isTold = session.hasFailed("tolerates-reordering") || wanted === AT_ONCE;
    const found = atOnce ?? (isTold ? undefined : await sendAgain(session, all, (deliveries) => deliveries.at(-2)));
    if (!found) return { result: "pass", notes: session.stateNotes() };
    const { upTo, index } = found.one;
    const again = atOnce ? AT_ONCE : LATER;
    const { eventType } = found.shown.at(-1)?.exchange.delivery ?? {};
    const summary = `${eventType}, sent again ${again}, was ${found.was}`;
    return { ...failure(session, found.shown, { ...found, summary, lifecycle: name }), input: { upTo, again }, index };
  },
};
