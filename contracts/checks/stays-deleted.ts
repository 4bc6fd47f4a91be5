import type { Lifecycle, Step } from "../../generators/lifecycle.ts";
import type { LifecycleDefinition, Provider, Subject } from "../../schemas/provider.ts";
import type { Check, Failed } from "../check.ts";
import { plainLifecycles, replacingLifecycles } from "../probes/lifecycle-names.ts";
import { sendInTurn } from "../search/faulty-walk.ts";
import { sayState, sayWords } from "../session/expectation.ts";
import { isUnanswered } from "../session/receiver-failure.ts";
import type { Session } from "../session/session.ts";
import { failure, type Shown } from "../wording/failure.ts";

const isGone = ({ states }: LifecycleDefinition, { status }: Step): boolean => states[status]?.gone === true;

/** A lifecycle, the order in which its events come, and whose state is looked at in the end. */
interface Scene {
  lifecycle: Lifecycle;
  order: readonly Step[];
  judged: Step;
  what: string;
}

/** A lifecycle that ends with the subject gone, and then the event before that one comes. */
const lateEvent = (session: Session, name: string): Scene[] => {
  const lifecycle = session.lifecycle(name);
  const { steps } = lifecycle;
  const [late, last] = [steps.at(-2), steps.at(-1)];
  return late && last && isGone(session.provider.machine, last)
    ? [
        {
          lifecycle,
          order: [...steps.slice(0, -2), last, late],
          judged: last,
          what: `${late.eventType}, late, revived a deleted subject`,
        },
      ]
    : [];
};

/** Whether two are one subject, by what tells subjects apart. */
const isSame = ({ definition }: Provider, a: Subject | undefined, b: Subject | undefined): boolean =>
  Object.entries(definition.subject).every(([field, { per }]) => per !== "subject" || a?.[field] === b?.[field]);

/** A lifecycle at whose end something that was deleted before still speaks, of a subject that came after it. */
const lateDeletion = (session: Session, name: string): Scene[] => {
  const { provider } = session;
  const lifecycle = session.lifecycle(name);
  const { steps, subjects } = lifecycle;
  const last = steps.at(-1);
  const successor = steps.findLast(({ subject }) => !isSame(provider, subject, last?.subject));
  return last && successor && subjects.length > 1 && !last.orphan
    ? [
        {
          lifecycle,
          order: steps,
          judged: successor,
          what: `${last.eventType} of the old subject touched the one that came after it`,
        },
      ]
    : [];
};

/** Sends deliveries, and says whether the state is the one after a step. */
const ends = async (session: Session, { lifecycle, order, judged, what }: Scene): Promise<Failed | undefined> => {
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
    summary: `${what}: the state is ${sayState(word, session.secrets)}, not ${sayWords(words)}`,
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
    const { machine } = session.provider;
    const scenes: (readonly [string, (session: Session, name: string) => Scene[]])[] = [
      ...plainLifecycles(machine).map((name) => [name, lateEvent] as const),
      // Who keys by a part of what two subjects share was told so already.
      ...(session.hasFailed("isolates-subjects") ? [] : replacingLifecycles(machine)).map(
        (name) => [name, lateDeletion] as const,
      ),
    ];
    const isWanted = ([name]: readonly [string, unknown]): boolean => (session.given ?? name) === name;
    let tried = 0;
    for (const [name, sceneOf] of scenes.filter(isWanted)) {
      const index = session.nextIndex;
      for (const scene of sceneOf(session, name)) {
        tried++;
        const failed = await ends(session, scene);
        if (failed) return { ...failed, input: name, index };
      }
    }
    return tried > 0
      ? { result: "pass" }
      : { result: "skip", reason: `${session.provider.title} documents no deletion` };
  },
};
