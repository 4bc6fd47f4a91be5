import { endingAt } from "../generators/ending-at.ts";
import { buildLifecycle, type Lifecycle, type LifecycleOptions } from "../generators/lifecycle.ts";
import type { Variant } from "../generators/variants.ts";
import type { BadSecret } from "../mocks/bad-secrets.ts";
import { buildDeliveries, type Delivery } from "../mocks/delivery.ts";
import { type Exchange, isAccepted } from "../mocks/exchange.ts";
import { createPacer } from "../mocks/pace.ts";
import { send } from "../mocks/send.ts";
import type { Sender } from "../mocks/sender.ts";
import { wireOf } from "../mocks/wire.ts";
import type { Json } from "../schemas/json-schema.ts";
import { getAt } from "../schemas/pointer.ts";
import type { Provider, Subject } from "../schemas/provider.ts";
import type { CheckId } from "./check.ts";
import { inParallel } from "./in-parallel.ts";
import { politely } from "./polite.ts";
import { isUnanswered, ReceiverDied } from "./receiver-failure.ts";
import { type Secrets, secretsOf } from "./redact.ts";
import type { SessionOptions } from "./session-options.ts";
import { unlessStopped } from "./stop.ts";
import { createWatcher, type Watcher } from "./watcher.ts";

/** What checks work with: one receiver, one provider, one seed. */
export interface Session extends Watcher {
  provider: Provider;
  options: SessionOptions;
  seed: number;
  run: number;
  startedAt: number;
  /** When what is no event of a lifecycle is sent. */
  at: Date;
  /** What a report must not show. */
  secrets: Secrets;
  /** The target as it was given. */
  url: string;
  /** The receiver is a function here, not behind the URL. */
  inProcess: boolean;
  /**
   * Begins a check: its subjects are numbered from its own number on, apart from those of every other, and its events end so
   * many seconds ago, later than those of the checks before.
   */
  enter(number: number, secondsAgo: number, given?: { input: Json; index: number }): void;
  /** The variants of each event type that were made so far, and the payload that they are variants of. */
  variants: Map<string, { base: Json; all: Variant<Json>[] }>;
  /** Whether overrides fix what tells subjects apart. */
  isFixed: boolean;
  /** What the check is to do again instead of all that it does. */
  given: Json | undefined;
  /** The number of the next subject. */
  index(): number;
  /** Whether a check failed before. */
  hasFailed(id: CheckId): boolean;
  /** The checks that failed so far. */
  failed: Set<CheckId>;
  /** Whether the receiver does not listen any more. */
  isDead(): boolean;
  /** Whether an event type went unanswered before. */
  isUnanswered(eventType: string): boolean;
  /** Milliseconds for an answer. */
  timeout: number;
  /** A lifecycle about a subject that was never used before. */
  lifecycle(nameOrEventTypes: string | readonly string[], options?: LifecycleOptions): Lifecycle;
  deliveries(lifecycle: Lifecycle): Delivery[];
  /** The same with a secret that is not the receiver's. */
  forged(lifecycle: Lifecycle, bad: BadSecret): Delivery[];
  /** Sends a valid event of a prepared subject; an event type that went unanswered before is not sent again. */
  deliver(delivery: Delivery): Promise<Exchange>;
  /** A delivery of any body, proven as events are. */
  raw(body: Uint8Array, method?: string): Delivery;
  /** Sends what the provider would not; waits where the receiver limits the rate. */
  provoke(delivery: Delivery): Promise<Exchange>;
  /** Sends, whatever the answer is. */
  sendOnce(delivery: Delivery): Promise<Exchange>;
  /** Whether any valid event was answered with 2xx. */
  wasAccepted(): boolean;
  /** Valid events that went unanswered. */
  unanswered: Exchange[];
  deliverAll(deliveries: readonly Delivery[]): Promise<Exchange[]>;
  prepareAll(subjects: readonly Subject[]): Promise<void>;
  /** Milliseconds of each answer so far. */
  times: number[];
  /** How many deliveries were sent so far. */
  sent(): number;
}

