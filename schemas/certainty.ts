import type { Certainty, JsonSchema } from "./json-schema.ts";
import { parsePointer } from "./pointer.ts";
import { absoluteReference } from "./reference.ts";
import { row } from "./row.ts";

/** A schema that speaks of a place in a payload, and the certainty that holds there. */
export interface Place {
  schema: JsonSchema;
  certainty: Certainty;
  /** Whether it holds of every value there, or only of some: an option of an `anyOf`, say. */
  always: boolean;
}

/** Finds the schema that a `$ref` names, given the `$id` of the schema that holds it. */
export type Resolve = (reference: string, base: string) => JsonSchema | undefined;

const IN_PLACE: readonly string[] = ["allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas"];

const isSchema = (part: unknown): part is JsonSchema => typeof part === "object" && part !== null;

// What applies to the value itself, always or in some case.
const partsOf = (schema: JsonSchema): { schema: JsonSchema; always: boolean }[] =>
  IN_PLACE.flatMap((keyword) => {
    const value = schema[keyword];
    const isOne = keyword === "if" || keyword === "then" || keyword === "else";
    const parts = (isOne ? [value] : Object.values(Object(value))).filter(isSchema);
    return parts.map((part) => ({ schema: part, always: keyword === "allOf" }));
  });

// A schema, what it refers to and what it is made of, each with the certainty that holds there.
const applying = (
  place: Place,
  base: string,
  resolve: Resolve,
  trail: readonly JsonSchema[] = [],
): { place: Place; base: string }[] => {
  const { schema } = place;
  if (trail.includes(schema)) return [];
  const here = schema.$id === undefined ? base : absoluteReference(schema.$id, base);
  const certainty = schema["x-certainty"] ?? place.certainty;
  const target = schema.$ref === undefined ? undefined : resolve(schema.$ref, here);
  const parts = [...(target ? [{ schema: target, always: true }] : []), ...partsOf(schema)];
  return [
    { place: { ...place, certainty }, base: here },
    ...parts.flatMap((part) => {
      const inner = { schema: part.schema, certainty, always: place.always && part.always };
      return applying(inner, here, resolve, [...trail, schema]);
    }),
  ];
};

const INDEX = /^\d+$/;

const itemAt = ({ prefixItems, items }: JsonSchema, index: number): unknown =>
  (prefixItems as unknown[] | undefined)?.[index] ?? items;

/** What a schema says of a property or an item. */
const children = (schema: JsonSchema, part: string): JsonSchema[] => {
  const { properties = {}, patternProperties = {}, additionalProperties } = schema;
  const patterns = Object.entries(patternProperties as Record<string, unknown>);
  const own = [
    row(properties, part),
    ...(INDEX.test(part) ? [itemAt(schema, Number(part))] : []),
    ...patterns.flatMap(([pattern, one]) => (new RegExp(pattern, "u").test(part) ? [one] : [])),
  ].filter((one) => one !== undefined);
  return (own.length > 0 ? own : [additionalProperties]).map((one) => (one === true ? {} : one)).filter(isSchema);
};

/** Every schema that speaks of a place, nearest first. */
export const placesAt = (root: JsonSchema, pointer: string, resolve: Resolve): Place[] => {
  let places = applying({ schema: root, certainty: "documented", always: true }, "", resolve);
  for (const part of parsePointer(pointer))
    places = places.flatMap(({ place, base }) =>
      children(place.schema, part).flatMap((schema) => applying({ ...place, schema }, base, resolve)),
    );
  return places.map(({ place }) => place);
};

/** Whether a schema says anything of a place in a payload. */
export const speaksOf = (root: JsonSchema, pointer: string, resolve: Resolve): boolean =>
  placesAt(root, pointer, resolve).length > 0;

/**
 * How surely the rule is known that a payload broke: the nearest `x-certainty` at or above the keyword,
 * found by walking the schema along the payload's pointer.
 */
export const certaintyAt = (root: JsonSchema, pointer: string, keyword: string, resolve: Resolve): Certainty => {
  const places = placesAt(root, pointer, resolve);
  const holder = places.find(({ schema }) => Object.hasOwn(schema, keyword)) ?? places[0];
  return holder?.certainty ?? "documented";
};
