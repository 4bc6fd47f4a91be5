/** Gives back what is put in, the first by the order that it was made with. */
export interface Heap<T> {
  push(item: T): void;
  peek(): T | undefined;
  pop(): T | undefined;
}

/** Makes an empty binary heap; putting in and taking out take as many steps as the logarithm of its size. */
export const createHeap = <T>(isBefore: (one: T, other: T) => boolean): Heap<T> => {
  const items: T[] = [];
  const at = (i: number): T => items[i] as T;
  const swap = (i: number, j: number): void => {
    const item = at(i);
    items[i] = at(j);
    items[j] = item;
  };
  const up = (from: number): void => {
    for (let i = from, parent = (i - 1) >> 1; i > 0 && isBefore(at(i), at(parent)); i = parent, parent = (i - 1) >> 1)
      swap(i, parent);
  };
  const firstOf = (i: number): number => {
    const children = [2 * i + 1, 2 * i + 2].filter((child) => child < items.length);
    return children.reduce((first, child) => (isBefore(at(child), at(first)) ? child : first), i);
  };
  const down = (from: number): void => {
    for (let i = from, first = firstOf(i); first !== i; i = first, first = firstOf(i)) swap(i, first);
  };
  return {
    push: (item) => up(items.push(item) - 1),
    peek: () => items[0],
    pop() {
      const first = items[0];
      const last = items.pop();
      if (items.length > 0 && last !== undefined) {
        items[0] = last;
        down(0);
      }
      return first;
    },
  };
};
