import { startTimer } from "#timer";
import type { Delivery } from "../delivery.ts";
import { elapsedMs } from "./real-time.ts";

/** How fast deliveries are sent. */
export interface Pace {
  /** Deliveries per second at the most. */
  rate?: number;
  /** Virtual seconds per second: with 3600, an hour of a lifecycle takes a second. @default Infinity */
  speed?: number;
}

const SECOND = 1000;
const LONGEST = 2 ** 31 - 1; // what a timer can hold

/** Holds deliveries back until they may be sent, or until it is stopped: then they go at once. */
export interface Pacer {
  hold(delivery: Delivery): Promise<void>;
  stop(): void;
}

/** Makes a pacer, whose time begins with the first delivery. */
export const createPacer = ({ rate, speed = Number.POSITIVE_INFINITY }: Pace): Pacer => {
  const waiting = new Map<() => void, () => void>(); // what stops a timer, and what it would have done
  let began: { real: number; due: number } | undefined;
  let free = 0; // when the next may be sent by the rate
  let isStopped = false;

  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const stop = startTimer(ms, () => resolve(void waiting.delete(stop)));
      waiting.set(stop, resolve);
    });
  const until = async (instant: number): Promise<void> => {
    for (let left = instant - elapsedMs(); left > 0 && !isStopped; left = instant - elapsedMs())
      await wait(Math.min(left, LONGEST));
  };

  return {
    async hold({ due }) {
      began ??= { real: elapsedMs(), due: due.getTime() };
      await until(began.real + (due.getTime() - began.due) / speed);
      if (rate === undefined) return;
      const turn = Math.max(free, elapsedMs());
      free = turn + SECOND / rate;
      await until(turn);
    },
    stop() {
      isStopped = true;
      for (const [stop, resolve] of waiting) {
        stop();
        resolve();
      }
      waiting.clear();
    },
  };
};
