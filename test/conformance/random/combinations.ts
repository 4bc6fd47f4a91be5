import fc from "fast-check";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import type { Schema } from "../schema.ts";
import { plainArrays } from "./arrays.ts";
import { plainObjects } from "./objects.ts";
import { scalars } from "./scalars.ts";
import { both, shape } from "./shape.ts";

const few = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: 1, maxLength: 3 });

const CONDITIONAL = ["if", "then", "else"];

const conditional = (part: fc.Arbitrary<Schema>): Record<string, fc.Arbitrary<Schema>> =>
  Object.fromEntries(CONDITIONAL.map((keyword) => [keyword, part]));

const inPlace = (part: fc.Arbitrary<Schema>): fc.Arbitrary<JsonSchema> =>
  fc.oneof(
    shape({ anyOf: few(part) }, ["anyOf"]),
    shape({ oneOf: few(part) }, ["oneOf"]),
    shape(conditional(part), CONDITIONAL),
    shape({ allOf: few(part) }, ["allOf"]),
  );

// Only where Ajv judges rightly: it takes items for evaluated by branches that fail, and an `if` alone for unsaid.
const unevaluated = (inner: fc.Arbitrary<Schema>): fc.Arbitrary<JsonSchema> =>
  fc.oneof(
    both(
      both(inPlace(plainObjects(inner)), plainObjects(inner)),
      shape({ unevaluatedProperties: inner }, ["unevaluatedProperties"]),
    ),
    shape({ allOf: few(plainArrays(inner)), unevaluatedItems: inner }, ["allOf", "unevaluatedItems"]),
  );

/** Schemas that apply others to the same instance. */
export const combinations = (part: fc.Arbitrary<Schema>): fc.Arbitrary<JsonSchema> =>
  fc.oneof(
    { weight: 4, arbitrary: inPlace(part) },
    { weight: 2, arbitrary: both(plainObjects(part), inPlace(plainObjects(part))) },
    { weight: 1, arbitrary: shape(conditional(part), ["if"]) },
    { weight: 2, arbitrary: both(scalars, shape({ not: scalars }, ["not"])) },
    { weight: 1, arbitrary: shape({ not: part }, ["not"]) },
    { weight: 2, arbitrary: unevaluated(part) },
  );
