import type { Json, JsonSchema } from "../../schemas/json-schema.ts";
import { type JsonType, jsonTypeOf } from "./json-type.ts";
import { type Follow, follower, type Located, locate } from "./references.ts";
import type { Definitions, Schema } from "./schema.ts";

const KEYWORDS: Readonly<Partial<Record<JsonType, readonly string[]>>> = {
  string: ["minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType", "contentSchema"],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  array: [
    ...["items", "prefixItems", "contains", "minContains", "maxContains"],
    ...["minItems", "maxItems", "uniqueItems", "unevaluatedItems"],
  ],
  object: [
    ...["properties", "patternProperties", "additionalProperties", "unevaluatedProperties", "propertyNames"],
    ...["required", "minProperties", "maxProperties", "dependentRequired", "dependentSchemas"],
  ],
};

const LISTS = ["allOf", "anyOf", "oneOf"];
const SINGLE = ["if", "then", "else"];
const REFERENCES = ["$ref", "$dynamicRef"];

const named = (type: string): JsonType => (type === "integer" ? "number" : (type as JsonType));

const spokenHere = (schema: JsonSchema): JsonType[] => [
  ...Object.entries(KEYWORDS).flatMap(([type, keywords]) =>
    keywords.some((keyword) => Object.hasOwn(schema, keyword)) ? [type as JsonType] : [],
  ),
  ...[schema.type ?? []].flat().map(named),
  ...(Object.hasOwn(schema, "const") ? [jsonTypeOf(schema.const as Json)] : []),
  ...(schema.enum ?? []).map(jsonTypeOf),
];

const inPlace = ({ schema, base }: Located, follow: Follow): Located[] => {
  if (typeof schema !== "object") return [];
  const own = [...LISTS, ...SINGLE].flatMap((keyword) => [schema[keyword] ?? []].flat() as Schema[]);
  const referred = REFERENCES.map((keyword) => schema[keyword]).filter((reference) => typeof reference === "string");
  return [
    ...own.map((subschema) => locate(subschema, base)),
    ...referred.flatMap((reference) => follow(reference, base) ?? []),
  ];
};

/** The JSON types that the keywords of a schema speak of, and of the schemas that it applies in place. */
export const impliedTypes = (schema: Schema, definitions: Definitions): ReadonlySet<JsonType> => {
  const { root, follow } = follower(schema, definitions);
  const seen = new Map<Schema, Located>([[schema, root]]);
  for (const located of seen.values())
    for (const next of inPlace(located, follow)) if (!seen.has(next.schema)) seen.set(next.schema, next);
  return new Set([...seen.keys()].flatMap((one) => (typeof one === "object" ? spokenHere(one) : [])));
};
