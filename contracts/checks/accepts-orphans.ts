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

const orphaned = (provider: Provider, lifecycle: Lifecycle): Lifecycle => ({
  ...lifecycle,
  steps: lifecycle.steps.map(({ subject, ...step }) => ({
    ...step,
    orphan: true,
    payload: withoutSubject(provider, step.payload as Json) as object,
  })),
});

/** Runs a lifecycle whose replaced certificate speaks last, and looks again at the subject after the orphan. */
const replace = async (session: Session, name: string): Promise<Followed> => {
  const lifecycle = session.lifecycle(name);
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

/** Events that name no subject: 2xx, and no subject's state moves. */
export const acceptsOrphans: Check = {
  id: "accepts-orphans",
  severity: "error",
  passes: "events of a replaced certificate, which name no subject, are answered with 2xx and move no subject's state",
  needs: [],
  async run(session) {
    const { provider } = session;
    if ((provider.definition.orphan ?? []).length === 0)
      return { result: "skip", reason: `${provider.title} documents no orphans` };
    const lifecycles = provider.eventTypes.map((eventType) =>
      orphaned(provider, session.lifecycle([eventType], { illegal: true })),
    );
    const exchanges = await session.deliverAll(lifecycles.flatMap((lifecycle) => session.deliveries(lifecycle)));
    const refused = exchanges.find((exchange) => !isAccepted(exchange));
    if (refused) {
      const deviation = { expected: "2xx", actual: sayAnswer(refused), refused: true };
      return failed(session, `an orphan ${refused.delivery.eventType} was not answered with 2xx`, {
        shown: [{ exchange: refused }],
        deviation,
      });
    }
    for (const name of replacingLifecycles(provider.machine)) {
      const followed = await replace(session, name);
      if (followed.deviation) return failed(session, `the orphan in ${name} moved its former subject`, followed, name);
    }
    return { result: "pass" };
  },
};
