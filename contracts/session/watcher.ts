import type { Step } from "../../generators/lifecycle.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import { CONCURRENCY } from "../../mocks/sending/send-defaults.ts";
import { removeAt } from "../../schemas/pointer.ts";
import type { Provider, Subject } from "../../schemas/provider.ts";
import { defaultView, expectedWords } from "./expectation.ts";
import { createCallGiven, type GivenFunctionFailure } from "./given-function.ts";
import { inParallel } from "./in-parallel.ts";
import { createPatience, type Patience } from "./patience.ts";
import { SETTLE_MS, type SessionOptions } from "./session-options.ts";
import { startWait } from "./wait.ts";

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
  /** Waits until what was prepared shows, unless that was in vain before: many a row shows only after its first event. */
  untilShown(subjects: readonly Subject[]): Promise<void>;
  /** The first and the last subject that was prepared: rows that careless look-ups find. */
  conspicuous(): Subject[];
  /** Says that a valid event is about to be sent. */
  announce(delivery: Delivery): Promise<void>;
  /** What is observed of subjects, without what says nothing of their state; nothing where nothing can be. */
  look(subjects: readonly (Subject | undefined)[]): Promise<unknown[]>;
  /** Observes until the state is as a step leads to expect, or time is up. */
  reach(subject: Subject, step: Step, previous?: Step): Promise<Reached>;
  /** Observes once. */
  glance(subject: Subject, step: Step, previous?: Step): Promise<Reached>;
  /** What a check has to say that passed without having seen any state. */
  stateNotes(): string[];
  /** Waits long enough for work that goes on after an answer, if nothing else is to be done. */
  rest(): Promise<void>;
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
  const prepared = new Map<string, { subject: Subject; done: Promise<void> }>();
  const patience = createPatience(settle);
  const call = createCallGiven();
  let sawState = false;
  let isShownLate = true; // what is prepared, unless at once

  const observe = async (subject: Subject): Promise<unknown> => {
    const observed = await call("observe", async () => copy(known(await options.observe?.(subject))));
    sawState ||= observed !== undefined;
    return observed;
  };
  const settled = (): Promise<unknown> => call("settled", () => options.settled?.());

  const glance: Watcher["glance"] = async (subject, step, previous) => {
    const words = await call("expect", () => expectedWords(machine, options.expect, step, previous));
    const observed = await observe(subject);
    const word = observed === undefined ? undefined : known(await call("view", () => view(observed)));
    return { agrees: words.includes(word as string | undefined), words, word, observed };
  };

  const prepareOnce = async (subject: Subject): Promise<void> => {
    if (options.onSubject) await call("onSubject", () => options.onSubject?.(subject));
    await call("prepare", () => options.prepare?.(subject));
  };

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
      const { cleanup } = options;
      if (!cleanup) return;
      const errors: GivenFunctionFailure[] = [];
      const clean = (subject: Subject): Promise<unknown> =>
        call("cleanup", () => cleanup(subject)).catch((error: GivenFunctionFailure) => errors.push(error));
      const subjects = [...prepared.values()].map(({ subject }) => subject);
      await inParallel(subjects, options.concurrency ?? CONCURRENCY, clean);
      if (errors[0]) throw errors[0];
    },
    stateNotes: () =>
      sawState
        ? []
        : [
            options.observe
              ? "observe never showed anything: only the answers were seen"
              : "no observe given: only the answers were seen",
          ],
    async untilShown(subjects) {
      if (!options.prepare || !options.observe) return;
      await settled();
      const areShown = async (): Promise<boolean> => {
        for (const subject of subjects) if ((await observe(subject)) === undefined) return false;
        return true;
      };
      const wait = startWait();
      while (!(await areShown())) {
        isShownLate &&= wait.elapsed() < settle;
        if (!isShownLate || options.settled) return;
        await wait.nap();
      }
    },
    conspicuous() {
      const subjects = [...prepared.values()].map(({ subject }) => subject);
      return [...subjects.slice(0, 1), ...subjects.slice(-1)];
    },
    prepare(subject) {
      const key = JSON.stringify(subject);
      const known = prepared.get(key) ?? { subject, done: prepareOnce(subject) };
      prepared.set(key, known);
      return known.done;
    },
    glance,
    async reach(subject, step, previous) {
      await settled();
      const wait = startWait();
      for (;;) {
        const reached = await glance(subject, step, previous);
        const isOver = options.settled !== undefined || wait.elapsed() >= patience.limit();
        if (!reached.agrees && isOver) patience.waited();
        if (reached.agrees || isOver) return reached;
        await wait.nap();
      }
    },
    async rest() {
      await settled();
      if (!options.observe || options.settled) return;
      for (const wait = startWait(); wait.elapsed() < patience.rest(); ) await wait.nap();
    },
  };
};
