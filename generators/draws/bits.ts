// 32-bit mixing. Every step of `mix32` is a bijection, so distinct inputs give distinct outputs: identity rests on it.

/** A bijection of the 32-bit integers that scatters its input; signed, as bit operations leave it. */
export const mix = (value: number): number => {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
};

/** The same, as a number from 0 on. */
export const mix32 = (value: number): number => mix(value) >>> 0;

/** A 32-bit number from a base and a field's key: the draw of that field. */
export const draw = (base: number, key: number): number => mix(base ^ key) >>> 0;

const GOLDEN = 0x9e3779b9 | 0;
const HIGH = 2 ** 32;

const absorb = (state: number, word: number): number => mix(Math.imul(state, 31) + mix((word | 0) + GOLDEN));

/** The base of all draws of one subject: every bit of seed and index counts, also above 2^32. */
export const baseOf = (seed: number, index: number): number => {
  const seeded = absorb(absorb(0x51ed270b, seed), Math.floor(seed / HIGH));
  return absorb(absorb(seeded, index), Math.floor(index / HIGH)) >>> 0;
};

/** A 32-bit hash of a string (FNV-1a, mixed). */
export const hash = (text: string): number => {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return mix32(state);
};
