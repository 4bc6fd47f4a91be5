import type { Lifecycle } from "../generators/lifecycle.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Subject } from "../schemas/provider.ts";
import { buildDeliveries, type Delivery, type DeliveryOptions } from "./delivery.ts";
import type { Exchange } from "./exchange.ts";
import type { Target, TargetOptions } from "./target.ts";

const QUEUE = 64; // deliveries waiting behind each connection before the source is asked for more

type One = Lifecycle | Delivery;

/** What can be delivered: lifecycles, or deliveries made of them before. */
export type Source = One | Iterable<One> | AsyncIterable<One>;

/** What `deliver` takes. */
export interface DeliverOptions extends DeliveryOptions, TargetOptions {
  /** Milliseconds for an answer. @default 10000 */
  timeout?: number;
  /** Called with each exchange as it ends. */
  onExchange?: (exchange: Exchange) => void;
}

const isLifecycle = (one: One): one is Lifecycle => "steps" in one;

const isMany = (source: Source): source is Exclude<Source, One> =>
  Symbol.iterator in source || Symbol.asyncIterator in source;

/** The name of a subject's lane; its deliveries share the subject, so that most are named once. */
const createNamer = (): ((subject: Subject) => string) => {
  const names = new WeakMap<Subject, string>();
  return (subject) => {
    const name = names.get(subject) ?? JSON.stringify(subject);
    names.set(subject, name);
    return name;
  };
};

// One lifecycle is one lane; loose deliveries share their subject's, an orphan the one of the delivery before it.
const lanesOf = async function* (
  source: Source,
  options: DeliveryOptions,
): AsyncGenerator<{ lane: unknown; delivery: Delivery }> {
  let lane: unknown;
  const nameOf = createNamer();
  for await (const one of isMany(source) ? source : [source]) {
    if (isLifecycle(one)) for (const delivery of buildDeliveries(one, options)) yield { lane: one, delivery };
    else {
      lane = one.subject === undefined ? lane : nameOf(one.subject);
      yield { lane, delivery: one };
    }
  }
};

const MOST = 2 ** 31 - 1; // what a timer can hold

const checkWholeNumber = (name: string, value: number): void => {
  if (!Number.isInteger(value) || value < 1 || value > MOST)
    throw new HookwrightError(
      "invalid-option",
      `Failed to deliver: ${name} is ${value}. Give a whole number from 1 to ${MOST}.`,
    );
};

interface Ended {
  /** Place in the source, from 0. */
  position: number;
  exchange: Exchange;
}

// What is picked of each is yielded here: a generator around this one would cost as much as a good part of a delivery.
const run = async function* <T>(
  source: Source,
  target: Target,
  options: DeliverOptions,
  pick: (ended: Ended) => T,
): AsyncGenerator<T> {
  const { concurrency = 8, timeout = 10_000, onExchange } = options;
  checkWholeNumber("concurrency", concurrency);
  checkWholeNumber("timeout", timeout);
  const [{ openTarget }, { send }] = await Promise.all([import("./target.ts"), import("./send.ts")]);
  const sender = await openTarget(target, options);
  const tails = new Map<unknown, Promise<void>>();
  const ended: Ended[] = [];
  let unfinished = 0;
  let wake = (): void => {};
  const start = (lane: unknown, delivery: Delivery, position: number): void => {
    const work = async (): Promise<void> => {
      const exchange = await send(sender, delivery, timeout);
      if (tails.get(lane) === tail) tails.delete(lane);
      ended.push({ position, exchange });
      wake();
    };
    const tail = tails.get(lane)?.then(work) ?? work();
    tails.set(lane, tail);
    unfinished++;
  };
  const some = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  const take = (): T => {
    unfinished--;
    const one = ended.shift() as Ended;
    onExchange?.(one.exchange);
    return pick(one);
  };
  try {
    let position = 0;
    for await (const { lane, delivery } of lanesOf(source, options)) {
      start(lane, delivery, position++);
      while (ended.length > 0 || tails.size >= concurrency || unfinished >= concurrency * QUEUE) {
        if (ended.length === 0) await some();
        yield take();
      }
    }
    while (unfinished > 0) {
      if (ended.length === 0) await some();
      yield take();
    }
  } finally {
    await sender.close();
  }
};

/**
 * Delivers as `deliver` does, and yields each exchange as it ends; keeps none.
 * @throws HookwrightError `invalid-option` for what is no target, timeout, concurrency or secret; `unknown-name` for an envelope
 * @example for await (const { response } of deliverEach(lifecycles, url)) statuses.add(response?.status)
 */
export const deliverEach = (source: Source, target: Target, options: DeliverOptions = {}): AsyncGenerator<Exchange> =>
  run(source, target, options, ({ exchange }) => exchange);

/**
 * Sends lifecycles or deliveries to a target: each subject's in order, several subjects at once.
 * Whatever the receiver does is an exchange; the list has the order of the source.
 * @throws HookwrightError `invalid-option` for what is no target, timeout, concurrency or secret; `unknown-name` for an envelope
 * @example await deliver(buildLifecycle(cloudflare, 'issuance'), app.fetch, { secret: 's3cret' })
 */
export const deliver = async (source: Source, target: Target, options: DeliverOptions = {}): Promise<Exchange[]> => {
  const all: Ended[] = [];
  for await (const ended of run(source, target, options, (one) => one)) all.push(ended);
  return all.sort((a, b) => a.position - b.position).map(({ exchange }) => exchange);
};
