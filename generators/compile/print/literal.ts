import type { Json } from "../../../schemas/json-schema.ts";

/** A JSON value as source. Objects are parsed afresh at each use: nobody can change another's, and `__proto__` is a key. */
export const literal = (value: Json): string => {
  const text = JSON.stringify(value);
  return typeof value === "object" && value !== null ? `JSON.parse(${JSON.stringify(text)})` : text;
};

/** A property name as source of an object literal; `__proto__` would set the prototype. */
export const propertyName = (name: string): string => (name === "__proto__" ? '["__proto__"]' : JSON.stringify(name));

/** Tells whether a text stands in JSON as it is, between quotes. */
export const isQuotable = (text: string): boolean => JSON.stringify(text) === `"${text}"`;
