import type { Arbitrary } from "fast-check";
import type { Json } from "../schemas/json-schema.ts";
import type { Failed } from "./check.ts";
import { inParallel } from "./in-parallel.ts";
import type { Session } from "./session.ts";

const CASES = 24;
const EXECUTIONS = 100; // while shrinking
const SECONDS = 10;

/** Does one case about a subject of its own; `undefined` where the receiver did it well. */
export type Execute<T> = (input: T) => Promise<Failed | undefined>;

/** Makes a failing case ever smaller, as long as it fails. */
const shrink = async <T extends Json>(
  session: Session,
  arbitrary: Arbitrary<T>,
  execute: Execute<T>,
  found: { input: T; failed: Failed },
): Promise<Failed> => {
  const { asyncProperty, check } = await import("fast-check");
  let smallest = found.failed;
  let executions = 0;
  let isLate = false;
  const deadline = Date.now() + SECONDS * 1000;
  const property = asyncProperty(arbitrary, async (input) => {
    isLate ||= Date.now() > deadline;
    if (isLate || executions++ >= EXECUTIONS) return;
    const index = session.index();
    const failed = await execute(input);
    if (!failed) return;
    smallest = { ...failed, input, index };
    throw new Error("smaller");
  });
  await check(property, { examples: [[found.input]], numRuns: 1, seed: session.seed | 0 });
  const notes = isLate ? [`shrinking stopped after ${SECONDS} s: another run may find a smaller case`] : [];
  return { ...smallest, notes: [...(smallest.notes ?? []), ...notes] };
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
  if (session.given !== undefined) {
    const index = session.index();
    const failed = await execute(session.given as T);
    return failed && { ...failed, input: session.given, index };
  }
  const fc = await import("fast-check");
  const arbitrary = arbitraryOf(fc);
  const inputs = [...first, ...fc.sample(arbitrary, { numRuns: CASES, seed: session.seed | 0 })];
  // Whoever mixes subjects up was told so: one at a time, it shows what else is wrong.
  const concurrency = session.hasFailed("isolates-subjects") ? 1 : (session.options.concurrency ?? 8);
  const results = await inParallel(inputs, concurrency, execute);
  const found = inputs.flatMap((input, i) => {
    const failed = results[i];
    return failed ? [{ input, failed }] : [];
  })[0];
  return found && shrink(session, arbitrary, execute, found);
};