/** A check may use this many subjects. */
export const SUBJECTS_PER_CHECK: number = 2 ** 16;

const SECOND = 1000;
const IDLE = SECOND;

/** Lets the event loop see what came in while it was busy. */
const aTurn = async (): Promise<void> => {
  for (let turns = 0; turns < 2; turns++) await new Promise((resolve) => setTimeout(resolve, 1));
};

/** Opens a session on a target that is open already. */
export const openSession = (provider: Provider, sender: Sender, options: SessionOptions, run: number): Session => {
  const { seed = 0, concurrency = 8, timeout = provider.definition.delivery.timeout ?? 10_000 } = options;
  const { url, inProcess } = sender;
  const startedAt = Date.now();
  const times: number[] = [];
  const unanswered: Exchange[] = [];
  const pacer = createPacer(options);
  let isDead = false;
  let accepted = false;
  let lastSent = performance.now();
  let sent = 0;
  let subjects = 0;
  let now = startedAt;

  const session: Session = {
    ...createWatcher(provider, options),
    ...{
      provider,
      options,
      seed,
      run,
      startedAt,
      times,
      unanswered,
      url,
      inProcess,
      secrets: secretsOf({ ...options, url }),
    },
    sent: () => sent,

    at: new Date(options.start ?? startedAt),
    isFixed: Object.values(provider.definition.subject).some(
      ({ pointer, per }) => per !== "run" && getAt(options.overrides, pointer) !== undefined,
    ),
    ...{ timeout, given: undefined, variants: new Map() },
    index: () => subjects,
    isDead: () => isDead,
    wasAccepted: () => accepted,
    failed: new Set(),
    hasFailed: (id) => session.failed.has(id),
    isUnanswered: (eventType) => unanswered.some(({ delivery }) => delivery.eventType === eventType),

    enter(number, secondsAgo, given) {
      subjects = given?.index ?? number * SUBJECTS_PER_CHECK;
      session.given = given?.input;
      now = startedAt - secondsAgo * SECOND;
    },

    lifecycle(what, more = {}) {
      const index = subjects++;
      const { overrides } = options as LifecycleOptions;
      const given = { index, ...(overrides && { overrides }), ...more };
      const drawn = { ...given, seed, run };
      return options.start === undefined
        ? endingAt(now, provider, what, drawn)
        : buildLifecycle(provider, what, { ...drawn, start: options.start });
    },

    deliveries: (lifecycle) => buildDeliveries(lifecycle, options),

    forged(lifecycle, { secret }) {
      const wire = wireOf(lifecycle, options);
      return buildDeliveries(lifecycle, options).map((delivery) => wire.withSecret(delivery, secret));
    },

    raw(body, method = provider.definition.delivery.method) {
      const bare = { method, query: {}, headers: {}, body, due: session.at, faults: [] };
      return wireOf({ provider, seed, run }, options).withSecret(bare, options.secret);
    },

    async deliver(delivery) {
      const before = session.given
        ? undefined
        : unanswered.find((one) => one.delivery.eventType === delivery.eventType);
      if (before) return { ...before, delivery };
      const exchange = await session.provoke(delivery);
      accepted ||= isAccepted(exchange);
      if (isUnanswered(exchange)) unanswered.push(exchange);
      if (exchange.response) times.push(exchange.response.ms);
      return exchange;
    },

    provoke: (delivery) => politely(() => session.sendOnce(delivery)),

    async sendOnce(delivery) {
      await unlessStopped(options.signal, () => pacer.hold(delivery));
      if (performance.now() - lastSent > IDLE) await aTurn(); // a connection that was closed meanwhile is let go of
      sent++;
      const exchange = await unlessStopped(options.signal, () => send(sender, delivery, timeout, options.signal));
      lastSent = performance.now();
      isDead ||= exchange.error?.code === "refused";
      if (isDead) throw new ReceiverDied(exchange);
      return exchange;
    },

    deliverAll: (deliveries) => inParallel(deliveries, concurrency, session.deliver),

    async prepareAll(subjects) {
      await inParallel(subjects, concurrency, session.prepare);
    },
  };
  return session;
};
