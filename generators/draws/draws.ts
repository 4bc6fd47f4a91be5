import { draw, mix } from "./bits.ts";
import { uuidOf } from "./hex.ts";
import { rfc3339 } from "./rfc3339.ts";

/** One of the values. */
export const pick = <T>(values: readonly T[], random: number): T => values[random % values.length] as T;

/** An integer from `minimum` to `maximum`, both included. */
export const integer = (base: number, key: number, minimum: number, maximum: number): number => {
  const size = maximum - minimum + 1;
  if (size <= 2 ** 32) return minimum + Math.floor((draw(base, key) / 2 ** 32) * size);
  const wide = draw(base, key) * 2 ** 20 + (draw(base, key + 1) >>> 12);
  return minimum + Math.floor((wide / 2 ** 52) * size);
};

/** A number from `minimum` to `maximum` with at most two decimals. */
export const number = (base: number, key: number, minimum: number, maximum: number): number => {
  const part = draw(base, key) / 2 ** 32;
  const mixed = minimum * (1 - part) + maximum * part; // the difference may be infinite
  const value = Math.min(maximum, Math.max(minimum, mixed));
  const rounded = Math.round(value * 100) / 100;
  return rounded >= minimum && rounded <= maximum ? rounded : value;
};

// How many letters of an alphabet of that size one draw of 32 bits is good for.
const LETTERS = Uint8Array.from({ length: 257 }, (_, size) => (size < 2 ? 1 : Math.floor(28 / Math.log2(size))));

/** Between `minimum` and `maximum` characters of an alphabet of at most 256. */
export const characters = (base: number, key: number, alphabet: string, minimum: number, maximum: number): string => {
  const length = minimum === maximum ? minimum : integer(base, key, minimum, maximum);
  const size = alphabet.length;
  const each = LETTERS[size] as number;
  let text = "";
  let word = 0;
  for (let i = 0; i < length; i++) {
    word = i % each === 0 ? draw(base, key + 1 + i) : Math.floor(word / size);
    text += alphabet[word % size];
  }
  return text;
};

/** A version 4 UUID. */
export const uuid = (base: number, key: number): string => {
  const first = mix(base ^ key);
  return uuidOf(first, mix(first + 1), mix(first + 2), mix(first + 3));
};

const FIRST_SECOND = Date.UTC(2020, 0, 1) / 1000;

/** An RFC 3339 instant of the years 2020 to 2029. */
export const dateTime = (base: number, key: number): string =>
  rfc3339(FIRST_SECOND + integer(base, key, 0, 3650 * 86_400));
