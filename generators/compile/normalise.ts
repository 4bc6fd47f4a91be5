import type { JsonSchema } from "../../schemas/json-schema.ts";
import { row } from "../../schemas/row.ts";
import { MUST_AGREE } from "./keywords.ts";
import { schemaError } from "./schema-error.ts";

/** A schema in one piece: `$ref` and `allOf` are merged in; its subschemas are not normalised yet. */
export type Node = JsonSchema;

/** Finds the parsed schema at an absolute reference. */
export type Resolve = (reference: string) => JsonSchema | undefined;

/** The schema and the place that an error names. */
type Where = { schema: string; pointer: string };

type Rule = (a: never, b: never) => unknown;

const both = (a: JsonSchema, b: JsonSchema): JsonSchema => ({ allOf: [a, b] });

const bothOfEach = (a: Record<string, JsonSchema>, b: Record<string, JsonSchema>): Record<string, JsonSchema> => ({
  ...a,
  ...Object.fromEntries(
    Object.entries(b).map(([name, schema]) => {
      const other = row(a, name);
      return [name, other === undefined ? schema : both(other, schema)];
    }),
  ),
});

const larger = (a: number, b: number): number => Math.max(a, b);
const smaller = (a: number, b: number): number => Math.min(a, b);
const union = (a: unknown[], b: unknown[]): unknown[] => [...new Set([...a, ...b])];
const intersection = (a: unknown[], b: unknown[]): unknown[] => {
  const texts = b.map((item) => JSON.stringify(item));
  return a.filter((item) => texts.includes(JSON.stringify(item)));
};

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

const merge = (a: Node, b: Node, where: Where): Node => {
  const merged: Node = { ...a };
  for (const [keyword, value] of Object.entries(b)) {
    const before = row(merged as Record<string, unknown>, keyword);
    const rule = row(RULES, keyword);
    const differs = (): boolean => JSON.stringify(before) !== JSON.stringify(value);
    if (before === undefined) merged[keyword] = value;
    else if (rule) merged[keyword] = rule(before as never, value as never);
    else if (MUST_AGREE.has(keyword) && differs())
      throw schemaError(where, keyword, "is said twice, differently", "Say it once.");
  }
  return merged;
};

/**
 * Merges a parsed schema with what it refers to and is made of.
 * @throws HookwrightError `invalid-schema` for a `$ref` to nowhere or to itself
 */
export const normalise = (schema: JsonSchema, resolve: Resolve, where: Where, seen: readonly string[] = []): Node => {
  const { $ref, allOf, ...own } = schema;
  const parts = ((allOf as JsonSchema[] | undefined) ?? []).map((part) => normalise(part, resolve, where, seen));
  if ($ref === undefined) return parts.reduce<Node>((node, part) => merge(node, part, where), own);
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
  return [normalise(target, resolve, where, [...seen, $ref]), ...parts].reduce<Node>(
    (node, part) => merge(node, part, where),
    own,
  );
};
