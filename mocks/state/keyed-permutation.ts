import { keyedHash } from "#hash";

const ROUNDS = 4;
const BLOCK = 64; // bytes of a SHA-512

const encoder = new TextEncoder();

/** As many bytes as wanted, which follow from a key and a text and tell of neither. */
export const keyedBytes = (key: Uint8Array, text: string, length: number): Uint8Array => {
  const first = keyedHash("sha512", key, encoder.encode(text));
  if (length <= BLOCK) return first;
  const bytes = new Uint8Array(length);
  bytes.set(first);
  for (let at = BLOCK; at < length; at += BLOCK)
    bytes.set(keyedHash("sha512", first, encoder.encode(String(at))).subarray(0, length - at), at);
  return bytes;
};

// One symbol: all there are, in the key's order, and each gives way to the next.
const permuteOne = (key: Uint8Array, digit: number, radix: number): number => {
  const ranks = Array.from({ length: radix }, (_, i) => keyedBytes(key, `${radix} ${i}`, BLOCK));
  const order = ranks.map((_, i) => i).sort((a, b) => ((ranks[a]?.join() ?? "") < (ranks[b]?.join() ?? "") ? -1 : 1));
  return order[(order.indexOf(digit) + 1) % radix] as number;
};

/** A Feistel network over the two halves; the other way round it undoes itself. */
const mix = (key: Uint8Array, digits: readonly number[], radices: readonly number[], way: 1 | -1): number[] => {
  const middle = digits.length >> 1;
  const halves = [digits.slice(0, middle), digits.slice(middle)] as [number[], number[]];
  const limits = [radices.slice(0, middle), radices.slice(middle)] as const;
  for (let i = 0; i < ROUNDS; i++) {
    const round = way === 1 ? i : ROUNDS - 1 - i;
    const [here, there] = round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
    const bytes = keyedBytes(key, `${round} ${radices.length} ${halves[there].join()}`, halves[here].length);
    halves[here] = halves[here].map((digit, at) => {
      const radix = limits[here][at] ?? 1;
      return (digit + radix + way * ((bytes[at] ?? 0) % radix)) % radix;
    });
  }
  return halves.flat();
};

/**
 * Other digits in place of the given ones, each below its radix, which is above 1: a bijection for each key, so that two numbers
 * never become one. None becomes itself: mixed, moved on by one, and mixed back.
 */
export const permute = (key: Uint8Array, digits: readonly number[], radices: readonly number[]): number[] => {
  const [only = 0] = digits;
  if (digits.length === 1) return [permuteOne(key, only, radices[0] ?? 1)];
  const [first = 0, ...others] = mix(key, digits, radices, 1);
  return mix(key, [(first + 1) % (radices[0] ?? 1), ...others], radices, -1);
};
