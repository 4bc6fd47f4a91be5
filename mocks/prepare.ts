import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Subject } from "../schemas/provider.ts";

/** Prepares a subject, once, however often and from wherever it is asked; what went wrong, if anything did. */
export type Preparer = (subject: Subject) => Promise<HookwrightError | undefined>;

/** Makes a preparer of the function that the user gave. */
export const createPreparer = (prepare: (subject: Subject) => unknown): Preparer => {
  const begun = new Map<string, ReturnType<Preparer>>();
  const call: Preparer = async (subject) => {
    try {
      await prepare(subject);
      return undefined;
    } catch (cause) {
      const problem = `${JSON.stringify(subject)}: ${String(cause)}`;
      const message = `Failed to prepare the subject ${problem}. Mend prepare, or what it asks.`;
      return new HookwrightError("invalid-option", message, { cause });
    }
  };
  return (subject) => {
    const key = JSON.stringify(subject);
    const one = begun.get(key) ?? call(subject);
    begun.set(key, one);
    return one;
  };
};
