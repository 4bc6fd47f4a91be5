import { mix32 } from "./bits.ts";

// Identity never repeats: the words below are a bijection of (index, run, sub), so that two subjects can share a value
// only if they are the same subject of the same run. First each part is scattered, then every word stirred by another.

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

const hex8 = (word: number): string =>
  `${BYTES[word >>> 24]}${BYTES[(word >>> 16) & 255]}${BYTES[(word >>> 8) & 255]}${BYTES[word & 255]}`;

const words = (key: number, seed: number, index: number, run: number, sub: number): string => {
  const k = mix32(key + mix32(seed));
  const a = mix32(index ^ k) ^ mix32(sub + k + 0x9e3779b9);
  const b = mix32(run ^ k) ^ mix32(a + k + 0x9e3779b9);
  const c = mix32(sub ^ k) ^ mix32(b + k + 0x9e3779b9);
  const d = a ^ mix32(c + k);
  return hex8(d >>> 0) + hex8(b >>> 0) + hex8(c >>> 0) + hex8(mix32(b + c + d));
};

/** 32 hex digits that no other (index, run, sub) has. */
export const uniqueHex = (key: number, seed: number, index: number, run: number, sub: number): string =>
  words(key, seed, index, run, sub);

/** A version 4 UUID that no other (index, run, sub) has: its first 24 free digits are the three words. */
export const uniqueUuid = (key: number, seed: number, index: number, run: number, sub: number): string => {
  const h = words(key, seed, index, run, sub);
  const variant = "89ab"[h.charCodeAt(31) & 3];
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(12, 15)}-${variant}${h.slice(15, 18)}-${h.slice(18, 30)}`;
};

// A Feistel network: a bijection of the integers below 2^(2 * half), whatever the round function.
const permute = (ordinal: number, half: number, key: number): number => {
  const size = 2 ** half;
  let left = Math.floor(ordinal / size) % size;
  let right = ordinal % size;
  for (let round = 0; round < 4; round++)
    [left, right] = [right, (left ^ (mix32(right ^ mix32(key + round)) & (size - 1))) >>> 0];
  return left * size + right;
};

// A run has a permutation of its own: within it no value repeats, and another run's are scattered anew.
const keyOf = (key: number, seed: number, run: number): number => mix32(mix32(key + mix32(seed)) ^ run);

/** Ten hex digits that no other (index, sub) of the run has: 2^32 subjects, 2^8 values each. */
export const uniqueToken = (key: number, seed: number, index: number, run: number, sub: number): string =>
  permute((index + sub * 2 ** 32) % 2 ** 40, 20, keyOf(key, seed, run))
    .toString(16)
    .padStart(10, "0");

const SUBJECTS = 2 ** 20;

/** An integer from `minimum` on, of 2^bits (bits even, at most 40), that no other (index, sub) of the run has. */
export const uniqueInteger = (
  ...[key, seed, index, run, sub, minimum, bits]: [number, number, number, number, number, number, number]
): number => minimum + permute((index + sub * SUBJECTS) % 2 ** bits, bits / 2, keyOf(key, seed, run));
