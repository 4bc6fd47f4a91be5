const TICK_MS = 100;

/** Lets virtual time pass beside the real one, `speed` times as fast; returns what ends it. */
export const passTime = (pass: (ms: number) => Promise<void>, speed: number): (() => void) => {
  let last = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const tick = async (): Promise<void> => {
    const now = performance.now();
    const elapsed = now - last;
    last = now;
    await pass(elapsed * speed);
    if (!isOver) timer = setTimeout(tick, TICK_MS);
  };
  timer = setTimeout(tick, TICK_MS);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
};
