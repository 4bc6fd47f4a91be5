/**
 * Calls `work` for every item, several at once; the results have the order of the items. After a result that is `enough` no
 * item begins: the first such in the order is the same however long each takes.
 */
export const inParallel = async <T, R>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<R>,
  enough: (result: R) => boolean = () => false,
): Promise<R[]> => {
  const results: R[] = [];
  const queue = items.entries();
  let isOver = false; // enough, or one has failed: nobody waits for the rest
  const worker = async (): Promise<void> => {
    for (const [i, item] of queue) {
      if (isOver) return;
      try {
        const result = await work(item);
        results[i] = result;
        isOver ||= enough(result);
      } catch (error) {
        isOver = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return results;
};
