/** Rejects when time is up: a receiver in this process need not look at the signal. */
export const expiry = (signal: AbortSignal): Promise<never> => {
  const expired = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  expired.catch(() => undefined); // nobody may be waiting
  return expired;
};
