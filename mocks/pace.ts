import type { Delivery } from "./delivery.ts";

/** How fast deliveries are sent. */
export interface Pace {
  /** Deliveries per second at the most. */
  rate?: number;
  /** Virtual seconds per second: with 3600, an hour of a lifecycle takes a second. @default Infinity */
  speed?: number;
}

const SECOND = 1000;
const LONGEST = 2 ** 31 - 1; // what a timer can hold

/** Waits until an instant of `performance.now()`, or until it is aborted. */
const until = async (instant: number, signal: AbortSignal | undefined): Promise<void> => {
  for (let left = instant - performance.now(); left > 0 && !signal?.aborted; left = instant - performance.now())
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(left, LONGEST));
      signal?.addEventListener("abort", () => resolve(clearTimeout(timer)), { once: true });
    });
};

/** Holds each delivery back until it may be sent. */
export const pacer = ({ rate, speed = Number.POSITIVE_INFINITY }: Pace, signal: AbortSignal | undefined) => {
  let began: { real: number; due: number } | undefined;
  let free = 0; // when the next may be sent by the rate
  return async ({ due }: Delivery): Promise<void> => {
    began ??= { real: performance.now(), due: due.getTime() };
    await until(began.real + (due.getTime() - began.due) / speed, signal);
    if (rate === undefined) return;
    const turn = Math.max(free, performance.now());
    free = turn + SECOND / rate;
    await until(turn, signal);
  };
};
