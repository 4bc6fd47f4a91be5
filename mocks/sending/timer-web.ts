/** Calls when the time is up; the answer is a function that stops it. A test's fake timers do not move it. */
export const startTimer = (ms: number, expired: () => void): (() => void) => {
  const signal = AbortSignal.timeout(ms);
  signal.addEventListener("abort", expired, { once: true });
  return () => signal.removeEventListener("abort", expired);
};

/** Resolves when the event loop has come round. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => void startTimer(0, resolve));
