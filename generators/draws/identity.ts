import { mix, mix32 } from "./bits.ts";
import { hex10, hex32, uuidOf } from "./hex.ts";

// Identity never repeats: the words below are a bijection of (index, run, sub), so that two subjects can share a value
// only if they are the same subject of the same run. First each part is scattered, then every word stirred by another.

const GOLDEN = 0x9e3779b9 | 0;

type Unique = (key: number, seed: number, index: number, run: number, sub: number) => string;

const unique =
  (layout: (a: number, b: number, c: number, d: number) => string): Unique =>
  (key, seed, index, run, sub) => {
    const k = mix(key + mix(seed));
    const stir = (k + GOLDEN) | 0;
    const a = mix(index ^ k) ^ mix(sub + stir);
    const b = mix(run ^ k) ^ mix(a + stir);
    const c = mix(sub ^ k) ^ mix(b + stir);
    return layout(a ^ mix(c + k), b, c, mix(b + c + (a ^ mix(c + k))));
  };

/** 32 hex digits that no other (index, run, sub) has. */
export const uniqueHex: Unique = unique(hex32);

/** A version 4 UUID that no other (index, run, sub) has: its first 24 free digits are the three words. */
export const uniqueUuid: Unique = unique(uuidOf);

// A run has a permutation of its own: within it no value repeats, and another run's are scattered anew.
const keyOf = (key: number, seed: number, run: number): number => mix(mix(key + mix(seed)) ^ run);

const HALF = 0xfffff;

/** Ten hex digits that no other (index, sub) of the run has: 2^32 subjects, 2^8 values each. */
export const uniqueToken: Unique = (key, seed, index, run, sub) => {
  const k = keyOf(key, seed, run);
  // A Feistel network of four rounds: a bijection of 40 bits, whatever the round function.
  const a = index & HALF;
  const b = ((index >>> 20) | ((sub & 255) << 12)) ^ (mix(a ^ mix(k)) & HALF);
  const c = a ^ (mix(b ^ mix(k + 1)) & HALF);
  const d = b ^ (mix(c ^ mix(k + 2)) & HALF);
  return hex10(d, c ^ (mix(d ^ mix(k + 3)) & HALF));
};

// The same network for the integers below 2^(2 * half).
const permute = (ordinal: number, half: number, key: number): number => {
  const size = 2 ** half;
  let left = Math.floor(ordinal / size) % size;
  let right = ordinal % size;
  for (let round = 0; round < 4; round++)
    [left, right] = [right, (left ^ (mix32(right ^ mix32(key + round)) & (size - 1))) >>> 0];
  return left * size + right;
};

const SUBJECTS = 2 ** 20;

/** An integer from `minimum` on, of 2^bits (bits even, at most 40), that no other (index, sub) of the run has. */
export const uniqueInteger = (
  ...[key, seed, index, run, sub, minimum, bits]: [number, number, number, number, number, number, number]
): number => minimum + permute((index + sub * SUBJECTS) % 2 ** bits, bits / 2, keyOf(key, seed, run));

const SLOTS = 64;

// Every payload of a run has the same account and zone: the values last made are kept.
const kept = (make: Unique): ((key: number, seed: number, run: number) => string) => {
  const slots = Array.from({ length: SLOTS }, () => ({ key: 0, seed: -1, run: -1, value: "" }));
  return (key, seed, run) => {
    const slot = slots[key & (SLOTS - 1)] as (typeof slots)[number];
    if (slot.key !== key || slot.seed !== seed || slot.run !== run)
      Object.assign(slot, { key, seed, run, value: make(key, seed, 0, run, 0) });
    return slot.value;
  };
};

/** `uniqueHex` of the run itself. */
export const runHex: (key: number, seed: number, run: number) => string = kept(uniqueHex);

/** `uniqueUuid` of the run itself. */
export const runUuid: (key: number, seed: number, run: number) => string = kept(uniqueUuid);
