// Control characters, halves of surrogate pairs, what is a line's end to some, what turns a line around, and what XML forbids.
const INVISIBLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text on one line: what a receiver answers must not move a cursor, begin a line, or break XML. */
export const visible = (text: string): string =>
  text.replaceAll(
    INVISIBLE,
    (character) => SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Any JSON value with each of its strings on one line. */
export const visibleAll = <T>(value: T): T => {
  const shown = (one: unknown): unknown => {
    if (typeof one === "string") return visible(one);
    if (Array.isArray(one)) return one.map(shown);
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, item]) => [visible(key), shown(item)]));
  };
  return shown(value) as T;
};
