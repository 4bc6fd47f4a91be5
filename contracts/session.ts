import { endingAt } from "../generators/ending-at.ts";
import { buildLifecycle, type Lifecycle, type LifecycleOptions } from "../generators/lifecycle.ts";
import type { Start } from "../generators/start.ts";
import type { BadSecret } from "../mocks/bad-secrets.ts";
import { buildDeliveries, type Delivery } from "../mocks/delivery.ts";
import type { Exchange } from "../mocks/exchange.ts";
import { send } from "../mocks/send.ts";
import type { Sender } from "../mocks/sender.ts";
import { wireOf } from "../mocks/wire.ts";
import type { Provider, Subject } from "../schemas/provider.ts";
import { inParallel } from "./in-parallel.ts";
import { type Secrets, secretsOf } from "./redact.ts";
import type { SessionOptions } from "./session-options.ts";
import { createWatcher, type Watcher } from "./watcher.ts";

/** What checks work with: one receiver, one provider, one seed. */
export interface Session extends Watcher {
  provider: Provider;
  options: SessionOptions;
  seed: number;
  run: number;
  startedAt: number;
  /** What a report must not show. */
  secrets: Secrets;
  /** The target as it was given. */
  url: string;
  /** The receiver is a function here, not behind the URL. */
  inProcess: boolean;
  /**
   * Begins the check at a position: its subjects are numbered apart from those of every other, whichever of them run, and
   * its events are later than those of the checks before.
   */
  enter(position: number, of: number): void;
  /** A lifecycle about a subject that was never used before. */
  lifecycle(nameOrEventTypes: string | readonly string[], options?: LifecycleOptions): Lifecycle;
  deliveries(lifecycle: Lifecycle): Delivery[];
  /** The same with a secret that is not the receiver's. */
  forged(lifecycle: Lifecycle, bad: BadSecret): Delivery[];
  deliver(delivery: Delivery): Promise<Exchange>;
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

/** Opens a session on a target that is open already. */
export const openSession = (provider: Provider, sender: Sender, options: SessionOptions, run: number): Session => {
  const { seed = 0, concurrency = 8, timeout = provider.definition.delivery.timeout ?? 10_000 } = options;
  const { url, inProcess } = sender;
  const startedAt = Date.now();
  const times: number[] = [];
  let sent = 0;
  let subjects = 0;
  let now = startedAt;

  const session: Session = {
    ...createWatcher(provider, options),
    ...{ provider, options, seed, run, startedAt, times, url, inProcess, secrets: secretsOf(options) },
    sent: () => sent,

    enter(position, of) {
      subjects = position * SUBJECTS_PER_CHECK;
      now = startedAt - (of - 1 - position) * SECOND;
    },

    lifecycle(what, more = {}) {
      const index = subjects++;
      const build = (start: Start) => buildLifecycle(provider, what, { index, ...more, seed, run, start });
      return options.start === undefined ? endingAt(now, build) : build(options.start);
    },

    deliveries: (lifecycle) => buildDeliveries(lifecycle, options),

    forged(lifecycle, { secret }) {
      const wire = wireOf(lifecycle, options);
      return buildDeliveries(lifecycle, options).map((delivery) => wire.withSecret(delivery, secret));
    },

    async deliver(delivery) {
      sent++;
      const exchange = await send(sender, delivery, timeout);
      if (exchange.response) times.push(exchange.response.ms);
      return exchange;
    },

    deliverAll: (deliveries) => inParallel(deliveries, concurrency, session.deliver),

    async prepareAll(subjects) {
      await inParallel(subjects, concurrency, session.prepare);
    },
  };
  return session;
};
