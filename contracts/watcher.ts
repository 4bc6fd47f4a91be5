import type { Step } from "../generators/lifecycle.ts";
import type { Delivery } from "../mocks/delivery.ts";
import { elapsedMs, sleep } from "../mocks/real-time.ts";
import { removeAt } from "../schemas/pointer.ts";
import type { Provider, Subject } from "../schemas/provider.ts";
import { defaultView, expectedWords } from "./expectation.ts";
import { createCallGiven } from "./given-function.ts";
import { createPatience, type Patience } from "./patience.ts";
import { POLL_MS, SETTLE_MS, type SessionOptions } from "./session-options.ts";

/** What was observed after a step, against what was expected. */
export interface Reached {
  agrees: boolean;
  words: readonly (string | undefined)[];
  word: unknown;
  observed: unknown;
}

/** Prepares subjects and looks at what the receiver knows of them, through the functions that the user gave. */
export interface Watcher {
  patience: Patience;
  /** Once for each subject, however often it is asked for. */
  prepare(subject: Subject): Promise<void>;
  /** The first subject that was prepared: a row that careless look-ups find. */
  firstPrepared(): Subject | undefined;
  /** Says that a valid event is about to be sent. */
  announce(delivery: Delivery): Promise<void>;
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

const known = (observed: unknown): unknown => (observed === null ? undefined : observed);

// A receiver in this process may go on changing the object that it showed.
const copy = (observed: unknown): unknown => {
  const text = JSON.stringify(observed);
  return text === undefined ? undefined : JSON.parse(text);
};

/** Makes a watcher, which learns how long a receiver's state lags behind its answers. */
export const createWatcher = ({ machine }: Provider, options: SessionOptions): Watcher => {
  const { settle = SETTLE_MS, view = defaultView } = options;
  const prepared = new Map<string, Subject>();
  const patience = createPatience(settle);
  const call = createCallGiven();
  let sawState = false;

  const observe = async (subject: Subject): Promise<unknown> => {
    const observed = await call("observe", async () => copy(known(await options.observe?.(subject))));
    sawState ||= observed !== undefined;
    return observed;
  };
  const settled = (): Promise<unknown> => call("settled", () => options.settled?.());

  return {
    patience,
    async announce(delivery) {
      if (options.onDelivery) await call("onDelivery", () => options.onDelivery?.(delivery));
    },
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
        for (const subject of prepared.values()) await call("cleanup", () => options.cleanup?.(subject));
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
    async prepare(subject) {
      const key = JSON.stringify(subject);
      if (prepared.has(key)) return;
      prepared.set(key, subject);
      if (options.onSubject) await call("onSubject", () => options.onSubject?.(subject));
      await call("prepare", () => options.prepare?.(subject));
    },
    async reach(subject, step, previous) {
      const words = await call("expect", () => expectedWords(machine, options.expect, step, previous));
      await settled();
      const began = elapsedMs();
      for (let looks = 1; ; looks++) {
        const observed = await observe(subject);
        const word = observed === undefined ? undefined : known(await call("view", () => view(observed)));
        const agrees = words.includes(word as string | undefined);
        const lag = elapsedMs() - began;
        if (agrees && looks > 1) patience.learn(lag);
        else if (agrees && observed !== undefined) patience.learn(0); // seen at once, it lagged not at all
        const isOver = options.settled !== undefined || lag >= patience.limit();
        if (!agrees && isOver) patience.waited();
        if (agrees || isOver) return { agrees, words, word, observed };
        await sleep(POLL_MS);
      }
    },
    async quiet() {
      await settled();
      if (!options.settled && patience.rest() > 0) await sleep(patience.rest());
    },
  };
};
