interface Waiting {
  calls: Set<() => void>;
  tell: () => void;
}

const waiting = new WeakMap<AbortSignal, Waiting>();

const listenTo = (signal: AbortSignal): Waiting => {
  const calls = new Set<() => void>();
  const tell = (): void => {
    for (const call of [...calls]) call();
  };
  signal.addEventListener("abort", tell);
  const made = { calls, tell };
  waiting.set(signal, made);
  return made;
};

/**
 * Calls when a signal is aborted; the answer is a function that lets go of it. Any number may wait for one signal, of which
 * Node would warn after ten.
 */
export const onAbort = (signal: AbortSignal, call: () => void): (() => void) => {
  const { calls, tell } = waiting.get(signal) ?? listenTo(signal);
  calls.add(call);
  return () => {
    calls.delete(call);
    if (calls.size > 0) return;
    signal.removeEventListener("abort", tell);
    waiting.delete(signal);
  };
};
