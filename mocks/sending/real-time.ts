import { startTimer } from "#timer";

export { startTimer } from "#timer";

// Taken when this loads: a test's fake timers replace what the global object has later.
/** Milliseconds since some instant, of real time. */
export const elapsedMs: () => number = performance.now.bind(performance);

/** Resolves after so many milliseconds of real time. */
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => void startTimer(ms, resolve));
