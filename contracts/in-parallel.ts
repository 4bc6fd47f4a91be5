/** Calls `work` for every item, several at once; the results have the order of the items. */
export const inParallel = async <T, R>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> => {
  const results: R[] = [];
  const queue = items.entries();
  let isOver = false; // one has failed: nobody waits for the rest
  const worker = async (): Promise<void> => {
    for (const [i, item] of queue) {
      if (isOver) return;
      try {
        results[i] = await work(item);
      } catch (error) {
        isOver = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return results;
};
