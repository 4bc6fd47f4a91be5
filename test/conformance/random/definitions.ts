import fc from "fast-check";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import type { Schema } from "../schema.ts";
import { scalars } from "./scalars.ts";

const NODE: JsonSchema = { $ref: "#/$defs/node" };
const OPTIONAL: JsonSchema = { anyOf: [{ type: "null" }, NODE] };

// Cast, for where JsonSchema has no boolean.
const nodes = [
  (value: Schema) => ({ type: "object", properties: { value, next: NODE }, required: ["value"] }),
  (value: Schema) => ({ type: "object", properties: { a: value, next: OPTIONAL }, required: ["a", "next"] }),
  (value: Schema) => ({ anyOf: [value, { type: "array", items: NODE, maxItems: 2 }] }),
  (value: Schema) => ({ type: "object", properties: { value }, additionalProperties: NODE }),
  (value: Schema) => ({ type: "array", prefixItems: [value, OPTIONAL], minItems: 2, items: false }),
] as readonly ((value: Schema) => unknown)[] as readonly ((value: Schema) => JsonSchema)[];

/** Definitions to refer to: a leaf, and a node that refers to itself. */
export const definitions: fc.Arbitrary<{ leaf: JsonSchema; node: JsonSchema }> = fc
  .tuple(scalars, scalars, fc.constantFrom(...nodes))
  .map(([leaf, value, nodeOf]) => ({ leaf, node: nodeOf(value) }));

/** References to those definitions. */
export const references: fc.Arbitrary<JsonSchema> = fc.constantFrom<JsonSchema>({ $ref: "#/$defs/leaf" }, NODE);
