import { endingAt } from "../generators/ending-at.ts";
import { buildLifecycle, type Lifecycle, type LifecycleOptions } from "../generators/lifecycle.ts";
import type { Variant } from "../generators/variants.ts";
import type { BadSecret } from "../mocks/bad-secrets.ts";
import { buildDeliveries, type Delivery, type DeliveryOptions } from "../mocks/delivery.ts";
import { type Exchange, isAccepted } from "../mocks/exchange.ts";
import type { Pacer } from "../mocks/pacer.ts";
import { elapsedMs, sleep } from "../mocks/real-time.ts";
import { send } from "../mocks/send.ts";
import { CONCURRENCY, TIMEOUT_MS } from "../mocks/send-defaults.ts";
import type { Sender } from "../mocks/sender.ts";
import { wireOf } from "../mocks/wire.ts";
import type { Json } from "../schemas/json-schema.ts";
import { getAt } from "../schemas/pointer.ts";
import type { Provider, Subject } from "../schemas/provider.ts";
import type { CheckId } from "./check.ts";
import { inParallel } from "./in-parallel.ts";
import { politely } from "./politely.ts";
import { isUnanswered, ReceiverDied } from "./receiver-failure.ts";
import { type Secrets, secretsOf } from "./redact.ts";
import type { SessionOptions } from "./session-options.ts";
import { unlessStopped } from "./stop.ts";
import type { Watcher } from "./watcher.ts";

/** What all sessions of a run have in common: what is known of the receiver, and how fast it may be sent to. */
export interface Common {
  watcher: Watcher;
  pacer: Pacer;
}

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
  /** The variants of each event type that were made so far. */
  variants: Map<string, readonly Variant<Json>[]>;
  /** Whether overrides fix what tells subjects apart. */
  isFixed: boolean;
  /** What the check is to do again instead of all that it does. */
  given: Json | undefined;
  /** The number of the next subject. */
  nextIndex: number;
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
  /** A lifecycle about a subject that was never used before, or about that of the `index` in the options. */
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
  /** The event types that were answered with 2xx so far. */
  accepted: ReadonlySet<string>;
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
  for (let turns = 0; turns < 2; turns++) await sleep(1);
};

/** Opens a session on a target that is open already. */
export const openSession = (
  provider: Provider,
  sender: Sender,
  options: SessionOptions,
  run: number,
  { watcher, pacer }: Common,
): Session => {
  const { seed = 0, concurrency = CONCURRENCY, timeout = provider.definition.delivery.timeout ?? TIMEOUT_MS } = options;
  const { url, inProcess } = sender;
  const startedAt = Date.now();
  const times: number[] = [];
  const unanswered: Exchange[] = [];
  let isDead = false;
  const accepted = new Set<string>();
  let lastSent = elapsedMs();
  let sent = 0;
  let now = startedAt;

  // A signature is made when it is sent: receivers refuse an old one. With a fixed start everything is fixed.
  const onWire = (): DeliveryOptions => ({
    ...options,
    ...(options.start === undefined && { signedAt: new Date() }),
  });

  const session: Session = {
    ...watcher,
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
    nextIndex: 0,
    isDead: () => isDead,
    accepted,
    failed: new Set(),
    hasFailed: (id) => session.failed.has(id),
    isUnanswered: (eventType) => unanswered.some(({ delivery }) => delivery.eventType === eventType),

    enter(number, secondsAgo, given) {
      session.nextIndex = given?.index ?? number * SUBJECTS_PER_CHECK;
      session.given = given?.input;
      now = startedAt - secondsAgo * SECOND;
    },

    lifecycle(what, more = {}) {
      const { index = session.nextIndex++, ...others } = more;
      const { overrides } = options as LifecycleOptions;
      const drawn = { ...(overrides && { overrides }), ...others, index, seed, run };
      return options.start === undefined
        ? endingAt(now, provider, what, drawn)
        : buildLifecycle(provider, what, { ...drawn, start: options.start });
    },

    deliveries: (lifecycle) => buildDeliveries(lifecycle, onWire()),

    forged(lifecycle, { secret }) {
      const wire = wireOf(lifecycle, onWire());
      return buildDeliveries(lifecycle, onWire()).map((delivery) => wire.withSecret(delivery, secret));
    },

    raw(body, method = provider.definition.delivery.method) {
      const bare = { method, query: {}, headers: {}, body, due: session.at, faults: [] };
      return wireOf({ provider, seed, run }, onWire()).withSecret(bare, options.secret);
    },

    async deliver(delivery) {
      const before = session.given
        ? undefined
        : unanswered.find((one) => one.delivery.eventType === delivery.eventType);
      if (before) return { ...before, delivery };
      const exchange = await session.provoke(delivery);
      if (isAccepted(exchange) && delivery.eventType !== undefined) accepted.add(delivery.eventType);
      if (isUnanswered(exchange)) unanswered.push(exchange);
      if (exchange.response) times.push(exchange.response.ms);
      return exchange;
    },

    async provoke(delivery) {
      if (delivery.subject && delivery.eventType !== undefined) await session.announce(delivery);
      return politely(() => session.sendOnce(delivery));
    },

    async sendOnce(delivery) {
      await unlessStopped(options.signal, () => pacer.hold(delivery));
      if (elapsedMs() - lastSent > IDLE) await aTurn(); // a connection that was closed meanwhile is let go of
      sent++;
      const exchange = await unlessStopped(options.signal, () => send(sender, delivery, timeout, options.signal));
      lastSent = elapsedMs();
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
