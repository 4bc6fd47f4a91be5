import type { Lifecycle, Step } from "../../generators/lifecycle.ts";
import type { LifecycleDefinition } from "../../schemas/provider.ts";
import type { Check, Outcome } from "../check.ts";
import { failure, type Shown } from "../counterexample.ts";
import { sayState, sayWords } from "../expectation.ts";
import { sendInTurn } from "../faulty-walk.ts";
import { plainLifecycles, replacingLifecycles } from "../lifecycle-names.ts";
import { isUnanswered } from "../receiver-failure.ts";
import type { Session } from "../session.ts";

const isGone = ({ states }: LifecycleDefinition, { status }: Step): boolean => states[status]?.gone === true;

/** Lifecycles that end with the subject gone. */
const endings = (session: Session): Lifecycle[] => {
  const { machine } = session.provider;
  return plainLifecycles(machine)
    .map((name) => session.lifecycle(name))
    .filter(({ steps }) => steps.length > 1 && steps.at(-1) !== undefined && isGone(machine, steps.at(-1) as Step));
};

/** Lifecycles at whose end something that was deleted before still speaks, of a subject that came after it. */
const recreations = (session: Session): Lifecycle[] =>
  replacingLifecycles(session.provider.machine)
    .map((name) => session.lifecycle(name))
    .filter(({ steps, subjects }) => subjects.length > 1 && !steps.at(-1)?.orphan);

/** Sends deliveries, and says whether the state is the one after a step. */
const ends = async (
  session: Session,
  lifecycle: Lifecycle,
  order: readonly Step[],
  judged: Step,
  summary: string,
): Promise<Outcome | undefined> => {
  await session.prepareAll(lifecycle.subjects);
  const deliveries = session.deliveries(lifecycle);
  const inOrder = order.flatMap(({ step }) => deliveries.find((delivery) => delivery.step === step) ?? []);
  const exchanges = await sendInTurn(session, inOrder);
  if (exchanges.some(isUnanswered) || !judged.subject) return undefined;
  await session.quiet();
  const previous = lifecycle.steps[judged.step - 2];
  const { agrees, words, word, observed } = await session.reach(judged.subject, judged, previous);
  if (agrees) return undefined;
  const shown = exchanges.map((exchange, i): Shown => ({ exchange, ...(i === exchanges.length - 1 && { observed }) }));
  const hint =
    "Keep a tombstone by the subject's id, and look rows up by nothing that others share, such as a hostname.";
  const said = {
    hint,
    expected: sayWords(words),
    actual: sayState(word, session.secrets),
    lifecycle: lifecycle.name,
  };
  return failure(session, shown, {
    ...said,
    summary: `${summary}: the state is ${sayState(word, session.secrets)}, not ${sayWords(words)}`,
  });
};

/** A late event does not revive what was deleted, and what is said of the deleted does not touch what came after it. */
export const staysDeleted: Check = {
  id: "stays-deleted",
  severity: "warning",
  passes: "a late event does not revive a deleted subject, and the old one's deletion does not touch its successor",
  needs: ["observe", "follows-lifecycle", "tolerates-reordering"],
  fresh: true,
  async run(session) {
    // Who keys by a part of what two subjects share was told so already.
    const recreated = session.hasFailed("isolates-subjects") ? [] : recreations(session);
    const deleted = endings(session);
    if (deleted.length + recreated.length === 0)
      return { result: "skip", reason: `${session.provider.title} documents no deletion` };
    for (const lifecycle of deleted) {
      const { steps } = lifecycle;
      const [late, last] = [steps.at(-2), steps.at(-1)];
      if (!late || !last) continue;
      const order = [...steps.slice(0, -2), last, late];
      const found = await ends(session, lifecycle, order, last, `${late.eventType}, late, revived a deleted subject`);
      if (found) return found;
    }
    for (const lifecycle of recreated) {
      const last = lifecycle.steps.at(-1);
      const successor = lifecycle.steps.findLast(({ subject }) => subject?.["id"] !== last?.subject?.["id"]);
      if (!last || !successor) continue;
      const what = `${last.eventType} of the old subject touched the one that came after it`;
      const found = await ends(session, lifecycle, lifecycle.steps, successor, what);
      if (found) return found;
    }
    return { result: "pass" };
  },
};
