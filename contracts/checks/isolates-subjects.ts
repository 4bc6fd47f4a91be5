import type { Lifecycle } from "../../generators/lifecycle.ts";
import type { Exchange } from "../../mocks/exchange.ts";
import { CONCURRENCY } from "../../mocks/sending/send-defaults.ts";
import type { Check, Failed } from "../check.ts";
import { plainLifecycles } from "../probes/lifecycle-names.ts";
import { sendInTurn } from "../search/faulty-walk.ts";
import { sayState, sayWords } from "../session/expectation.ts";
import { inParallel } from "../session/in-parallel.ts";
import { isUnanswered } from "../session/receiver-failure.ts";
import type { Session } from "../session/session.ts";
import { failure, type Shown } from "../wording/failure.ts";

const ROUNDS = 3;

/** Lifecycles of many subjects, each ending in another step of its own. */
const crowd = (session: Session): Lifecycle[] => {
  const { machine } = session.provider;
  const names = plainLifecycles(machine);
  return Array.from({ length: ROUNDS }, (_, round) => round).flatMap((round) =>
    names.map((name) => {
      const whole = session.lifecycle(name);
      const events = whole.steps.map(({ eventType }) => eventType).filter((type) => !session.isUnanswered(type));
      return session.lifecycle(events.slice(0, Math.max(1, events.length - round)), { illegal: true });
    }),
  );
};

/** The first subject that did not end in its own state. */
const findStray = async (
  session: Session,
  all: readonly Lifecycle[],
  sent: readonly (readonly Exchange[])[],
): Promise<Failed | undefined> => {
  await session.quiet();
  for (const [i, { steps, name }] of all.entries()) {
    const [step, exchanges = []] = [steps.at(-1), sent[i]];
    if (!step?.subject || exchanges.some(isUnanswered)) continue;
    const { agrees, words, word, observed } = await session.reach(step.subject, step, steps.at(-2));
    if (agrees) continue;
    const shown = exchanges.map(
      (exchange, at): Shown => ({ exchange, ...(at === exchanges.length - 1 && { observed }) }),
    );
    return failure(session, shown, {
      summary: `one of ${all.length} subjects whose events came at once ended in ${sayState(word, session.secrets)}, not ${sayWords(words)}`,
      expected: sayWords(words),
      actual: sayState(word, session.secrets),
      lifecycle: name,
      notes: ["the others' events are not shown; alone, this subject follows its lifecycle"],
    });
  }
  return undefined;
};

/** Many subjects at once: each ends in a state of its own. */
export const isolatesSubjects: Check = {
  id: "isolates-subjects",
  severity: "error",
  passes: "events of many subjects of one account, interleaved and at once, leave each in its own state",
  needs: ["observe", "follows-lifecycle"],
  fresh: true,
  async run(session) {
    const all = crowd(session);
    await session.prepareAll(all.flatMap(({ subjects }) => subjects));
    const { concurrency = CONCURRENCY } = session.options; // more would wait for a connection while their time runs
    const sent = await inParallel(all, concurrency, (lifecycle) => sendInTurn(session, session.deliveries(lifecycle)));
    const early = await findStray(session, all, sent);
    // Whoever mixes subjects up may show each its own state on the way: the last ones count.
    return early ?? (await findStray(session, all, sent)) ?? { result: "pass" };
  },
};
