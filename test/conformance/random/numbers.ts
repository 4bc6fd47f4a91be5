import fc from "fast-check";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import { both, bounds, shape } from "./shape.ts";

// Powers of two as fractions: validators divide by multipleOf in binary, so 0.01 would judge the validator.
const MULTIPLES = [1, 2, 3, 5, 7, 10, 0.5, 0.25, 1.5, 100];

const from = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom(-2.5, 0.5, 1e6, 2 ** 40));
const span = fc.oneof(fc.integer({ min: 2, max: 200 }), fc.constantFrom(2.5, 1e6));

const inclusive = bounds(["minimum", "maximum"], from, span);
const exclusive = bounds(["exclusiveMinimum", "exclusiveMaximum"], from, span);
const multiple = shape({ multipleOf: fc.constantFrom(...MULTIPLES) });

/** Schemas of numbers and integers. */
export const numbers: fc.Arbitrary<JsonSchema> = both(
  shape({ type: fc.constantFrom("number", "integer") }, ["type"]),
  fc.oneof(inclusive, exclusive, both(inclusive, multiple), both(exclusive, multiple), both(inclusive, exclusive)),
);
