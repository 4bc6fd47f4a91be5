import type { JsonSchema } from "../../schemas/json-schema.ts";
import { row } from "../../schemas/row.ts";
import { expressionOf } from "../matches/assertions.ts";
import { type Located, locate, type Schema } from "../matches/located.ts";
import type { Node } from "./node.ts";

/** What one schema object says of an object's properties; several hold together, each with its own idea of "additional". */
export interface ObjectFacet {
  properties: Readonly<Record<string, Schema>>;
  patterns: readonly (readonly [pattern: string, schema: Schema])[];
  /** What any other property must be. */
  others?: Schema;
  scope: readonly string[];
  /** For `unevaluatedProperties`: the facets whose properties are no others. */
  besides?: readonly ObjectFacet[];
  /** Comes of a negation: what it speaks of stays unevaluated. */
  unseen?: boolean;
}

/** What one schema object says of an array's items. */
export interface ArrayFacet {
  prefix: readonly Schema[];
  rest?: Schema;
  scope: readonly string[];
  /** For `unevaluatedItems`: the facets whose items are no others. */
  besides?: readonly ArrayFacet[];
  unseen?: boolean;
}

/** The object keywords of a schema, as a node. */
export const objectFacetOf = (schema: JsonSchema, scope: readonly string[]): Node => {
  const { properties, patternProperties, additionalProperties: others } = schema;
  if (!properties && !patternProperties && others === undefined) return {};
  const patterns = Object.entries((patternProperties ?? {}) as Record<string, Schema>);
  return { objects: [{ properties: properties ?? {}, patterns, scope, ...(others !== undefined && { others }) }] };
};

/** The array keywords of a schema, as a node. */
export const arrayFacetOf = (schema: JsonSchema, scope: readonly string[]): Node => {
  const { prefixItems, items: rest } = schema;
  if (!prefixItems && rest === undefined) return {};
  return { arrays: [{ prefix: (prefixItems ?? []) as Schema[], scope, ...(rest !== undefined && { rest }) }] };
};

const matched = new WeakMap<ObjectFacet, Map<string, Schema[]>>(); // asked for more than once of each name

const matching = (facet: ObjectFacet, name: string): Schema[] => {
  const names = matched.get(facet) ?? new Map<string, Schema[]>();
  matched.set(facet, names);
  const known =
    names.get(name) ??
    facet.patterns.flatMap(([pattern, schema]) => (expressionOf(pattern).test(name) ? [schema] : []));
  names.set(name, known);
  return known;
};

const isEvaluated = (facet: ObjectFacet, name: string): boolean =>
  facet.others !== undefined || Object.hasOwn(facet.properties, name) || matching(facet, name).length > 0;

const ofProperty = (facet: ObjectFacet, name: string): Schema[] => {
  const named = row(facet.properties, name);
  const own = [...(named === undefined ? [] : [named]), ...matching(facet, name)];
  const isOther = own.length === 0 && !(facet.besides ?? []).some((other) => isEvaluated(other, name));
  return isOther && facet.others !== undefined ? [facet.others] : own;
};

/** All that a property of an object must be. */
export const schemasOfProperty = ({ objects = [] }: Node, name: string): Located[] =>
  objects.flatMap((facet) => ofProperty(facet, name).map((schema) => locate(schema, facet.scope)));

const isEvaluatedAt = ({ prefix, rest }: ArrayFacet, index: number): boolean =>
  rest !== undefined || index < prefix.length;

const ofItem = (facet: ArrayFacet, index: number): Schema[] => {
  const { prefix, rest, besides = [] } = facet;
  const at = prefix[index];
  if (at !== undefined) return [at];
  return rest === undefined || besides.some((other) => isEvaluatedAt(other, index)) ? [] : [rest];
};

/** All that an item of an array must be. */
export const schemasOfItem = ({ arrays = [] }: Node, index: number): Located[] =>
  arrays.flatMap((facet) => ofItem(facet, index).map((schema) => locate(schema, facet.scope)));

/** From which index on all items must be the same. */
export const prefixLength = ({ arrays = [] }: Node): number =>
  Math.max(
    0,
    ...arrays.flatMap(({ prefix, besides = [] }) => [prefix.length, ...besides.map((one) => one.prefix.length)]),
  );
