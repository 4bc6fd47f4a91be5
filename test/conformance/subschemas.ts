import type { JsonSchema } from "../../schemas/json-schema.ts";
import type { Schema } from "./schema.ts";

const BY_NAME = ["$defs", "definitions", "properties", "patternProperties", "dependentSchemas"];
const IN_ORDER = ["allOf", "anyOf", "oneOf", "prefixItems"];
const SINGLE = [
  ...["items", "contains", "unevaluatedItems", "additionalProperties", "propertyNames", "unevaluatedProperties"],
  ...["not", "if", "then", "else", "contentSchema"],
];

/** The schemas that a schema holds directly, whichever keyword they are under. */
export const subschemasOf = (schema: JsonSchema): Schema[] => [
  ...[...BY_NAME, ...IN_ORDER].flatMap((keyword) => Object.values((schema[keyword] ?? {}) as Record<string, Schema>)),
  ...SINGLE.filter((keyword) => schema[keyword] !== undefined).map((keyword) => schema[keyword] as Schema),
];
