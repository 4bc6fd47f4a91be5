import { type Arbitrary, nat } from "fast-check";

/** Seeds, small ones first to shrink to; 0 is the plainest. */
export const seeds: Arbitrary<number> = nat({ max: 2 ** 31 - 1 });

/** One of a list; it shrinks towards the first. */
export const oneOf = <T>(items: readonly [T, ...T[]]): Arbitrary<T> =>
  nat({ max: items.length - 1 }).map((i) => items[i] ?? items[0]);
