import fc from "fast-check";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import type { Schema } from "../schema.ts";
import { arrays } from "./arrays.ts";
import { combinations } from "./combinations.ts";
import { definitions, references } from "./definitions.ts";
import { objects } from "./objects.ts";
import { scalars } from "./scalars.ts";

const DEPTH = 3;

const leaves: fc.Arbitrary<Schema> = fc.oneof(
  { weight: 12, arbitrary: scalars },
  { weight: 2, arbitrary: references },
  { weight: 2, arbitrary: fc.constantFrom<Schema>(true, {}) },
  { weight: 1, arbitrary: fc.constant(false) },
);

const composites = (inner: fc.Arbitrary<Schema>): fc.Arbitrary<Schema> =>
  fc.oneof(
    { weight: 3, arbitrary: arrays(inner) },
    { weight: 4, arbitrary: objects(inner) },
    { weight: 4, arbitrary: combinations(inner) },
  );

// Mostly leaves inside: what is small is satisfied more often, and read more easily where it is not.
const inner = (depth: number): fc.Arbitrary<Schema> =>
  depth === 0
    ? leaves
    : fc.oneof({ weight: 6, arbitrary: leaves }, { weight: 2, arbitrary: composites(inner(depth - 1)) });

const schemas = fc.oneof({ weight: 1, arbitrary: leaves }, { weight: 9, arbitrary: composites(inner(DEPTH - 1)) });

const referring = (schema: Schema, $defs: { [name: string]: JsonSchema }): Schema =>
  JSON.stringify(schema).includes('"$ref"') ? { $defs, ...(schema as JsonSchema) } : schema;

/** Random schemas of all keywords of draft 2020-12, most of which can be satisfied; none that Ajv judges wrongly. */
export const randomSchemas: fc.Arbitrary<Schema> = fc
  .tuple(schemas, definitions)
  .map(([schema, $defs]) => referring(schema, $defs));
