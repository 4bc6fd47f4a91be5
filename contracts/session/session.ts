import type { Lifecycle, LifecycleOptions } from "../../generators/lifecycle.ts";
import type { Variant } from "../../generators/variants.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import type { Exchange } from "../../mocks/exchange.ts";
import type { BadSecret } from "../../mocks/proof/bad-secrets.ts";
import type { Json } from "../../schemas/json-schema.ts";
import type { Provider, Subject } from "../../schemas/provider.ts";
import type { CheckId } from "../check.ts";
import type { Secrets } from "../wording/redact.ts";
import type { SessionOptions } from "./session-options.ts";
import type { Watcher } from "./watcher.ts";

/** A check may use this many subjects. */
export const SUBJECTS_PER_CHECK: number = 2 ** 16;

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
  /** Deliveries of this check whose connection broke before there was an answer. */
  broken: readonly Exchange[];
  /** Knocks: whether the receiver does not listen any more. */
  isGone(): Promise<boolean>;
  /** Whether the receiver does not listen any more, as far as was seen. */
  isDead(): boolean;
  /** Whether an event type went unanswered before. */
  isUnanswered(eventType: string): boolean;
  /** Milliseconds for an answer. */
  timeout: number;
  /**
   * A lifecycle about a subject that was never used before, or about that of the `index` in the options. It ends now, or where
   * `endsLate` late in an hour.
   */
  lifecycle(what: string | readonly string[], options?: LifecycleOptions & { endsLate?: boolean }): Lifecycle;
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
  /** Waits until nothing sent before is on its way any more; false if something is known to be: nobody can say what moves it. */
  quiet(): Promise<boolean>;
  /** Says in the notes of the check that what moved was not judged, since it was not quiet. */
  leaveUnjudged(): void;
  deliverAll(deliveries: readonly Delivery[]): Promise<Exchange[]>;
  prepareAll(subjects: readonly Subject[]): Promise<void>;
  /** Milliseconds of each answer so far. */
  times: number[];
  /** How many deliveries were sent so far. */
  sent(): number;
}
