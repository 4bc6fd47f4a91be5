import type { Lifecycle } from "./lifecycle.ts";
import { type Start, startMs } from "./start.ts";

const SECOND = 1000;

/**
 * A lifecycle whose last step is at an instant, to the second: what is below the second follows from the seed alone, so
 * that no verdict hangs on the clock's milliseconds.
 */
export const endingAt = (now: number, build: (start: Start) => Lifecycle): Lifecycle => {
  const { start, steps } = build(startMs(undefined));
  const length = (steps.at(-1)?.at ?? start).getTime() - start.getTime();
  return build(Math.floor((now - length) / SECOND) * SECOND);
};
