import { withoutSubject } from "../../generators/event.ts";
import type { Lifecycle } from "../../generators/lifecycle.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import { isAccepted } from "../../mocks/exchange.ts";
import type { Json } from "../../schemas/json-schema.ts";
import type { Provider } from "../../schemas/provider.ts";
import type { Check, Outcome } from "../check.ts";
import { besides, culpritOf } from "../probes/bystanders.ts";
import { type Followed, follow } from "../probes/follow.ts";
import { plainLifecycles, replacingLifecycles } from "../probes/lifecycle-names.ts";
import { sayState } from "../session/expectation.ts";
import { isUnanswered } from "../session/receiver-failure.ts";
import type { Session } from "../session/session.ts";
import { failure } from "../wording/failure.ts";
import { sayAnswer } from "../wording/say-answer.ts";

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
  const reachedOrphan = followed.shown.length === lifecycle.steps.length && !followed.unanswered;
  if (!reachedOrphan || followed.deviation || !last?.subject || !session.options.observe)
    return reachedOrphan ? followed : { shown: [] };
  const before = followed.shown.at(-2)?.observed;
  await session.quiet();
  const after = await session.reach(last.subject, last, lifecycle.steps[last.step - 2]);
  const orphan = followed.shown.at(-1);
  if (orphan) orphan.observed = after.observed;
  if (after.agrees) return followed;
  const deviation = {
    expected: `the subject as before the orphan: ${sayState(before, session.secrets)}`,
    actual: sayState(after.observed, session.secrets),
    refused: false,
  };
  return { ...followed, deviation };
};

/** Orphans of every type: those that would show in a bystander, and those of the state that bystanders are in anyway. */
const orphansOfEveryType = (session: Session): { telling: Delivery[]; mute: Delivery[] } => {
  const { provider } = session;
  const [name = ""] = plainLifecycles(provider.machine);
  const status = session.lifecycle(name).steps[0]?.status;
  const lifecycles = provider.eventTypes.map((eventType) => session.lifecycle([eventType], { illegal: true }));
  const made = (isMute: boolean): Delivery[] =>
    lifecycles
      .filter(({ steps }) => (steps[0]?.status === status) === isMute)
      .flatMap((lifecycle) => session.deliveries(orphaned(provider, lifecycle)));
  return { telling: made(false), mute: made(true) };
};

/** Sends an orphan of every event type while subjects that none of them is about are watched. */
const sendOrphans = async (session: Session): Promise<Outcome | undefined> => {
  const { telling, mute } = orphansOfEveryType(session);
  const { exchanges: told, moved } = await besides(session, [], () => session.deliverAll(telling));
  const exchanges = [...told, ...(await session.deliverAll(mute))];
  const refused = exchanges.find((exchange) => !isAccepted(exchange) && !isUnanswered(exchange));
  if (refused) {
    const summary = `an orphan ${refused.delivery.eventType} was not answered with 2xx`;
    return failure(session, [{ exchange: refused }], {
      summary,
      expected: "2xx",
      actual: sayAnswer(refused, session.secrets),
    });
  }
  const last = exchanges.at(-1);
  if (!moved || !last) return undefined;
  const culprit = await culpritOf(session, [], orphansOfEveryType(session).telling, (one) => session.deliverAll([one]));
  const { exchanges: [exchange = last] = [], moved: { before, after } = moved } = culprit ?? {};
  return failure(session, [{ exchange }], {
    summary: `an orphan ${exchange.delivery.eventType} moved a subject that it does not name`,
    expected: `bystanders as before: ${sayState(before, session.secrets)}`,
    actual: sayState(after, session.secrets),
  });
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
    if (alone) return alone;
    for (const lifecycle of endingInOrphan(session)) {
      const { shown, deviation } = await replace(session, lifecycle);
      const { name } = lifecycle;
      if (deviation)
        return failure(session, shown, {
          ...deviation,
          summary: `the orphan in ${name} ${deviation.refused ? "was not answered with 2xx" : "moved its former subject"}`,
          lifecycle: name,
        });
    }
    return { result: "pass", notes: session.stateNotes() };
  },
};
