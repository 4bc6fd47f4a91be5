import type { Json, JsonSchema } from "../../schemas/json-schema.ts";
import { row } from "../../schemas/row.ts";
import { typeOf } from "../json-type.ts";
import { assertedType } from "../matches/formats.ts";
import { type Follow, type Located, locate, type Schema } from "../matches/located.ts";
import { TYPES } from "./keywords.ts";

// Ways to break a schema, the plainest first: a value of another type says little, and what is deep may be costly to make.
const RANKS = { deep: 1, otherType: 2 } as const;

type Negate = (argument: never, schema: JsonSchema) => readonly Schema[];

/** The negation of a schema. */
export const not = (schema: Schema): Schema => ({ not: schema });
const all = (...parts: Schema[]): Schema => ({ allOf: parts as JsonSchema[] });

/** A value of a type for which only a trial can tell. */
const tried = (type: string, more: JsonSchema = {}): Schema => ({ type, ...more, "x-unmerged": "not" });

const negateType = (given: string | string[]): Schema[] => {
  const named = [given].flat();
  const wholeOnly = named.includes("integer") && !named.includes("number");
  return [otherTypes(wholeOnly ? [...named, "number"] : named), ...(wholeOnly ? [tried("number")] : [])];
};

const otherTypes = (types: readonly string[]): Schema => ({
  type: TYPES.filter((type) => type !== "integer" && !types.includes(type)),
  "x-rank": RANKS.otherType,
});

const negateValues = (values: Json[]): Schema[] => {
  const types = [...new Set(values.map(typeOf))];
  return [...types.map((type) => tried(type)), otherTypes(types)];
};

const negateContains = (schema: Schema, { minContains = 1, maxContains }: JsonSchema): Schema[] => {
  const [fewest, most] = [Number(minContains), maxContains === undefined ? undefined : Number(maxContains)];
  return [
    ...(fewest > 0 ? [{ type: "array", contains: schema, minContains: 0, maxContains: fewest - 1 }] : []),
    ...(most === undefined ? [] : [{ type: "array", contains: schema, minContains: most + 1 }]),
  ];
};

const MAX_PAIRED = 6;

const negateOneOf = (options: Schema[]): Schema[] => {
  const pairs = options.flatMap((a, i) => options.slice(i + 1).map((b) => all(a, b)));
  return [all(...options.map(not)), ...(options.length > MAX_PAIRED ? [{ "x-unmerged": "not" }] : pairs)];
};

const onlyWhere = (asserts: boolean, ...alternatives: Schema[]): Schema[] => (asserts ? alternatives : []);

const without = (name: string): JsonSchema => ({ properties: Object.fromEntries([[name, false as never]]) });

// Keyword to the ways in which a value can break it; together they are all the ways there are. A keyword that cannot be
// broken by itself has no row.
const NEGATIONS: Readonly<Record<string, Negate>> = {
  type: negateType,
  const: (value: Json) => negateValues([value]),
  enum: negateValues,
  minimum: (least: number) => [{ type: "number", exclusiveMaximum: least }],
  maximum: (most: number) => [{ type: "number", exclusiveMinimum: most }],
  exclusiveMinimum: (bound: number) => [{ type: "number", maximum: bound }],
  exclusiveMaximum: (bound: number) => [{ type: "number", minimum: bound }],
  multipleOf: () => [tried("number")],
  minLength: (least: number) => onlyWhere(least > 0, { type: "string", maxLength: least - 1 }),
  maxLength: (most: number) => [{ type: "string", minLength: most + 1 }],
  pattern: () => [tried("string")],
  format: (format: string) => [assertedType(format) ?? []].flat().map((type) => tried(type)),
  minItems: (least: number) => onlyWhere(least > 0, { type: "array", maxItems: least - 1 }),
  maxItems: (most: number) => [{ type: "array", minItems: most + 1 }],
  uniqueItems: (unique: boolean) => onlyWhere(unique, tried("array", { minItems: 2 })),
  prefixItems: (prefix: Schema[]) =>
    prefix.map((schema, i) => ({ type: "array", minItems: i + 1, prefixItems: [...Array(i).fill(true), not(schema)] })),
  items: (schema: Schema, { prefixItems }) =>
    prefixItems
      ? [tried("array", { minItems: (prefixItems as Schema[]).length + 1 })]
      : [{ type: "array", contains: not(schema) }],
  contains: negateContains,
  unevaluatedItems: () => [tried("array", { minItems: 1 })],
  required: (names: string[]) => names.map((name) => ({ type: "object", ...without(name) })),
  dependentRequired: (needs: Record<string, string[]>) =>
    Object.entries(needs).flatMap(([name, others]) =>
      others.map((other) => ({ type: "object", required: [name], ...without(other) })),
    ),
  properties: (parts: Record<string, Schema>) =>
    Object.entries(parts).map(([name, schema]) => ({
      type: "object",
      required: [name],
      properties: Object.fromEntries([[name, not(schema) as JsonSchema]]),
      "x-rank": RANKS.deep,
    })),
  patternProperties: () => [tried("object", { minProperties: 1 })],
  additionalProperties: () => [tried("object", { minProperties: 1 })],
  unevaluatedProperties: () => [tried("object", { minProperties: 1 })],
  propertyNames: () => [tried("object", { minProperties: 1 })],
  minProperties: (least: number) => onlyWhere(least > 0, { type: "object", maxProperties: least - 1 }),
  maxProperties: (most: number) => [{ type: "object", minProperties: most + 1 }],
  dependentSchemas: (parts: Record<string, Schema>) =>
    Object.entries(parts).map(([name, schema]) => all({ type: "object", required: [name] }, not(schema))),
  allOf: (parts: Schema[]) => parts.map(not),
  anyOf: (parts: Schema[]) => [all(...parts.map(not))],
  oneOf: negateOneOf,
  not: (schema: Schema) => [schema],
  if: (condition: Schema, { then = true, else: otherwise = true }) => [
    all(condition, not(then as Schema)),
    all(not(condition), not(otherwise as Schema)),
  ],
};

/** The ways not to satisfy a schema, each a schema: together they are all there are. */
export const negate = ({ schema, scope }: Located, follow: Follow): Located[] => {
  if (typeof schema === "boolean") return schema ? [] : [locate(true, scope)];
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    if (keyword === "$ref" || keyword === "$dynamicRef") {
      const target = follow(keyword, argument as string, scope);
      // One to nowhere is refused when it is followed.
      return target
        ? [{ schema: not(target.schema), scope: target.scope }]
        : [{ schema: { [keyword]: argument }, scope }];
    }
    const ways = row(NEGATIONS, keyword)?.(argument as never, schema) ?? [];
    return ways.map((way) => locate(way, scope));
  });
};
