import type { JsonSchema } from "../../schemas/json-schema.ts";
import { schemaError } from "./schema-error.ts";

/** A schema in one piece: `$ref` and `allOf` are merged in; its subschemas are not normalised yet. */
export type Node = JsonSchema;

/** Finds the parsed schema at an absolute reference. */
export type Resolve = (reference: string) => JsonSchema | undefined;

type Rule = (a: never, b: never) => unknown;

const both = (a: JsonSchema, b: JsonSchema): JsonSchema => ({ allOf: [a, b] });

const bothOfEach = (a: Record<string, JsonSchema>, b: Record<string, JsonSchema>): Record<string, JsonSchema> => ({
  ...a,
  ...Object.fromEntries(
    Object.entries(b).map(([name, schema]) => [name, a[name] === undefined ? schema : both(a[name], schema)]),
  ),
});

const larger = (a: number, b: number): number => Math.max(a, b);
const smaller = (a: number, b: number): number => Math.min(a, b);
const union = (a: unknown[], b: unknown[]): unknown[] => [...new Set([...a, ...b])];
const intersection = (a: unknown[], b: unknown[]): unknown[] => a.filter((item) => b.includes(item));

// What two schemas that both hold say together. A keyword without a row must be equal in both.
const RULES: Readonly<Record<string, Rule>> = {
  required: union,
  enum: intersection,
  properties: bothOfEach,
  items: both,
  propertyNames: both,
  minimum: larger,
  minLength: larger,
  minItems: larger,
  minProperties: larger,
  maximum: smaller,
  maxLength: smaller,
  maxItems: smaller,
  maxProperties: smaller,
};

// Keywords that only speak of the place they stand at, or of the whole file.
const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...["$schema", "$id", "$defs", "$comment", "title", "description", "default", "examples", "deprecated"],
  ...["x-certainty", "x-faker", "x-derive", "readOnly", "writeOnly"],
]);

const merge = (a: Node, b: Node, pointer: string): Node => {
  const merged: Node = { ...a };
  for (const [keyword, value] of Object.entries(b)) {
    const before = merged[keyword];
    const rule = RULES[keyword];
    if (before === undefined) merged[keyword] = value;
    else if (ANNOTATIONS.has(keyword))
      continue; // the nearer one wins
    else if (rule) merged[keyword] = rule(before as never, value as never);
    else if (JSON.stringify(before) !== JSON.stringify(value))
      throw schemaError({ schema: a.$id ?? "", pointer }, keyword, "is said twice, differently", "Say it once.");
  }
  return merged;
};

/**
 * Merges a parsed schema with what it refers to and is made of.
 * @throws HookwrightError `invalid-schema` for a `$ref` to nowhere or to itself
 */
export const normalise = (
  schema: JsonSchema,
  resolve: Resolve,
  pointer: string,
  seen: readonly string[] = [],
): Node => {
  const { $ref, allOf, ...own } = schema;
  const parts = (allOf as JsonSchema[] | undefined) ?? [];
  if ($ref !== undefined) {
    const where = { schema: schema.$id ?? "", pointer };
    const target = resolve($ref);
    if (!target)
      throw schemaError(
        where,
        "$ref",
        `leads to "${$ref}", where nothing is`,
        "Give that schema, or mend the reference.",
      );
    if (seen.includes($ref))
      throw schemaError(where, "$ref", `leads to "${$ref}" again, without end`, "Break the circle.");
    const there = normalise(target, resolve, pointer, [...seen, $ref]);
    return parts.reduce<Node>(
      (node, part) => merge(node, normalise(part, resolve, pointer, seen), pointer),
      merge(own, there, pointer),
    );
  }
  return parts.reduce<Node>((node, part) => merge(node, normalise(part, resolve, pointer, seen), pointer), own);
};
