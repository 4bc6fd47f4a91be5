import type { Start } from "../../generators/start.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import type { Auth, Subject } from "../../schemas/provider.ts";
import type { Expect } from "./expectation.ts";

/** Milliseconds that a state is waited for, unless told otherwise. */
export const SETTLE_MS = 1000;

/** Milliseconds between two looks at a state. */
export const POLL_MS = 5;

/** What a run of checks is told of the receiver. */
export interface SessionOptions<S extends object = Subject> {
  /** The secret shared with the receiver. */
  secret?: string;
  /** Replaces the provider's way of proving itself. */
  auth?: Auth;
  /** The wrapper around the payload; `auto` finds out which the receiver reads. @default 'auto' */
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
  /** Called for each subject before its first event, whether or not `prepare` is given: the provider knows it by then. */
  onSubject?: (subject: S) => unknown;
  /** Called before each valid event is sent: what the provider itself would know by then. */
  onDelivery?: (delivery: Delivery) => unknown;
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
  /** Requests per second at the most. */
  rate?: number;
  /** Called for each prepared subject when all checks have run. */
  cleanup?: (subject: S) => unknown;
  /** Pointers into what was observed that say nothing of the state. */
  ignore?: readonly string[];
  /** Values of every payload, by their pointers: to aim at what exists already. */
  overrides?: object;
  seed?: number;
  run?: number;
  /** `smoke` sends one lifecycle and nothing hostile. @default 'full' */
  profile?: "full" | "smoke";
  /** Stops the run: the report has what was found so far, and `cleanup` is called. */
  signal?: AbortSignal;
  /** Where every lifecycle starts; unless given, each ends now. */
  start?: Start;
}
