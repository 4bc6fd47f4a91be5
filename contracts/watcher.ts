import type { Step } from "../generators/lifecycle.ts";
import { removeAt } from "../schemas/pointer.ts";
import type { Provider, Subject } from "../schemas/provider.ts";
import { defaultView, expectedWords } from "./expectation.ts";
import type { SessionOptions } from "./session-options.ts";

/** Thrown when a function that the user gave fails: the check says so instead of blaming the receiver. */
export class GivenFunctionFailure extends Error {}

/** What was observed after a step, against what was expected. */
export interface Reached {
  agrees: boolean;
  words: readonly (string | undefined)[];
  word: unknown;
  observed: unknown;
}

/** Prepares subjects and looks at what the receiver knows of them, through the functions that the user gave. */
export interface Watcher {
  /** Once for each subject, however often it is asked for. */
  prepare(subject: Subject): Promise<void>;
  /** Takes subjects for prepared ones. */
  adopt(subjects: readonly Subject[]): void;
  /** The first subject that was prepared: a row that careless look-ups find. */
  firstPrepared(): Subject | undefined;
  /** `undefined` is nothing known. */
  observe(subject: Subject): Promise<unknown>;
  /** What is observed of subjects, without what says nothing of their state; nothing where nothing can be. */
  look(subjects: readonly (Subject | undefined)[]): Promise<unknown[]>;
  /** Observes until the state is as a step leads to expect, or time is up. */
  reach(subject: Subject, step: Step, previous?: Step): Promise<Reached>;
  /** What a check has to say that passed without having seen any state. */
  stateNotes(): string[];
  /** Waits long enough for work that goes on after an answer. */
  quiet(): Promise<void>;
  /** Calls `cleanup` for each subject that was prepared. */
  cleanUp(): Promise<void>;
}

const POLL_MS = 5;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const GIVEN_FUNCTION_MS = 30_000;

/** Calls a function that the user gave: it may throw, and it may never come back. */
const guarded = async (name: string, call: () => unknown): Promise<unknown> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new GivenFunctionFailure(`${name} did not come back within ${GIVEN_FUNCTION_MS} ms`)),
      GIVEN_FUNCTION_MS,
    );
  });
  try {
    return await Promise.race([call(), late]);
  } catch (cause) {
    if (cause instanceof GivenFunctionFailure) throw cause;
    throw new GivenFunctionFailure(`${name} threw ${String(cause)}`, { cause });
  } finally {
    clearTimeout(timer);
  }
};

const known = (observed: unknown): unknown => (observed === null ? undefined : observed);

// A receiver in this process may go on changing the object that it showed.
const copy = (observed: unknown): unknown => {
  const text = JSON.stringify(observed);
  return text === undefined ? undefined : JSON.parse(text);
};

/** Makes a watcher, which learns how long a receiver's state lags behind its answers. */
export const createWatcher = ({ machine }: Provider, options: SessionOptions): Watcher => {
  const { settle = 1000, view = defaultView } = options;
  const prepared = new Map<string, Subject>();
  let longestLag = 0;
  let sawState = false;

  const observe = async (subject: Subject): Promise<unknown> => {
    const observed = await guarded("observe", async () => copy(known(await options.observe?.(subject))));
    sawState ||= observed !== undefined;
    return observed;
  };
  const settled = (): Promise<unknown> => guarded("settled", () => options.settled?.());

  return {
    observe,
    async look(subjects) {
      const states: unknown[] = [];
      for (const subject of subjects)
        if (subject && options.observe) {
          const observed = await observe(subject);
          for (const pointer of options.ignore ?? []) removeAt(observed, pointer);
          states.push(observed);
        }
      return states;
    },
    async cleanUp() {
      if (options.cleanup)
        for (const subject of prepared.values()) await guarded("cleanup", () => options.cleanup?.(subject));
    },
    stateNotes: () =>
      sawState
        ? []
        : [
            options.observe
              ? "observe never showed anything: only the answers were seen"
              : "no observe given: only the answers were seen",
          ],
    firstPrepared: () => prepared.values().next().value,
    adopt(subjects) {
      for (const subject of subjects) prepared.set(JSON.stringify(subject), subject);
    },
    async prepare(subject) {
      const key = JSON.stringify(subject);
      if (prepared.has(key)) return;
      prepared.set(key, subject);
      await guarded("prepare", () => options.prepare?.(subject));
    },
    async reach(subject, step, previous) {
      const words = (await guarded("expect", () =>
        expectedWords(machine, options.expect, step, previous),
      )) as Reached["words"];
      await settled();
      const began = Date.now();
      for (let looks = 1; ; looks++) {
        const observed = await observe(subject);
        const word = observed === undefined ? undefined : known(await guarded("view", () => view(observed)));
        const agrees = words.includes(word as string | undefined);
        const lag = Date.now() - began;
        if (agrees && looks > 1) longestLag = Math.max(longestLag, lag); // seen at once, it lagged not at all
        if (agrees || options.settled || lag >= settle) return { agrees, words, word, observed };
        await sleep(POLL_MS);
      }
    },
    async quiet() {
      await settled();
      if (!options.settled && longestLag > 0) await sleep(Math.min(settle, 3 * longestLag));
    },
  };
};
