import type { Json } from "../../schemas/json-schema.ts";

/** The six types of JSON; an integer is a number. */
export type JsonType = "null" | "boolean" | "number" | "string" | "array" | "object";

/** The type of a JSON value. */
export const jsonTypeOf = (value: Json): JsonType => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as Exclude<JsonType, "null" | "array">;
};
