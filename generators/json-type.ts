import type { Json } from "../schemas/json-schema.ts";

/** The JSON type of a value; a whole number is a "number", too. */
export const typeOf = (value: Json): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
