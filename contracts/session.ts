import { endingAt } from "../generators/ending-at.ts";
import { buildLifecycle, type Lifecycle, type LifecycleOptions, type Step } from "../generators/lifecycle.ts";
import type { Start } from "../generators/start.ts";
import { buildDeliveries, type Delivery } from "../mocks/delivery.ts";
import type { Exchange } from "../mocks/exchange.ts";
import { send } from "../mocks/send.ts";
import type { Sender } from "../mocks/sender.ts";
import type { Auth, Provider, Subject } from "../schemas/provider.ts";
import { defaultView, type Expect, expectedWords } from "./expectation.ts";

/** What a run of checks is told of the receiver. */
export interface SessionOptions<S extends object = Subject> {
  /** The secret shared with the receiver. */
  secret?: string;
  /** Replaces the provider's way of proving itself. */
  auth?: Auth;
  /** @default 'none' */
  envelope?: string;
  headers?: Readonly<Record<string, string>>;
  /** Called before a subject's first event, for receivers that only know rows made before. */
  prepare?: (subject: S) => unknown;
  /** What the receiver knows of a subject: any JSON; `undefined` or `null` is nothing. */
  observe?: (subject: S) => unknown;
  /** The state in what was observed. @default itself if a string, else its `status` */
  view?: (observed: unknown) => unknown;
  /** The provider's word to the receiver's. */
  expect?: Expect;
  /** Resolves when work that goes on after the answer is done. */
  settled?: () => unknown;
  /** Milliseconds to wait until the state is as expected. @default 1000 */
  settle?: number;
  /** Milliseconds for an answer. @default the provider's own limit, else 10000 */
  timeout?: number;
  /** Random payloads in all, at least one of each event type. @default 100 */
  runs?: number;
  /** @default 8 */
  concurrency?: number;
  seed?: number;
  run?: number;
  /** Where every lifecycle starts; unless given, each ends now. */
  start?: Start;
}

/** Thrown when a function that the user gave fails: the check says so instead of blaming the receiver. */
export class HookFailure extends Error {}

/** What checks work with: one receiver, one provider, one seed. */
export interface Session {
  provider: Provider;
  options: SessionOptions;
  seed: number;
  run: number;
  startedAt: number;
  url: string;
  /** Numbers the subjects of one check apart from those of every other, whichever of them run. */
  enter(check: number): void;
  /** A lifecycle about a subject that was never used before. */
  lifecycle(nameOrEventTypes: string | readonly string[], options?: LifecycleOptions): Lifecycle;
  deliveries(lifecycle: Lifecycle): Delivery[];
  /** The same without the secret. */
  unproven(lifecycle: Lifecycle): Delivery[];
  deliver(delivery: Delivery): Promise<Exchange>;
  deliverAll(deliveries: readonly Delivery[]): Promise<Exchange[]>;
  prepare(subject: Subject): Promise<void>;
  prepareAll(subjects: readonly Subject[]): Promise<void>;
  observe(subject: Subject): Promise<unknown>;
  /** Observes until the state is as a step leads to expect, or time is up. */
  reach(subject: Subject, step: Step, previous?: Step): Promise<Reached>;
  /** Waits long enough for work that goes on after an answer. */
  quiet(): Promise<void>;
  /** Milliseconds of each answer so far. */
  times: number[];
  /** How many deliveries were sent so far. */
  sent(): number;
}

/** What was observed after a step, against what was expected. */
export interface Reached {
  agrees: boolean;
  words: readonly (string | undefined)[];
  word: unknown;
  observed: unknown;
}

/** A check may use this many subjects. */
export const SUBJECTS_PER_CHECK: number = 2 ** 16;

const POLL_MS = 5;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const guarded = async (name: string, call: () => unknown): Promise<unknown> => {
  try {
    return await call();
  } catch (cause) {
    throw new HookFailure(`${name} threw ${String(cause)}`, { cause });
  }
};

const known = (observed: unknown): unknown => (observed === null ? undefined : observed);

/** Calls `work` for every item, several at once; the results have the order of the items. */
const inParallel = async <T, R>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> => {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [i, item] of queue) results[i] = await work(item);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return results;
};

/** Opens a session on a target that is open already. */
export const openSession = (provider: Provider, sender: Sender, options: SessionOptions, run: number): Session => {
  const {
    seed = 0,
    settle = 1000,
    concurrency = 8,
    view = defaultView,
    timeout = provider.definition.delivery.timeout ?? 10_000,
  } = options;
  const startedAt = Date.now();
  const times: number[] = [];
  let sent = 0;
  let subjects = 0;
  let longestLag = 0;

  const session: Session = {
    ...{ provider, options, seed, run, startedAt, times, url: sender.url, sent: () => sent },

    enter(check) {
      subjects = check * SUBJECTS_PER_CHECK;
    },

    lifecycle(what, more = {}) {
      const index = subjects++;
      const build = (start: Start) => buildLifecycle(provider, what, { index, ...more, seed, run, start });
      return options.start === undefined ? endingAt(startedAt, build) : build(options.start);
    },

    deliveries: (lifecycle) => buildDeliveries(lifecycle, options),

    unproven(lifecycle) {
      const { secret, ...rest } = options;
      return buildDeliveries(lifecycle, rest);
    },

    async deliver(delivery) {
      sent++;
      const exchange = await send(sender, delivery, timeout);
      if (exchange.response) times.push(exchange.response.ms);
      return exchange;
    },

    deliverAll: (deliveries) => inParallel(deliveries, concurrency, session.deliver),

    async prepare(subject) {
      await guarded("prepare", () => options.prepare?.(subject));
    },

    async prepareAll(subjects) {
      await inParallel(subjects, concurrency, session.prepare);
    },

    observe: async (subject) => known(await guarded("observe", () => options.observe?.(subject))),

    async reach(subject, step, previous) {
      const words = expectedWords(provider.machine, options.expect, step, previous);
      await guarded("settled", () => options.settled?.());
      const began = Date.now();
      for (let looks = 1; ; looks++) {
        const observed = await session.observe(subject);
        const word = observed === undefined ? undefined : known(await guarded("view", () => view(observed)));
        const agrees = words.includes(word as string | undefined);
        const lag = Date.now() - began;
        if (agrees && looks > 1) longestLag = Math.max(longestLag, lag); // seen at once, it lagged not at all
        if (agrees || options.settled || lag >= settle) return { agrees, words, word, observed };
        await sleep(POLL_MS);
      }
    },

    async quiet() {
      await guarded("settled", () => options.settled?.());
      if (!options.settled && longestLag > 0) await sleep(Math.min(settle, 3 * longestLag));
    },
  };
  return session;
};
