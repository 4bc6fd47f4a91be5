import type { Step } from "../../generators/lifecycle.ts";
import { escapeRegExp } from "../../schemas/escape-regexp.ts";
import type { LifecycleDefinition } from "../../schemas/provider.ts";
import { redactAll, type Secrets } from "../wording/redact.ts";

const NO_SECRETS: Secrets = new Map(); // words are ours, or the options say them

/** A receiver's own word for a state, several that will do, or nothing known. */
export type Words = string | readonly string[] | undefined;

/** The provider's word, or a pattern like `pending_*`, to the receiver's; or a function of the step. */
export type Expect = Readonly<Record<string, Words>> | ((step: Step, previous: Step | undefined) => Words);

/** Whether a key of `expect`, where `*` is any text, means a status. */
export const matchesStatus = (pattern: string, status: string): boolean => {
  const parts = pattern.split("*").map(escapeRegExp);
  return new RegExp(`^${parts.join(".*")}$`).test(status);
};

// An exact key wins over a pattern, a longer pattern over a shorter one.
const keyFor = (expect: Readonly<Record<string, Words>>, status: string): string | undefined =>
  Object.hasOwn(expect, status)
    ? status
    : Object.keys(expect)
        .filter((key) => key.includes("*") && matchesStatus(key, status))
        .sort((a, b) => b.length - a.length)[0];

/** The words that will do after a step: what `expect` says, else the provider's own; `undefined` is nothing known. */
export const expectedWords = (
  machine: LifecycleDefinition,
  expect: Expect | undefined,
  step: Step,
  previous: Step | undefined,
): readonly (string | undefined)[] => {
  const key = typeof expect === "object" ? keyFor(expect, step.status) : undefined;
  const words = typeof expect === "function" ? expect(step, previous) : key === undefined ? step.status : expect?.[key];
  const list: (string | undefined)[] = typeof words === "object" ? [...words] : [words];
  return machine.states[step.status]?.gone ? [...list, undefined] : list;
};

/** What was observed, as a reader says it; the secrets in it are redacted. */
export const sayState = (observed: unknown, secrets: Secrets): string =>
  JSON.stringify(redactAll(observed, secrets)) ?? "nothing known";

/** Words as a reader says them. */
export const sayWords = (words: readonly (string | undefined)[]): string =>
  words.map((word) => sayState(word, NO_SECRETS)).join(" or ");

/** The word in what was observed: itself if a string, else its `status`. */
export const defaultView = (observed: unknown): unknown =>
  typeof observed === "object" && observed !== null && "status" in observed ? observed.status : observed;
