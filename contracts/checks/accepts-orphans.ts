import { withoutSubject } from "../../generators/event.ts";
import type { Lifecycle } from "../../generators/lifecycle.ts";
import { isAccepted } from "../../mocks/exchange.ts";
import type { Json } from "../../schemas/json-schema.ts";
import type { Provider } from "../../schemas/provider.ts";
import type { Check, Outcome } from "../check.ts";
import { counterexampleOf, sayAnswer } from "../counterexample.ts";
import { type Followed, follow } from "../follow.ts";
import { replacingLifecycles } from "../lifecycle-names.ts";
import type { Session } from "../session.ts";
import { stableState } from "../stable-state.ts";

const orphaned = (provider: Provider, lifecycle: Lifecycle): Lifecycle => ({
  ...lifecycle,
  steps: lifecycle.steps.map(({ subject, ...step }) => ({
    ...step,
    orphan: true,
    payload: withoutSubject(provider, step.payload as Json) as object,
  })),
});

/** Runs a lifecycle whose replaced certificate speaks last, and looks again at the subject after the orphan. */
const replace = async (session: Session, lifecycle: Lifecycle): Promise<Followed> => {
  const followed = await follow(session, lifecycle);
  const last = lifecycle.steps.findLast((step) => step.subject !== undefined);
  // A deviation before the orphan is another check's business.
  const reachedOrphan = followed.shown.length === lifecycle.steps.length;
  if (!reachedOrphan || followed.deviation || !last?.subject || !session.options.observe)
    return reachedOrphan ? followed : { shown: [] };
  const before = followed.shown.at(-2)?.observed;
  await session.quiet();
  const after = await session.reach(last.subject, last, lifecycle.steps[last.step - 2]);
  const orphan = followed.shown.at(-1);
  if (orphan) orphan.observed = after.observed;
  if (after.agrees) return followed;
  const deviation = {
    expected: `the subject as before the orphan: ${JSON.stringify(before)}`,
    actual: JSON.stringify(after.observed) ?? "nothing known",
    refused: false,
  };
  return { ...followed, deviation };
};

const failed = (session: Session, summary: string, followed: Followed, lifecycle?: string): Outcome => {
  const { expected = "2xx", actual = "" } = followed.deviation ?? {};
  const what = { expected, actual, ...(lifecycle !== undefined && { lifecycle }) };
  return {
    result: "fail",
    summary,
    counterexample: counterexampleOf(followed.shown, what, { url: session.url, secret: session.options.secret }),
  };
};

/** Sends an orphan of every event type, and looks at a subject that none of them is about. */
const sendOrphans = async (session: Session): Promise<Followed & { summary?: string }> => {
  const { provider } = session;
  const lifecycles = provider.eventTypes.map((eventType) =>
    orphaned(provider, session.lifecycle([eventType], { illegal: true })),
  );
  const bystander = session.firstPrepared();
  const look = async (): Promise<string> =>
    stableState(bystander && (await session.observe(bystander)), session.startedAt);
  await session.quiet();
  const before = await look();
  for (const delivery of lifecycles.flatMap((lifecycle) => session.deliveries(lifecycle))) {
    const exchange = await session.deliver(delivery);
    const shown = [{ exchange }];
    if (!isAccepted(exchange)) {
      const summary = `an orphan ${delivery.eventType} was not answered with 2xx`;
      return { shown, summary, deviation: { expected: "2xx", actual: sayAnswer(exchange), refused: true } };
    }
    await session.quiet();
    const after = await look();
    if (after === before) continue;
    const summary = `an orphan ${delivery.eventType} moved a subject that it does not name`;
    return {
      shown,
      summary,
      deviation: { expected: `a bystander as before: ${before}`, actual: after, refused: false },
    };
  }
  return { shown: [] };
};

/** The lifecycles in which a replaced certificate speaks last, as an orphan. */
const endingInOrphan = (session: Session): Lifecycle[] =>
  replacingLifecycles(session.provider.machine)
    .map((name) => session.lifecycle(name))
    .filter(({ steps }) => steps.at(-1)?.orphan);

/** Events that name no subject: 2xx, and no subject's state moves. */
export const acceptsOrphans: Check = {
  id: "accepts-orphans",
  severity: "error",
  passes: "events of a replaced certificate, which name no subject, are answered with 2xx and move no subject's state",
  needs: ["accepts-valid"],
  async run(session) {
    const { definition, title } = session.provider;
    if ((definition.orphan ?? []).length === 0) return { result: "skip", reason: `${title} documents no orphans` };
    const alone = await sendOrphans(session);
    if (alone.deviation) return failed(session, alone.summary ?? "", alone);
    for (const lifecycle of endingInOrphan(session)) {
      const followed = await replace(session, lifecycle);
      if (followed.deviation)
        return failed(session, `the orphan in ${lifecycle.name} moved its former subject`, followed, lifecycle.name);
    }
    return { result: "pass" };
  },
};
