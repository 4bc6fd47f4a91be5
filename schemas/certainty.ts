import type { Certainty, JsonSchema } from "./json-schema.ts";
import { parsePointer } from "./pointer.ts";
import { absoluteReference } from "./reference.ts";
import { row } from "./row.ts";

/** A schema that speaks of a place in a payload, and the certainty that holds there. */
export interface Place {
  schema: JsonSchema;
  certainty: Certainty;
}

/** Finds the schema that a `$ref` names, given the `$id` of the schema that holds it. */
export type Resolve = (reference: string, base: string) => JsonSchema | undefined;

const IN_PLACE: readonly string[] = ["allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas"];

const isSchema = (part: unknown): part is JsonSchema => typeof part === "object" && part !== null;

// What applies to the value itself, for certain or in some case.
const partsOf = (schema: JsonSchema): JsonSchema[] =>
  IN_PLACE.flatMap((keyword) => {
    const value = schema[keyword];
    const isOne = keyword === "if" || keyword === "then" || keyword === "else";
    return (isOne ? [value] : Object.values(Object(value))).filter(isSchema);
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
  const parts = partsOf(schema);
  return [
    { place: { schema, certainty }, base: here },
    ...[...(target ? [target] : []), ...parts].flatMap((part) =>
      applying({ schema: part, certainty }, here, resolve, [...trail, schema]),
    ),
  ];
};

const child = (schema: JsonSchema, part: string): JsonSchema | undefined => {
  const own = row(schema.properties ?? {}, part) ?? (/^\d+$/.test(part) ? schema.items : undefined);
  return own ?? (typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined);
};

/** Every schema that speaks of a place, nearest first. */
export const placesAt = (root: JsonSchema, pointer: string, resolve: Resolve): Place[] => {
  let places = applying({ schema: root, certainty: "documented" }, "", resolve);
  for (const part of parsePointer(pointer))
    places = places.flatMap(({ place, base }) => {
      const next = child(place.schema, part);
      return next === undefined ? [] : applying({ schema: next, certainty: place.certainty }, base, resolve);
    });
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
