import type { JsonSchema } from "../../schemas/json-schema.ts";
import { formatPointer } from "../../schemas/pointer.ts";
import { absoluteReference } from "../../schemas/reference.ts";
import { row } from "../../schemas/row.ts";
import { schemaError } from "./schema-error.ts";

// Keyword to where its subschemas are.
const SUBSCHEMAS: Readonly<Record<string, "one" | "list" | "map">> = {
  additionalProperties: "one",
  propertyNames: "one",
  items: "one",
  allOf: "list",
  properties: "map",
  $defs: "map",
};

/**
 * The schema with every `$ref` made absolute, so that it means the same wherever it is merged to.
 * @throws HookwrightError `invalid-schema` where it is no schema
 */
export const parseSchema = (schema: unknown, base = "", path: string[] = []): JsonSchema => {
  const where = { schema: base, pointer: formatPointer(path) };
  if (schema === true) return {};
  if (typeof schema !== "object" || schema === null || Array.isArray(schema))
    throw schemaError(where, "the value", `is ${JSON.stringify(schema)}, no schema`, "Give an object or true.");
  const own = schema as JsonSchema;
  const here = own.$id === undefined ? base : absoluteReference(own.$id, base);
  const child = (value: unknown, ...parts: string[]) => parseSchema(value, here, [...path, ...parts]);
  const shapes = {
    one: (value: unknown, key: string): unknown => (value === false ? false : child(value, key)),
    list: (value: unknown, key: string): unknown => (value as unknown[]).map((item, i) => child(item, key, String(i))),
    map: (value: unknown, key: string): unknown =>
      Object.fromEntries(Object.entries(value as object).map(([name, item]) => [name, child(item, key, name)])),
  };
  const rewrite = (key: string, value: unknown): unknown => {
    if (key === "$ref") return absoluteReference(String(value), here);
    const shape = row(SUBSCHEMAS, key);
    return shape === undefined ? value : shapes[shape](value, key);
  };
  return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, rewrite(key, value)])) as JsonSchema;
};
