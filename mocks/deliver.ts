import type { Lifecycle } from "../generators/lifecycle.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { buildDeliveries, type Delivery, type DeliveryOptions } from "./delivery.ts";
import type { Exchange } from "./exchange.ts";
import { type Pace, pacer } from "./pace.ts";
import type { Target, TargetOptions } from "./target.ts";

const QUEUE = 64; // deliveries waiting behind each connection before the source is asked for more

type One = Lifecycle | Delivery;

/** What can be delivered: lifecycles, or deliveries made of them before. */
export type Source = One | Iterable<One> | AsyncIterable<One>;

/** What `deliver` takes. */
export interface DeliverOptions extends DeliveryOptions, TargetOptions, Pace {
  /** Milliseconds for an answer. @default 10000 */
  timeout?: number;
  /** Ends it: what is on its way becomes an exchange with the error `aborted`, the rest is not sent. */
  signal?: AbortSignal;
  /** Called with each exchange as it ends. */
  onExchange?: (exchange: Exchange) => void;
}

const isLifecycle = (one: One): one is Lifecycle => "steps" in one;

const each = async function* (source: Source): AsyncGenerator<One> {
  if (Symbol.iterator in source || Symbol.asyncIterator in source) yield* source;
  else yield source;
};

const deliveriesOf = async function* (source: Source, options: DeliveryOptions): AsyncGenerator<Delivery> {
  for await (const one of each(source))
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
}

/** The deliveries of one subject: when the last one began, when all have ended, and how many have not. */
interface Lane {
  began: Promise<void>;
  ended: Promise<unknown>;
  left: number;
}

const openLane = (): Lane => ({ began: Promise.resolve(), ended: Promise.resolve(), left: 0 });

const run = async function* (source: Source, target: Target, options: DeliverOptions): AsyncGenerator<Ended> {
  const { concurrency = 8, timeout = 10_000, signal, onExchange } = options;
  checkWholeNumber("concurrency", concurrency);
  checkWholeNumber("timeout", timeout);
  checkPace("rate", options.rate);
  checkPace("speed", options.speed);
  const [{ openTarget }, { send }] = await Promise.all([import("./target.ts"), import("./send.ts")]);
  const sender = await openTarget(target, options);
  const paced = pacer(options, signal);
  const lanes = new Map<string, Lane>();
  const ended: Ended[] = [];
  let unfinished = 0;
  let wake = (): void => {};
  const start = (delivery: Delivery, position: number): void => {
    const key = laneOf(delivery);
    const lane = lanes.get(key) ?? openLane();
    lanes.set(key, lane);
    lane.left++;
    unfinished++;
    const began = (delivery.overlaps ? lane.began : lane.ended).then(() => paced(delivery));
    const sent = began.then(async () => {
      const exchange = signal?.aborted ? undefined : await send(sender, delivery, timeout, signal);
      if (--lane.left === 0) lanes.delete(key);
      ended.push({ position, exchange });
      wake();
    });
    lane.began = began;
    lane.ended = delivery.overlaps ? Promise.all([lane.ended, sent]) : sent;
  };
  const next = async (): Promise<Ended> => {
    if (ended.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    unfinished--;
    const one = ended.shift() as Ended;
    if (one.exchange) onExchange?.(one.exchange);
    return one;
  };
  try {
    let position = 0;
    for await (const delivery of deliveriesOf(source, options)) {
      if (signal?.aborted) break;
      start(delivery, position++);
      while (ended.length > 0 || lanes.size >= concurrency || unfinished >= concurrency * QUEUE) yield await next();
    }
    while (unfinished > 0) yield await next();
  } finally {
    await sender.close();
  }
};

/**
 * Delivers as `deliver` does, and yields each exchange as it ends; keeps none.
 * @throws HookwrightError `invalid-option` for what is no target, timeout, pace or secret; `unknown-name` for an envelope
 * @example for await (const { response } of deliverEach(lifecycles, url)) statuses.add(response?.status)
 */
export const deliverEach = async function* (
  source: Source,
  target: Target,
  options: DeliverOptions = {},
): AsyncGenerator<Exchange> {
  for await (const { exchange } of run(source, target, options)) if (exchange) yield exchange;
};

/**
 * Sends lifecycles or deliveries to a target: each subject's in order, several subjects at once.
 * Whatever the receiver does is an exchange; the list has the order of the source.
 * @throws HookwrightError `invalid-option` for what is no target, timeout, pace or secret; `unknown-name` for an envelope
 * @example await deliver(buildLifecycle(cloudflare, 'issuance'), app.fetch, { secret: 's3cret' })
 */
export const deliver = async (source: Source, target: Target, options: DeliverOptions = {}): Promise<Exchange[]> => {
  const all: Ended[] = [];
  for await (const ended of run(source, target, options)) all.push(ended);
  return all.sort((a, b) => a.position - b.position).flatMap(({ exchange }) => exchange ?? []);
};
