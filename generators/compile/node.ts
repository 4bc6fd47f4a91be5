import type { Json, JsonSchema } from "../../schemas/json-schema.ts";
import { row } from "../../schemas/row.ts";
import { canonical } from "../matches/canonical.ts";
import { type Located, locate, type Schema } from "../matches/located.ts";
import { type ArrayFacet, arrayFacetOf, type ObjectFacet, objectFacetOf } from "./facets.ts";
import { TYPES } from "./keywords.ts";

/** How many items must match a schema. */
export interface Contains extends Located {
  fewest: number;
  most: number;
  unseen?: boolean;
}

/**
 * One way to satisfy a schema, in one piece: references, `allOf`, and a choice of every `anyOf`, `oneOf`, `if` and `not`
 * are merged in. What holds of a value is the conjunction of its fields; those of another type than the value's say nothing.
 */
export interface Node {
  types?: readonly string[];
  values?: readonly Json[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  steps?: readonly number[];
  minLength?: number;
  maxLength?: number;
  patterns?: readonly string[];
  formats?: readonly string[];
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  arrays?: readonly ArrayFacet[];
  contains?: readonly Contains[];
  required?: readonly string[];
  dependentRequired?: Readonly<Record<string, readonly string[]>>;
  minProperties?: number;
  maxProperties?: number;
  objects?: readonly ObjectFacet[];
  names?: readonly Located[];
  /** A keyword that could not be merged: a value must be tried against the whole schema. */
  unmerged?: string;
  /** How far-fetched this way is; a way of a higher rank is taken only where those below lead nowhere. */
  rank?: number;
  faker?: Json;
  derive?: JsonSchema["x-derive"];
}

const SPEAKS: Readonly<Record<string, readonly (keyof Node)[]>> = {
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "steps"],
  string: ["minLength", "maxLength", "patterns", "formats"],
  array: ["arrays", "contains", "minItems", "maxItems", "uniqueItems"],
  object: ["objects", "names", "required", "dependentRequired", "minProperties", "maxProperties"],
};

/** The types of the values that a node speaks of; of any other value it says nothing but its type. */
export const spokenTypes = (node: Node): string[] =>
  Object.keys(SPEAKS).filter((type) => SPEAKS[type]?.some((field) => node[field] !== undefined));

/** Tells whether a node says anything of a value's type. */
export const isSpecific = (node: Node): boolean =>
  node.types !== undefined || node.values !== undefined || spokenTypes(node).length > 0;

type Both = (a: never, b: never) => unknown;

const larger: Both = (a: number, b: number) => Math.max(a, b);
const smaller: Both = (a: number, b: number) => Math.min(a, b);
const nearer: Both = (a: unknown) => a;
const each: Both = (a: unknown[], b: unknown[]) => [...new Set([...a, ...b])];
const either: Both = (a: boolean, b: boolean) => a || b;

const common: Both = (a: Json[], b: Json[]) => {
  const texts = new Set(b.map(canonical));
  return a.filter((value) => texts.has(canonical(value)));
};

const isWithin = (type: string, types: readonly string[]): boolean =>
  types.includes(type) || (type === "integer" && types.includes("number"));

const commonTypes: Both = (a: string[], b: string[]) =>
  TYPES.filter((type) => (a.includes(type) || b.includes(type)) && isWithin(type, a) && isWithin(type, b));

const eachName: Both = (a: Record<string, string[]>, b: Record<string, string[]>) =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((name) => [
      name,
      [...new Set([...(row(a, name) ?? []), ...(row(b, name) ?? [])])],
    ]),
  );

// What two nodes that both hold say together.
const BOTH: Readonly<Record<keyof Node, Both>> = {
  types: commonTypes,
  values: common,
  minimum: larger,
  exclusiveMinimum: larger,
  maximum: smaller,
  exclusiveMaximum: smaller,
  steps: each,
  minLength: larger,
  maxLength: smaller,
  patterns: each,
  formats: each,
  minItems: larger,
  maxItems: smaller,
  uniqueItems: either,
  arrays: each,
  contains: each,
  required: each,
  dependentRequired: eachName,
  minProperties: larger,
  maxProperties: smaller,
  objects: each,
  names: each,
  unmerged: nearer,
  rank: larger,
  faker: nearer,
  derive: nearer,
};

/** Two nodes in one; of annotations the first one's win. */
export const mergeNodes = (a: Node, b: Node): Node => {
  const merged: Record<string, unknown> = { ...a };
  for (const [field, value] of Object.entries(b)) {
    const before = merged[field];
    merged[field] = before === undefined ? value : BOTH[field as keyof Node](before as never, value as never);
  }
  return merged;
};

/** Tells whether nothing satisfies a node, as far as its types and values tell. */
export const isContradictory = ({ types, values }: Node): boolean => types?.length === 0 || values?.length === 0;

type Keyword = (value: never, schema: JsonSchema, scope: readonly string[]) => Node;

const list = (value: unknown): unknown[] => [value].flat();

// Keyword to what it says as a node; a keyword of the same name and value needs no row.
const KEYWORD: Readonly<Record<string, Keyword>> = {
  type: (types: string | string[]) => ({ types: list(types) as string[] }),
  const: (value: Json) => ({ values: [value] }),
  enum: (values: Json[]) => ({ values }),
  multipleOf: (step: number) => ({ steps: [step] }),
  pattern: (pattern: string) => ({ patterns: [pattern] }),
  format: (format: string) => ({ formats: [format] }),
  propertyNames: (schema: Schema, _, scope) => ({ names: [locate(schema, scope)] }),
  contains: (schema: Schema, { minContains = 1, maxContains = Number.POSITIVE_INFINITY }, scope) => ({
    contains: [{ ...locate(schema, scope), fewest: Number(minContains), most: Number(maxContains) }],
  }),
  minContains: () => ({ arrays: [] }),
  maxContains: () => ({ arrays: [] }),
  "x-faker": (faker: Json) => ({ faker }),
  "x-derive": (derive: JsonSchema["x-derive"]) => (derive === undefined ? {} : { derive }),
  "x-rank": (rank: number) => ({ rank }),
  "x-unmerged": (keyword: string) => ({ unmerged: keyword }),
};

const SAME: readonly string[] = [
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength"],
  ...["minItems", "maxItems", "uniqueItems", "required", "dependentRequired", "minProperties", "maxProperties"],
];

/** What a schema says by itself, without what it refers to or is made of. */
export const nodeOf = (schema: JsonSchema, scope: readonly string[]): Node => {
  const parts = Object.entries(schema).flatMap(([keyword, value]): Node[] => {
    if (SAME.includes(keyword)) return [{ [keyword]: value }];
    const part = row(KEYWORD, keyword)?.(value as never, schema, scope);
    return part ? [part] : [];
  });
  return [...parts, objectFacetOf(schema, scope), arrayFacetOf(schema, scope)].reduce(mergeNodes, {});
};
