import { onAbort } from "../../mocks/sending/on-abort.ts";
import { startTimer } from "../../mocks/sending/real-time.ts";
import type { SessionOptions } from "./session-options.ts";

const stopped = (): Error => new Error("the run was stopped");

/** Does work unless, or until, a run is stopped: then it throws, and what hangs is left behind. */
export const unlessStopped = async <T>(signal: AbortSignal | undefined, work: () => T | Promise<T>): Promise<T> => {
  if (!signal) return work();
  if (signal.aborted) throw stopped();
  let letGo = (): void => {};
  const stopping = new Promise<never>((_, reject) => {
    letGo = onAbort(signal, () => reject(stopped()));
  });
  try {
    return await Promise.race([work(), stopping]);
  } finally {
    letGo();
  }
};

/** Does work and says whether it came to its end: once a run is stopped, it has so many milliseconds. */
export const endSoon = async (
  signal: AbortSignal | undefined,
  ms: number,
  work: () => Promise<unknown>,
): Promise<boolean> => {
  const late = new AbortController();
  let stop = (): void => {};
  const begin = (): void => {
    stop = startTimer(ms, () => late.abort());
  };
  if (signal?.aborted) begin();
  const letGo = signal && onAbort(signal, begin);
  try {
    await unlessStopped(late.signal, work);
    return true;
  } catch (error) {
    if (late.signal.aborted) return false;
    throw error;
  } finally {
    stop();
    letGo?.();
  }
};

/** The given functions, none of which is called or waited for once the run is stopped; `cleanup` still is. */
export const stoppable = (options: SessionOptions, signal: AbortSignal | undefined): SessionOptions => {
  const { prepare, observe, settled, onSubject, onDelivery } = options;
  return {
    ...options,
    ...(signal && { signal }),
    ...(prepare && { prepare: (subject) => unlessStopped(signal, () => prepare(subject)) }),
    ...(observe && { observe: (subject) => unlessStopped(signal, () => observe(subject)) }),
    ...(onSubject && { onSubject: (subject) => unlessStopped(signal, () => onSubject(subject)) }),
    ...(onDelivery && { onDelivery: (delivery) => unlessStopped(signal, () => onDelivery(delivery)) }),
    ...(settled && { settled: () => unlessStopped(signal, settled) }),
  };
};
