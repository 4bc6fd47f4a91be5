const TICK_MS = 100;

/**
 * Lets virtual time pass beside the real one, `speed` times as fast, until it cannot go on, which is said; returns what
 * ends it.
 */
export const passTime = (
  pass: (ms: number) => Promise<void>,
  speed: number,
  stopped: (error: Error) => void,
): (() => void) => {
  let last = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const tick = async (): Promise<void> => {
    const now = performance.now();
    const elapsed = now - last;
    last = now;
    try {
      await pass(elapsed * speed);
      if (!isOver) timer = setTimeout(tick, TICK_MS);
    } catch (error) {
      stopped(error as Error);
    }
  };
  timer = setTimeout(tick, TICK_MS);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
};
