import { startTimer } from "../../mocks/sending/real-time.ts";

/** Thrown when a function that the user gave fails: the check says so instead of blaming the receiver. */
export class GivenFunctionFailure extends Error {}

/** Calls a function that the user gave, by its name in the options: it may throw, and it may never come back. */
export type CallGiven = <T>(name: string, call: () => T | Promise<T>) => Promise<T>;

const LONGEST_MS = 30_000;

/** Makes a caller that waits `limit` milliseconds for each function, and never again for one that did not come back. */
export const createCallGiven = (limit: number = LONGEST_MS): CallGiven => {
  const lost = new Map<string, GivenFunctionFailure>();
  return async (name, call) => {
    const before = lost.get(name);
    if (before) throw before;
    let stop = (): void => {};
    const late = new Promise<never>((_, reject) => {
      stop = startTimer(limit, () => {
        const failure = new GivenFunctionFailure(`${name} did not come back within ${limit} ms`);
        lost.set(name, failure);
        reject(failure);
      });
    });
    try {
      return await Promise.race([call(), late]);
    } catch (cause) {
      if (cause instanceof GivenFunctionFailure) throw cause;
      throw new GivenFunctionFailure(`${name} threw ${String(cause)}`, { cause });
    } finally {
      stop();
    }
  };
};
