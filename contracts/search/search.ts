import type { Arbitrary } from "fast-check";
import { elapsedMs } from "../../mocks/sending/real-time.ts";
import { CONCURRENCY } from "../../mocks/sending/send-defaults.ts";
import type { Json } from "../../schemas/json-schema.ts";
import type { Failed } from "../check.ts";
import { inParallel } from "../session/in-parallel.ts";
import type { Session } from "../session/session.ts";

const CASES = 24;
const EXECUTIONS = 100; // while shrinking
const SECONDS = 10;

/** Does one case about a subject of its own, whose number it takes before anything else; `undefined` where all was well. */
export type Execute<T> = (input: T) => Promise<Failed | undefined>;

/** Does one case, and says what it was where it fails. */
const execution =
  <T extends Json>(session: Session, execute: Execute<T>) =>
  async (input: T): Promise<Failed | undefined> => {
    const index = session.nextIndex;
    const failed = await execute(input);
    return failed && { ...failed, input, index };
  };

/**
 * Makes a failing case ever smaller, as long as it fails. States are not waited for as long as at first; so the smallest is
 * tried once more with all the time there is.
 */
export const shrink = async <T extends Json>(
  session: Session,
  arbitrary: Arbitrary<T>,
  execute: Execute<T>,
  found: Failed & { input: T },
): Promise<Failed> => {
  const { asyncProperty, check } = await import("fast-check");
  const run = execution(session, execute);
  let smallest: Failed = found;
  let executions = 0;
  let isLate = false;
  const deadline = elapsedMs() + SECONDS * 1000;
  const property = asyncProperty(arbitrary, async (input) => {
    isLate ||= elapsedMs() > deadline;
    if (isLate || executions++ >= EXECUTIONS) return;
    const failed = await run(input);
    if (!failed) return;
    smallest = failed;
    throw new Error("smaller");
  });
  const options = { examples: [[found.input]] as [T][], numRuns: 1, seed: session.seed | 0 };
  await session.patience.hurried(() => check(property, options));
  const confirmed = smallest === found ? found : await run(smallest.input as T);
  const notes = isLate ? [`shrinking stopped after ${SECONDS} s: another run may find a smaller case`] : [];
  const shown = confirmed ?? found;
  return { ...shown, notes: [...(shown.notes ?? []), ...notes] };
};

/**
 * Tries the cases that are given first, then random ones, several at once, and shrinks the first that fails; or does just
 * the one that was found before. The same seed tries the same cases.
 */
export const search = async <T extends Json>(
  session: Session,
  first: readonly T[],
  arbitraryOf: (fc: typeof import("fast-check")) => Arbitrary<T>,
  execute: Execute<T>,
): Promise<Failed | undefined> => {
  const run = execution(session, execute);
  if (session.given !== undefined) return run(session.given as T);
  const fc = await import("fast-check");
  const arbitrary = arbitraryOf(fc);
  const inputs = [...first, ...fc.sample(arbitrary, { numRuns: CASES, seed: session.seed | 0 })];
  // Whoever mixes subjects up was told so: one at a time, it shows what else is wrong.
  const concurrency = session.hasFailed("isolates-subjects") ? 1 : (session.options.concurrency ?? CONCURRENCY);
  const begin = session.nextIndex;
  const results = await inParallel(inputs, concurrency, run, (failed) => failed !== undefined);
  session.nextIndex = begin + inputs.length; // how many were begun depends on how long each took
  const found = results.find((failed) => failed !== undefined);
  return found && shrink(session, arbitrary, execute, found as Failed & { input: T });
};
