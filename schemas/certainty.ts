import type { Certainty, JsonSchema } from "./json-schema.ts";
import { parsePointer } from "./pointer.ts";

interface Place {
  schema: JsonSchema;
  certainty: Certainty;
}

type Resolve = (reference: string, base: string) => JsonSchema | undefined;

/** The absolute form of a `$ref`, given the `$id` of the schema that holds it. */
export const absoluteReference = (reference: string, base: string): string =>
  base === "" ? reference : new URL(reference, base).href;

// A schema, what it refers to and what it is made of, each with the certainty that holds there.
const applying = (place: Place, base: string, resolve: Resolve): { place: Place; base: string }[] => {
  const { schema } = place;
  const here = schema.$id === undefined ? base : absoluteReference(schema.$id, base);
  const certainty = schema["x-certainty"] ?? place.certainty;
  const target = schema.$ref === undefined ? undefined : resolve(schema.$ref, here);
  const parts = Array.isArray(schema["allOf"]) ? (schema["allOf"] as JsonSchema[]) : [];
  return [
    { place: { schema, certainty }, base: here },
    ...[...(target ? [target] : []), ...parts].flatMap((part) => applying({ schema: part, certainty }, here, resolve)),
  ];
};

const child = (schema: JsonSchema, part: string): JsonSchema | undefined => {
  const own = schema.properties?.[part] ?? (/^\d+$/.test(part) ? schema.items : undefined);
  return own ?? (typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined);
};

/**
 * How surely the rule is known that a payload broke: the nearest `x-certainty` at or above the keyword,
 * found by walking the schema along the payload's pointer.
 */
export const certaintyAt = (root: JsonSchema, pointer: string, keyword: string, resolve: Resolve): Certainty => {
  let places = applying({ schema: root, certainty: "documented" }, "", resolve);
  for (const part of parsePointer(pointer))
    places = places.flatMap(({ place, base }) => {
      const next = child(place.schema, part);
      return next === undefined ? [] : applying({ schema: next, certainty: place.certainty }, base, resolve);
    });
  const holder = places.find(({ place }) => Object.hasOwn(place.schema, keyword)) ?? places[0];
  return holder?.place.certainty ?? "documented";
};
