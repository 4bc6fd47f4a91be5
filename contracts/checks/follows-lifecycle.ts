import type { Lifecycle } from "../../generators/lifecycle.ts";
import type { Check } from "../check.ts";
import { type Deviation, type Followed, follow } from "../probes/follow.ts";
import { plainLifecycles, walksOf } from "../probes/lifecycle-names.ts";
import { whereStateIs } from "../probes/where-state-is.ts";
import { INVISIBLE } from "../report.ts";
import { sayState, sayWords } from "../session/expectation.ts";
import type { Session } from "../session/session.ts";
import { SETTLE_MS } from "../session/session-options.ts";
import { failure } from "../wording/failure.ts";

const RANDOM_WALKS = 5;

const notesOn = (session: Session, { refused, astray }: Deviation): string[] => {
  const { settled, settle = SETTLE_MS } = session.options;
  if (astray !== undefined) return [astray];
  return settled || refused
    ? []
    : [`waited ${settle} ms for the state; if work takes longer after the answer, give settle`];
};

/** Whether nothing at all is known although events were taken. */
const isInvisible = ({ options }: Session, { shown, deviation }: Followed): boolean =>
  options.prepare === undefined &&
  options.overrides === undefined &&
  deviation?.refused === false &&
  shown.every(({ observed }) => observed === undefined);

/** The names of the lifecycles to follow; where overrides fix the subject, one: others would speak of the same. */
const namesFor = (session: Session): readonly string[] => {
  const { provider, options, given, isFixed } = session;
  if (given !== undefined) return [String(given)];
  const plain = plainLifecycles(provider.machine);
  if (options.profile === "smoke" || isFixed) return plain.slice(0, 1);
  return [...plain, ...walksOf(provider.machine, "random").flatMap((name) => Array<string>(RANDOM_WALKS).fill(name))];
};

/** Where overrides fix the subject, events of checks before are newer than all but the last. */
const followFixed = async (session: Session, lifecycle: Lifecycle): Promise<Followed> => {
  const followed = await follow(session, lifecycle, { whateverState: true });
  const [last, previous] = [lifecycle.steps.at(-1), lifecycle.steps.at(-2)];
  if (followed.deviation || followed.unanswered || !last?.subject) return followed;
  const { agrees, words, word, observed } = await session.reach(last.subject, last, previous);
  if (agrees) return followed;
  const astray = whereStateIs(observed, word, words, session.secrets);
  return {
    ...followed,
    deviation: {
      expected: sayWords(words),
      actual: sayState(word, session.secrets),
      refused: false,
      astray,
    },
  };
};

/** Every lifecycle in order: after each step the state is as expected. */
export const followsLifecycle: Check = {
  id: "follows-lifecycle",
  severity: "error",
  passes: "after each step of every lifecycle, sent in order, the observed state is the expected one",
  needs: ["observe", "accepts-valid"],
  async run(session) {
    for (const name of namesFor(session)) {
      const index = session.nextIndex;
      const lifecycle = session.lifecycle(name);
      const followed = await (session.isFixed ? followFixed : follow)(session, lifecycle);
      const { shown, deviation } = followed;
      if (!deviation) continue;
      if (isInvisible(session, followed))
        return { result: "skip", reason: `${INVISIBLE}: if rows must exist first, give prepare` };
      const { step, eventType } = lifecycle.steps[shown.length - 1] ?? {};
      const summary = `${name}, step ${step}: after ${eventType} the state is ${deviation.actual}, not ${deviation.expected}`;
      const notes = notesOn(session, deviation);
      return { ...failure(session, shown, { ...deviation, summary, lifecycle: name, notes }), input: name, index };
    }
    return { result: "pass" };
  },
};
