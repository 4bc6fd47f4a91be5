const callsOf = new WeakMap<AbortSignal, Set<() => void>>();

const listenTo = (signal: AbortSignal): Set<() => void> => {
  const calls = new Set<() => void>();
  callsOf.set(signal, calls);
  signal.addEventListener("abort", () => [...calls].forEach((call) => void call()), { once: true });
  return calls;
};

/**
 * Calls when a signal is aborted; the answer is a function that lets go of it. Any number may wait for one signal, of which
 * Node would warn after ten.
 */
export const onAbort = (signal: AbortSignal, call: () => void): (() => void) => {
  const calls = callsOf.get(signal) ?? listenTo(signal);
  calls.add(call);
  return () => void calls.delete(call);
};
