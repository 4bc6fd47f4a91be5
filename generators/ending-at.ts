import type { Provider } from "../schemas/provider.ts";
import { buildLifecycle, type Lifecycle, type LifecycleOptions, visitsOf } from "./lifecycle.ts";
import { startMs } from "./start.ts";

const SECOND = 1000;

/**
 * A lifecycle whose last step is at an instant, to the second: what is below the second follows from the seed alone, so
 * that no verdict hangs on the clock's milliseconds.
 */
export const endingAt = (
  now: number,
  provider: Provider,
  what: string | readonly string[],
  options: LifecycleOptions,
): Lifecycle => {
  const length = (visitsOf(provider, what, options).at(-1)?.at ?? startMs(undefined)) - startMs(undefined);
  return buildLifecycle(provider, what, { ...options, start: Math.floor((now - length) / SECOND) * SECOND });
};
