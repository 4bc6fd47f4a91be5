import { KEYWORDS } from "../generators/compile/keywords.ts";
import type { Schema } from "../generators/matches/located.ts";
import type { JsonSchema } from "../schemas/json-schema.ts";
import { row } from "../schemas/row.ts";

/** A schema with each schema in it changed, then itself; what only looks like one, as in a `const`, stays. */
export const mapSchema = (schema: Schema, change: (schema: JsonSchema) => Schema): Schema => {
  if (typeof schema === "boolean") return schema;
  const shapes = {
    schema: (value: unknown): unknown => mapSchema(value as Schema, change),
    list: (value: unknown): unknown => (value as Schema[]).map((item) => mapSchema(item, change)),
    map: (value: unknown): unknown =>
      Object.fromEntries(
        Object.entries(value as Record<string, Schema>).map(([name, item]) => [name, mapSchema(item, change)]),
      ),
  };
  const entries = Object.entries(schema).map(([keyword, value]) => {
    const holds = row(KEYWORDS, keyword)?.holds;
    return [keyword, holds === undefined ? value : shapes[holds](value)];
  });
  return change(Object.fromEntries(entries));
};
