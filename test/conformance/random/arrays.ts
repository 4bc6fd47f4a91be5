import fc from "fast-check";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import type { Schema } from "../schema.ts";
import { both, bounds, shape } from "./shape.ts";

const typed = shape({ type: fc.constant("array") }, ["type"]);

const size = bounds(["minItems", "maxItems"], fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 4 }));
const contained = fc.oneof(
  bounds(["minContains", "maxContains"], fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 2 })),
  shape({ minContains: fc.constant(0), maxContains: fc.integer({ min: 0, max: 2 }) }, ["minContains"]),
);

const tuple = (item: fc.Arbitrary<Schema>): fc.Arbitrary<Schema[]> => fc.array(item, { minLength: 1, maxLength: 3 });

/** Arrays whose items other schemas beside this one can tell to be evaluated; Ajv is wrong where `contains` counts. */
export const plainArrays = (item: fc.Arbitrary<Schema>): fc.Arbitrary<JsonSchema> =>
  both(both(typed, size), shape({ prefixItems: tuple(item) }));

/** Schemas of arrays. */
export const arrays = (item: fc.Arbitrary<Schema>): fc.Arbitrary<JsonSchema> => {
  const some = shape({ items: item, prefixItems: tuple(item), uniqueItems: fc.boolean() });
  const containing = both(shape({ contains: item }, ["contains"]), contained);
  return fc.oneof(
    { weight: 4, arbitrary: both(both(typed, size), some) },
    { weight: 2, arbitrary: both(both(typed, containing), some) },
    { weight: 1, arbitrary: both(both(typed, size), containing) },
    { weight: 1, arbitrary: both(plainArrays(item), shape({ unevaluatedItems: item }, ["unevaluatedItems"])) },
  );
};
