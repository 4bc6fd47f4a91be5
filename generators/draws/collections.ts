import type { Json } from "../../schemas/json-schema.ts";
import { canonical } from "../matches/canonical.ts";
import { draw } from "./bits.ts";

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
