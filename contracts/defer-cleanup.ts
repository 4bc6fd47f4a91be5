import type { VerifyOptions } from "./options/verify-options.ts";
import { inParallel } from "./session/in-parallel.ts";

/** Options for a run whose subjects are cleaned up later. */
export interface Deferred<S extends object> {
  options: VerifyOptions<S>;
  cleanUp(): Promise<void>;
}

const CONCURRENCY = 8;

/** Takes `cleanup` out of the options: what was prepared stays until the tests are over. */
export const deferCleanup = <S extends object>(
  given: VerifyOptions<S> & { cleanup?: (subject: S) => unknown },
): Deferred<S> => {
  const { cleanup, prepare, ...rest } = given;
  if (!cleanup || !prepare) return { options: given, cleanUp: async () => {} };
  const prepared: S[] = [];
  const remember = (subject: S): unknown => {
    prepared.push(subject);
    return prepare(subject);
  };
  return {
    options: { ...rest, prepare: remember },
    cleanUp: async () => void (await inParallel(prepared.splice(0), CONCURRENCY, async (subject) => cleanup(subject))),
  };
};
