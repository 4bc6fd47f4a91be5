import fc from "fast-check";
import type { Json, JsonSchema } from "../../../schemas/json-schema.ts";
import { numbers } from "./numbers.ts";
import { shape } from "./shape.ts";
import { strings } from "./strings.ts";

const TYPES = ["null", "boolean", "integer", "number", "string", "array", "object"];

const value = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom<Json>(null, true, false, 0, 1, -3, 1.5, "", "foo", "a/b", "ä", "2024-02-29"),
  },
  { weight: 1, arbitrary: fc.constantFrom<Json>([], [1], ["foo", null], {}, { a: 1 }, { foo: ["bar"], b: {} }) },
);

const types = fc.oneof(
  fc.constantFrom(...TYPES),
  fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 }),
);

/** Schemas that hold no other schema. */
export const scalars: fc.Arbitrary<JsonSchema> = fc.oneof(
  { weight: 3, arbitrary: numbers },
  { weight: 3, arbitrary: strings },
  { weight: 2, arbitrary: shape({ type: types }, ["type"]) },
  { weight: 1, arbitrary: shape({ const: value }, ["const"]) },
  { weight: 2, arbitrary: shape({ enum: fc.uniqueArray(value, { minLength: 1, maxLength: 4 }) }, ["enum"]) },
);
