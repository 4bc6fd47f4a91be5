import { keyedBytes, permute } from "../../mocks/state/keyed-permutation.ts";
import { escapeRegExp } from "../../schemas/escape-regexp.ts";

/** Replaces every word and number of a text by one of the same form; the same word always by the same. */
export type FakeText = (text: string) => string;

const DIGITS = "0123456789";
const HEX = `${DIGITS}abcdef`;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const LONGEST = 64; // symbols of a word that is one of many; beyond it no two meet by chance
const KEPT_WORDS = 20_000;

const UUID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])";
const WORD = "[0-9A-Za-z\\u0080-\\u{10FFFF}]+";

const isHex = (word: string): boolean => /^[0-9a-f]{8,}$/.test(word) && !/^\d+$/.test(word);

/** What each symbol of a word may become; where there is but one choice it stays. */
const alphabetsOf = (word: string): string[] => {
  if (/^\d+$/.test(word)) return Array.from(word, (digit, i) => (i > 0 ? DIGITS : digit === "0" ? "0" : "123456789"));
  if (!isHex(word)) return Array.from(word, (symbol) => (DIGITS.includes(symbol) ? DIGITS : LETTERS));
  // The version and the variant of a UUID, whose digits may stand without hyphens elsewhere.
  return Array.from(word, (symbol, i) => (word.length === 32 && (i === 12 || i === 16) ? symbol : HEX));
};

const fakeLong = (key: Uint8Array, word: string): string => {
  const bytes = keyedBytes(key, word, word.length);
  return alphabetsOf(word)
    .map((alphabet, i) => alphabet[(bytes[i] ?? 0) % alphabet.length])
    .join("");
};

const fakeWord = (key: Uint8Array, word: string): string => {
  const alphabets = alphabetsOf(word);
  const free = alphabets.flatMap((alphabet, i) => (alphabet.length > 1 ? [i] : []));
  if (free.length === 0) return word;
  const of = (i: number): string => alphabets[i] ?? "";
  const drawn = permute(
    key,
    free.map((i) => of(i).indexOf(word[i] ?? "")),
    free.map((i) => of(i).length),
  );
  const symbols = Array.from(word);
  for (const [at, i] of free.entries()) symbols[i] = of(i)[drawn[at] ?? 0] ?? "";
  return symbols.join("");
};

// A hostname means the same in any case: the fake follows the original's.
const inCaseOf = (word: string, fake: string): string =>
  isHex(word.toLowerCase()) && !/[a-z]/.test(word)
    ? fake.toUpperCase()
    : Array.from(fake, (symbol, i) => (/[A-Z]/.test(word[i] ?? "") ? symbol.toUpperCase() : symbol)).join("");

// Words with other letters than those of ASCII become plain ones.
const fakeForeign = (key: Uint8Array, word: string): string =>
  Array.from(keyedBytes(key, word, 12).subarray(0, 12), (byte) => LETTERS[byte % LETTERS.length]).join("");

const withHyphens = (uuid: string, hex: string): string => {
  let at = 0;
  return uuid.replaceAll(/[^-]/g, () => hex[at++] ?? "");
};

/**
 * Makes fakes from a key. Whatever stands in `affixes`, such as `https:` or `ord_`, stays where a word begins with it.
 */
export const createFakeText = (key: Uint8Array, affixes: readonly string[]): FakeText => {
  const known = new Map<string, string>();
  const remember = (word: string, fake: string): string => {
    if (known.size >= KEPT_WORDS) known.clear();
    known.set(word, fake);
    return fake;
  };
  const fake = (word: string): string => {
    const lower = word.normalize("NFC").toLowerCase();
    if (/[^\0-\x7f]/.test(lower)) return fakeForeign(key, lower);
    if (lower.length > LONGEST) return inCaseOf(word, fakeLong(key, lower));
    return inCaseOf(word, known.get(lower) ?? remember(lower, fakeWord(key, lower)));
  };
  const kept = affixes.map(escapeRegExp).join("|");
  const units = new RegExp(`(?<![0-9A-Za-z])(?:(${kept || "(?!)"})|(${UUID}))|${WORD}`, "gu");
  return (text) =>
    text.replaceAll(units, (unit, affix?: string, uuid?: string) =>
      affix !== undefined ? affix : uuid !== undefined ? withHyphens(uuid, fake(uuid.replaceAll("-", ""))) : fake(unit),
    );
};
