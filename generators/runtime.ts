// What the source that the compiler emits may call; nothing here knows a schema.
import type { Json } from "../schemas/json-schema.ts";
import { formatPointer } from "../schemas/pointer.ts";
import { draw, mix } from "./bits.ts";
import { uuidOf } from "./hex.ts";
import { canonical } from "./matches/canonical.ts";
import { rfc3339 } from "./rfc3339.ts";

export { baseOf, draw } from "./bits.ts";
export { runHex, runUuid, uniqueHex, uniqueInteger, uniqueToken, uniqueUuid } from "./identity.ts";
export { daysBetween, instantPlus } from "./instant.ts";

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
  const value = minimum + (draw(base, key) / 2 ** 32) * (maximum - minimum);
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

/** Calls `make` once for each of `count` items, each with a base of its own. */
export const items = (base: number, key: number, count: number, make: (base: number) => Json): Json[] => {
  const made: Json[] = [];
  for (let i = 0; i < count; i++) made.push(make(draw(base, key + i)));
  return made;
};

/** An object of `count` neighbouring keys out of `keys`; none of them is `__proto__`. */
export const entries = (
  base: number,
  key: number,
  keys: readonly string[],
  count: number,
  make: (base: number) => Json,
): Json => {
  let next = draw(base, key) % keys.length;
  const made: { [name: string]: Json } = {};
  for (let i = 1; i <= count; i++) {
    made[keys[next] as string] = make(draw(base, key + i));
    if (++next === keys.length) next = 0;
  }
  return made;
};

/** The JSON text of what `items` makes, without brackets; `lead` stands before it where there is any. */
export const itemsText = (
  base: number,
  key: number,
  count: number,
  make: (base: number) => string,
  lead: string,
): string => {
  let text = "";
  for (let i = 0; i < count; i++) text += (i === 0 ? lead : ",") + make(draw(base, key + i));
  return text;
};

/** The JSON text of what `entries` makes; of keys that need no escapes. */
export const entriesText = (
  base: number,
  key: number,
  keys: readonly string[],
  count: number,
  make: (base: number) => string,
): string => {
  let next = draw(base, key) % keys.length;
  let text = "{";
  for (let i = 1; i <= count; i++) {
    text += `${(i === 1 ? '"' : ',"') + keys[next]}":${make(draw(base, key + i))}`;
    if (++next === keys.length) next = 0;
  }
  return `${text}}`;
};

const ATTEMPTS = 64;

/** What `make` draws, drawn anew until it is accepted. */
export const tried = (
  base: number,
  make: (base: number) => Json,
  accepts: (value: Json) => boolean,
  instead: () => Json,
): Json => {
  let own = base;
  for (let i = 1; i <= ATTEMPTS; i++) {
    const value = make(own);
    if (accepts(value)) return value;
    own = draw(base, 0x7a1ed + i);
  }
  return instead();
};

/** An array of distinct items: what each maker draws, then `count` more as far as there are any. */
export const distinct = (
  base: number,
  key: number,
  makers: readonly ((base: number) => Json)[],
  count: number,
  more: (base: number) => Json,
): Json[] => {
  const made = new Map<string, Json>();
  for (let i = 0; i < makers.length + count; i++) {
    const make = makers[i] ?? more;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const item = make(draw(base, key + i + attempt * 0x9e3779b9));
      const text = canonical(item);
      if (made.has(text)) continue;
      made.set(text, item);
      break;
    }
  }
  return [...made.values()];
};

/** Lets every derived field be computed. */
export const keepNothing = (): boolean => false;

type Container = Record<string, unknown>;
type Visit = (parent: Container, key: string, pointer: string) => void;
const isContainer = (value: unknown): value is Container => typeof value === "object" && value !== null;

const visitFrom = (value: unknown, path: readonly string[], depth: number, pointer: string, visit: Visit): void => {
  const part = path[depth];
  if (part === undefined || !isContainer(value)) return;
  if (part === "*" && !Object.hasOwn(value, part)) {
    for (const key of Object.keys(value)) visitKey(value, key, path, depth, pointer, visit);
  } else visitKey(value, part, path, depth, pointer, visit);
};

const visitKey = (
  parent: Container,
  key: string,
  path: readonly string[],
  depth: number,
  pointer: string,
  visit: Visit,
): void => {
  if (!Object.hasOwn(parent, key)) return;
  const here = pointer + (/[~/]/.test(key) ? formatPointer([key]) : `/${key}`); // the hot path escapes only where it must
  if (depth === path.length - 1) visit(parent, key, here);
  else visitFrom(parent[key], path, depth + 1, here, visit);
};

/** Calls `visit` with each existing place that the path names; `*` stands for every item of an array. */
export const places = (value: unknown, path: readonly string[], visit: Visit): void =>
  visitFrom(value, path, 0, "", visit);

/** The value at a path, or `undefined`. */
export const at = (value: unknown, path: readonly string[]): unknown => {
  let found = value;
  for (const part of path) found = isContainer(found) && Object.hasOwn(found, part) ? found[part] : undefined;
  return found;
};

/** A text of fields, or `undefined` where one of them is absent. */
export const join = (parts: readonly unknown[]): string | undefined =>
  parts.every((part) => typeof part === "string" || typeof part === "number") ? parts.join("") : undefined;

/** A hostname without its wildcard label. */
export const host = <T>(value: T): T | string =>
  typeof value === "string" && value.charCodeAt(0) === 42 && value.charCodeAt(1) === 46 ? value.slice(2) : value;

/** A UUID as 32 hex digits. */
export const hex = <T>(value: T): T | string => {
  if (typeof value !== "string") return value;
  const isUuid = value.length === 36 && value.charCodeAt(8) === 45 && value.indexOf("-", 24) < 0;
  return isUuid
    ? value.slice(0, 8) + value.slice(9, 13) + value.slice(14, 18) + value.slice(19, 23) + value.slice(24)
    : value.replaceAll("-", "");
};
