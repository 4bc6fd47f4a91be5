import type { Lifecycle } from "../generators/lifecycle.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Subject } from "../schemas/provider.ts";
import { buildDeliveries, type Delivery, type DeliveryOptions } from "./delivery.ts";
import type { Exchange } from "./exchange.ts";
import { createPreparer } from "./prepare.ts";
import { onAbort } from "./sending/on-abort.ts";
import { createPacer, type Pace } from "./sending/pacer.ts";
import { CONCURRENCY, TIMEOUT_MS } from "./sending/send-defaults.ts";
import type { Target, TargetOptions } from "./target.ts";

const QUEUE = 64; // deliveries waiting behind each connection before the source is asked for more

type One = Lifecycle | Delivery;

/** What can be delivered: lifecycles, or deliveries made of them before. */
export type Source = One | Iterable<One> | AsyncIterable<One>;

/** What `deliver` takes. */
export interface DeliverOptions extends DeliveryOptions, TargetOptions, Pace {
  /** Milliseconds for an answer. @default 10000 */
  timeout?: number;
  /** Called once before each subject's first delivery, for receivers that only know rows made before. */
  prepare?: (subject: Subject) => unknown;
  /** Ends it: what is on its way becomes an exchange with the error `aborted`, the rest is not sent. */
  signal?: AbortSignal;
  /** Called with each exchange as it ends. */
  onExchange?: (exchange: Exchange) => void;
}

const isLifecycle = (one: One): one is Lifecycle => "steps" in one;

const isMany = (source: Source): source is Exclude<Source, One> =>
  Symbol.iterator in source || Symbol.asyncIterator in source;

const deliveriesOf = async function* (source: Source, options: DeliveryOptions): AsyncGenerator<Delivery> {
  for await (const one of isMany(source) ? source : [source])
    if (isLifecycle(one)) yield* buildDeliveries(one, options);
    else yield one;
};

// Deliveries that were made by hand share their subject's lane.
const laneOf = ({ lane, subject }: Delivery): string => lane ?? JSON.stringify(subject ?? {});

const MOST = 2 ** 31 - 1; // what a timer can hold

const checkWholeNumber = (name: string, value: number): void => {
  if (!Number.isInteger(value) || value < 1 || value > MOST)
    throw new HookwrightError(
      "invalid-option",
      `Failed to deliver: ${name} is ${value}. Give a whole number from 1 to ${MOST}.`,
    );
};

const checkPace = (name: string, value: number | undefined): void => {
  if (value !== undefined && !(value > 0))
    throw new HookwrightError("invalid-option", `Failed to deliver: ${name} is ${value}. Give a number above 0.`);
};

interface Ended {
  /** Place in the source, from 0. */
  position: number;
  /** Absent where it was not sent any more. */
  exchange: Exchange | undefined;
  /** What `prepare` threw. */
  failure: HookwrightError | undefined;
}

/** The deliveries of one subject: when the last one begins, when all have ended, and how many have not. */
interface Lane {
  began?: Promise<unknown> | undefined;
  ended?: Promise<unknown>;
  left: number;
}

// What is picked of each is yielded here: a generator around this one would cost as much as a good part of a delivery.
const run = async function* <T>(
  source: Source,
  target: Target,
  options: DeliverOptions,
  pick: (ended: Ended) => T | undefined,
): AsyncGenerator<T> {
  if (typeof source !== "object" || source === null)
    throw new HookwrightError(
      "invalid-option",
      `Failed to deliver ${JSON.stringify(source) ?? String(source)}: it is no lifecycle and no delivery. Build one with buildLifecycle.`,
    );
  const { concurrency = CONCURRENCY, timeout = TIMEOUT_MS, signal, onExchange } = options;
  checkWholeNumber("concurrency", concurrency);
  checkWholeNumber("timeout", timeout);
  checkPace("rate", options.rate);
  checkPace("speed", options.speed);
  const [{ openTarget }, { send }] = await Promise.all([import("./target.ts"), import("./sending/send.ts")]);
  const sender = await openTarget(target, options);
  const pacer = options.rate === undefined && options.speed === undefined ? undefined : createPacer(options);
  let isOver = false; // aborted, or left by whoever reads
  const end = (): void => {
    isOver = true;
    pacer?.stop();
  };
  if (signal?.aborted) end();
  const letGo = signal && onAbort(signal, end);
  const prepare = options.prepare && createPreparer(options.prepare);
  const lanes = new Map<string, Lane>();
  const ended: Ended[] = [];
  let unfinished = 0;
  let wake = (): void => {};
  const start = (delivery: Delivery, position: number): void => {
    const key = laneOf(delivery);
    const lane = lanes.get(key) ?? { left: 0 };
    lanes.set(key, lane);
    lane.left++;
    unfinished++;
    const work = async (): Promise<void> => {
      const { subject } = delivery;
      const failure = prepare && subject && !isOver ? await prepare(subject) : undefined;
      const exchange = isOver || failure ? undefined : await send(sender, delivery, timeout, signal);
      if (--lane.left === 0) lanes.delete(key);
      ended.push({ position, exchange, failure });
      wake();
    };
    const before = delivery.overlaps ? lane.began : lane.ended;
    const began = pacer ? (before ?? Promise.resolve()).then(() => pacer.hold(delivery)) : before;
    const sent = began?.then(work) ?? work();
    lane.began = began;
    lane.ended = delivery.overlaps && lane.ended ? Promise.all([lane.ended, sent]) : sent;
  };
  const some = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  const take = (): T | undefined => {
    unfinished--;
    const one = ended.shift() as Ended;
    if (one.failure) throw one.failure;
    if (one.exchange) onExchange?.(one.exchange);
    return pick(one);
  };
  try {
    let position = 0;
    for await (const delivery of deliveriesOf(source, options)) {
      if (isOver) break;
      start(delivery, position++);
      while (ended.length > 0 || lanes.size >= concurrency || unfinished >= concurrency * QUEUE) {
        if (ended.length === 0) await some();
        const picked = take();
        if (picked !== undefined) yield picked;
      }
    }
    while (unfinished > 0) {
      if (ended.length === 0) await some();
      const picked = take();
      if (picked !== undefined) yield picked;
    }
  } finally {
    end();
    letGo?.();
    await sender.close();
  }
};

/**
 * Delivers as `deliver` does, and yields each exchange as it ends; keeps none.
 * @throws HookwrightError `invalid-option` for what is no target, timeout, pace or secret; `unknown-name` for an envelope
 * @example for await (const { response } of deliverEach(lifecycles, url)) statuses.add(response?.status)
 */
export const deliverEach = (source: Source, target: Target, options: DeliverOptions = {}): AsyncGenerator<Exchange> =>
  run(source, target, options, ({ exchange }) => exchange);

/**
 * Sends lifecycles or deliveries to a target: each subject's in order, several subjects at once.
 * Whatever the receiver does is an exchange; the list has the order of the source.
 * @throws HookwrightError `invalid-option` for what is no target, timeout, pace or secret; `unknown-name` for an envelope
 * @example await deliver(buildLifecycle(cloudflare, 'issuance'), app.fetch, { secret: 's3cret' })
 */
export const deliver = async (source: Source, target: Target, options: DeliverOptions = {}): Promise<Exchange[]> => {
  const all: Ended[] = [];
  for await (const ended of run(source, target, options, (one) => one)) all.push(ended);
  return all.sort((a, b) => a.position - b.position).flatMap(({ exchange }) => exchange ?? []);
};
