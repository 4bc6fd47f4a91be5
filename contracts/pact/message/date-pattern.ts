import { escapeRegExp } from "../../../schemas/escape-regexp.ts";

const MONTHS = "January February March April May June July August September October November December";
const DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";
const SHORT = 3; // letters of a name, for as many letters of the form or fewer

const named = (names: string, length: number): string =>
  `(${names
    .split(" ")
    .map((name) => (length > SHORT ? name : name.slice(0, SHORT)))
    .join("|")})`;

// The letters of Java's DateTimeFormatter, as Pact's engine reads them: digits may be fewer than letters.
const LETTERS: Readonly<Record<string, (length: number) => string>> = {
  y: (length) => (length === 2 ? "\\d{2}" : "\\d{4,}"),
  u: (length) => (length === 2 ? "\\d{2}" : "\\d{4,}"),
  M: (length) => (length > 2 ? named(MONTHS, length) : "(0?[1-9]|1[0-2])"),
  d: () => "(0?[1-9]|[12]\\d|3[01])",
  H: () => "([01]?\\d|2[0-3])",
  h: () => "(0?[1-9]|1[0-2])",
  m: () => "[0-5]?\\d",
  s: () => "([0-5]?\\d|60)", // a leap second
  S: (length) => `\\d{1,${length}}`,
  a: () => "([AaPp][Mm])",
  E: (length) => named(DAYS, length),
  X: (length) => `(Z|[+-]\\d{2}${length > 2 ? ":\\d{2}" : length === 2 ? "\\d{2}" : "(\\d{2})?"})`,
  x: (length) => `[+-]\\d{2}${length > 2 ? ":\\d{2}" : length === 2 ? "\\d{2}" : "(\\d{2})?"}`,
  Z: () => "[+-]\\d{4}",
};

const PARTS = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g;

/** An expression for a format of instants such as `yyyy-MM-dd'T'HH:mm:ssXXX`; `undefined` for letters that are not known. */
export const datePattern = (format: string): RegExp | undefined => {
  const parts = [...format.matchAll(PARTS)];
  const sources = parts.map(([whole, quoted, letter]) => {
    if (quoted !== undefined) return escapeRegExp(quoted === "" ? "'" : quoted.replaceAll("''", "'"));
    return letter === undefined ? escapeRegExp(whole) : LETTERS[letter]?.(whole.length);
  });
  if (sources.includes(undefined) || parts.map(([whole]) => whole).join("") !== format) return undefined;
  return new RegExp(`^${sources.join("")}$`);
};
