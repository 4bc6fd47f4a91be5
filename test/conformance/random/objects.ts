import fc from "fast-check";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import type { Schema } from "../schema.ts";
import { name, names } from "./names.ts";
import { both, bounds, shape } from "./shape.ts";

const PATTERNS = ["^[ab]$", "^f", "^x-", "o", "^.$"];

const typed = shape({ type: fc.constant("object") }, ["type"]);

const size = bounds(["minProperties", "maxProperties"], fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 4 }));

const propertyNames = fc.oneof(
  shape({ pattern: fc.constantFrom("^[a-z]+$", "^.{1,3}$", "^x-") }, ["pattern"]),
  shape({ maxLength: fc.integer({ min: 1, max: 8 }) }, ["maxLength"]),
  shape({ enum: names }, ["enum"]),
);

const byName = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(name, value, { minKeys: 1, maxKeys: 3, noNullPrototype: true });

/** Objects whose properties other schemas beside this one can tell to be evaluated. */
export const plainObjects = (property: fc.Arbitrary<Schema>): fc.Arbitrary<JsonSchema> =>
  both(typed, shape({ properties: byName(property), required: names }, ["properties"]));

/** Schemas of objects. */
export const objects = (property: fc.Arbitrary<Schema>): fc.Arbitrary<JsonSchema> => {
  const patterned = fc.dictionary(fc.constantFrom(...PATTERNS), property, { maxKeys: 2, noNullPrototype: true });
  const others = shape({ patternProperties: patterned, additionalProperties: property });
  const dependent = shape({ dependentRequired: byName(names), dependentSchemas: byName(plainObjects(property)) });
  return fc.oneof(
    { weight: 4, arbitrary: both(plainObjects(property), others) },
    { weight: 2, arbitrary: both(both(plainObjects(property), dependent), size) },
    { weight: 1, arbitrary: both(both(typed, size), shape({ propertyNames, additionalProperties: property })) },
    { weight: 1, arbitrary: both(both(plainObjects(property), size), others) },
    {
      weight: 1,
      arbitrary: both(plainObjects(property), shape({ unevaluatedProperties: property }, ["unevaluatedProperties"])),
    },
  );
};
