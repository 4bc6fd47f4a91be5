// What `#timer` is on Node. By name and from the module: a test's fake timers replace the global ones, and time for an answer is real time.
import { clearTimeout, setImmediate, setTimeout } from "node:timers";

/** Calls when the time is up, and keeps the process alive until then; the answer is a function that stops it. */
export const startTimer = (ms: number, expired: () => void): (() => void) => {
  const timer = setTimeout(expired, ms);
  return () => clearTimeout(timer);
};

/** Resolves when the event loop has come round. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
