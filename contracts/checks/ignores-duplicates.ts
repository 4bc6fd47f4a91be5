import type { Lifecycle, Step } from "../../generators/lifecycle.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import { isAccepted } from "../../mocks/exchange.ts";
import type { Check } from "../check.ts";
import { counterexampleOf, type Shown, sayAnswer } from "../counterexample.ts";
import { type Followed, follow } from "../follow.ts";
import { plainLifecycles, walksOf } from "../lifecycle-names.ts";
import type { Session } from "../session.ts";
import { stableState } from "../stable-state.ts";

const stateOf = async (session: Session, step: Step): Promise<{ observed: unknown; stable: string }> => {
  const observed = session.options.observe && step.subject ? await session.observe(step.subject) : undefined;
  return { observed, stable: stableState(observed, session.startedAt) };
};

/** Sends a delivery a second time and compares what is seen before and after. */
const sendAgain = async (session: Session, delivery: Delivery, subjectOf: Step): Promise<Followed> => {
  await session.quiet(); // the first one's work may still go on
  const before = await stateOf(session, subjectOf);
  const again = { ...delivery, faults: [...delivery.faults, "duplicate"] };
  const one: Shown = { exchange: await session.deliver(again) };
  if (!isAccepted(one.exchange))
    return { shown: [one], deviation: { expected: "2xx", actual: sayAnswer(one.exchange), refused: true } };
  await session.quiet();
  const after = await stateOf(session, subjectOf);
  one.observed = after.observed;
  if (after.stable === before.stable) return { shown: [one] };
  return {
    shown: [one],
    deviation: { expected: `the state as before: ${before.stable}`, actual: after.stable, refused: false },
  };
};

/** Sends every event of a finished lifecycle again. */
const sendAllAgain = async (session: Session, lifecycle: Lifecycle): Promise<Followed> => {
  const last = lifecycle.steps.at(-1);
  for (const delivery of session.deliveries(lifecycle)) {
    const followed = last ? await sendAgain(session, delivery, last) : { shown: [] };
    if (followed.deviation) return followed;
  }
  return { shown: [] };
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
    const lifecycle = session.lifecycle(name);
    const context = { url: session.url, secret: session.options.secret };
    const first = await follow(session, lifecycle, {
      whateverState: true,
      afterStep: (delivery, step) => sendAgain(session, delivery, step),
    });
    const isDuplicate = first.shown.at(-1)?.exchange.delivery.faults.includes("duplicate");
    if (first.deviation && !isDuplicate)
      return { result: "skip", reason: "blocked by accepts-valid: an event sent once was not answered with 2xx" };
    const { shown, deviation } = first.deviation ? first : await sendAllAgain(session, lifecycle);
    if (!deviation)
      return { result: "pass", notes: session.options.observe ? [] : ["no observe given: only the answers were seen"] };
    const when = first.deviation ? "at once" : "later";
    const all = first.deviation ? shown : [...first.shown, ...shown];
    return {
      result: "fail",
      summary: `${shown.at(-1)?.exchange.delivery.eventType}, sent again ${when}, was ${deviation.refused ? "refused" : "taken for a new event"}`,
      counterexample: counterexampleOf(all, { ...deviation, lifecycle: name }, context),
    };
  },
};
