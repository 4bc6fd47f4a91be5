import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import { product } from "../../../generators/compile/branch.ts";
import { readDocuments } from "../../../generators/compile/documents.ts";
import { smallValues } from "../../../generators/compile/emit/small-values.ts";
import { mergeNodes } from "../../../generators/compile/node.ts";
import { matches } from "../../../generators/matches/matches.ts";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import { suiteDefinitions } from "../../conformance/definitions.ts";
import { nameOf, suite } from "../../conformance/suite.ts";
import { refusalOf } from "./compiled.ts";
import { describes, documentsOf, waysOf } from "./ways.ts";

// As text: an object with a `then` could be taken for a promise.
it.each<[string, number, string]>([
  ["true", 1, "true"],
  ["false", 0, "false"],
  ["an empty schema", 1, "{}"],
  ["a type", 1, '{ "type": "string" }'],
  ["an allOf of plain parts", 1, '{ "allOf": [{ "minimum": 1 }, { "maximum": 2 }] }'],
  ["an anyOf", 3, '{ "anyOf": [{ "const": 1 }, { "const": 2 }, { "const": 3 }] }'],
  ["an anyOf with an option that is false", 1, '{ "anyOf": [false, { "const": 2 }] }'],
  ["an anyOf within an anyOf", 3, '{ "anyOf": [{ "anyOf": [{ "minimum": 1 }, { "maximum": 2 }] }, true] }'],
  [
    "an anyOf of two beside an anyOf of three",
    6,
    '{ "allOf": [{ "anyOf": [{ "minimum": 1 }, true] }, { "anyOf": [true, { "maxLength": 1 }, { "minLength": 2 }] }] }',
  ],
  [
    "an anyOf whose options meet the type",
    2,
    '{ "type": "string", "anyOf": [{ "minLength": 1 }, { "maxLength": 9 }] }',
  ],
  [
    "an anyOf of which one contradicts the type",
    1,
    '{ "type": "string", "anyOf": [{ "type": "string" }, { "type": "null" }] }',
  ],
  ["enums that share a value", 1, '{ "allOf": [{ "enum": [1, 2] }, { "enum": [2, 3] }] }'],
  ["enums that share none", 0, '{ "allOf": [{ "enum": [1] }, { "enum": [2] }] }'],
  ["types that share none", 0, '{ "allOf": [{ "type": "string" }, { "type": "null" }] }'],
  ["a oneOf of different types", 2, '{ "oneOf": [{ "type": "string" }, { "type": "null" }] }'],
  ["a oneOf of overlapping ranges", 2, '{ "oneOf": [{ "minimum": 1 }, { "maximum": 5 }] }'],
  ["a oneOf of one option twice", 0, '{ "oneOf": [{ "type": "string" }, { "type": "string" }] }'],
  [
    "a condition with both consequences",
    2,
    '{ "if": { "type": "string" }, "then": { "minLength": 3 }, "else": { "type": "integer" } }',
  ],
  ["a condition whose consequence is false", 1, '{ "if": { "type": "string" }, "then": false }'],
  ["a condition that always holds", 1, '{ "if": true, "then": { "minimum": 1 }, "else": { "type": "null" } }'],
  ["a condition without consequences", 2, '{ "if": { "type": "string" } }'],
  ["dependentSchemas for one property", 2, '{ "dependentSchemas": { "a": { "required": ["b"] } } }'],
  ["dependentSchemas for two properties", 4, '{ "dependentSchemas": { "a": { "required": ["b"] }, "c": true } }'],
  ["dependentSchemas that say false", 1, '{ "dependentSchemas": { "a": false } }'],
  ["not true", 0, '{ "not": true }'],
  ["not false", 1, '{ "not": false }'],
  ["a negated negation", 1, '{ "not": { "not": { "type": "string" } } }'],
  ["a negated minimum", 1, '{ "type": "number", "not": { "minimum": 1 } }'],
])("%s can be satisfied in %i way(s)", (_name, count, schema) => {
  expect(waysOf(documentsOf(JSON.parse(schema)))).toHaveLength(count);
});

it("exclusivity is merged into each way of a oneOf", () => {
  expect(waysOf(documentsOf({ oneOf: [{ minimum: 1 }, { maximum: 5 }] }))).toMatchObject([
    { minimum: 1, exclusiveMinimum: 5 },
    { maximum: 5, exclusiveMaximum: 1 },
  ]);
});

it("what is plainly exclusive needs no negation", () => {
  expect(waysOf(documentsOf({ oneOf: [{ const: 1 }, { const: 2 }] }))).toEqual([{ values: [1] }, { values: [2] }]);
});

it("each way of unevaluatedProperties knows what its own branch has evaluated", () => {
  const schema = {
    properties: { a: true },
    anyOf: [{ properties: { b: true } }, { patternProperties: { "^c": true } }],
    unevaluatedProperties: false,
  };
  const { root, follow } = documentsOf(schema);
  const ways = waysOf({ root, follow });
  const accepted = (value: object): boolean[] => ways.map((way) => describes(way, value as never, follow));
  expect(accepted({ a: 1 })).toEqual([true, true, true]);
  expect(accepted({ b: 1 })).toEqual([true, false, true]);
  expect(accepted({ c1: 1 })).toEqual([false, true, true]);
  expect(accepted({ b: 1, c1: 1 })).toEqual([false, false, true]); // both hold at once
  expect(accepted({ d: 1 })).toEqual([false, false, false]);
});

it("a $ref is replaced by its target, and so are the references in it", () => {
  const $defs = { short: { type: "string", maxLength: 5 }, chain: { $ref: "#/$defs/short", minLength: 2 } };
  expect(waysOf(documentsOf({ $defs, $ref: "#/$defs/chain" }))).toEqual([
    { types: ["string"], maxLength: 5, minLength: 2 },
  ]);
});

it("keywords beside a $ref hold, too", () => {
  const $defs = { short: { type: "string", maxLength: 5 } };
  expect(waysOf(documentsOf({ $defs, $ref: "#/$defs/short", minLength: 3, maxLength: 9 }))).toEqual([
    { types: ["string"], maxLength: 5, minLength: 3 },
  ]);
});

it("of x-faker and x-derive the nearest wins", () => {
  const $defs = { far: { "x-faker": "word.verb", "x-derive": "{/a}" } };
  expect(waysOf(documentsOf({ $defs, $ref: "#/$defs/far", "x-faker": "word.noun" }))).toEqual([
    { faker: "word.noun", derive: "{/a}" },
  ]);
});

it("branching changes nothing of the parsed schema", () => {
  const { root, follow } = documentsOf({
    $defs: { a: { type: "object", properties: { x: true } } },
    allOf: [{ $ref: "#/$defs/a" }, { properties: { x: { minimum: 1 } } }],
    oneOf: [{ required: ["x"] }, { required: ["y"] }],
    unevaluatedProperties: false,
  });
  const before = structuredClone(root);
  waysOf({ root, follow });
  expect(root).toEqual(before);
});

it.each<[string, JsonSchema]>([
  ["itself", { $ref: "#" }],
  ["itself by way of another", { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } }],
  ["itself in an allOf", { allOf: [{ $ref: "#" }] }],
  ["itself in an anyOf", { anyOf: [{ type: "string" }, { $ref: "#" }] }],
  ["its own negation", { not: { $ref: "#" } }],
  ["itself as a condition", { if: { $ref: "#" }, else: false as never }],
])("a schema that is %s is refused as a circle", (_name, schema) => {
  expect(refusalOf(() => waysOf(documentsOf(schema)))).toMatch(/\$ref at "" leads to "#.*" again, without end/);
});

it("the same reference beside itself is no circle", () => {
  const schema = { $defs: { a: { minimum: 1 } }, allOf: [{ $ref: "#/$defs/a" }, { $ref: "#/$defs/a" }] };
  expect(waysOf(documentsOf(schema))).toEqual([{ minimum: 1 }]);
});

it("a schema that contains itself without end is refused by its $id", async () => {
  const $id = "https://example.com/tree";
  await expect(
    compileGenerator({ $id, type: "object", required: ["left"], properties: { left: { $ref: "#" } } }),
  ).rejects.toMatchObject({ code: "invalid-schema", message: expect.stringContaining($id) });
});

// Values of which several options hold are valid, but no single way describes them.
const INCOMPLETE: readonly string[] = ["unevaluatedProperties.json: unevaluatedProperties with anyOf"];

const groups = suite.map((group) => [nameOf(group), group] as const);

it.each([
  '{ "dependentSchemas": { "a": { "items": true } }, "unevaluatedItems": false }',
  '{ "dependentSchemas": { "a": { "minLength": 3, "properties": { "b": true } } }, "unevaluatedProperties": false }',
  '{ "if": { "required": ["a"] }, "then": { "items": true }, "unevaluatedItems": false }',
  '{ "if": { "properties": { "a": { "const": 1 } } }, "unevaluatedProperties": false }',
  '{ "oneOf": [{ "properties": { "a": true } }, { "required": ["b"] }], "unevaluatedProperties": { "type": "null" } }',
  '{ "not": { "oneOf": [{ "minimum": 1 }, { "type": "string" }, { "maxLength": 2 }] } }',
  '{ "oneOf": [{ "contains": { "const": 1 } }, { "prefixItems": [{ "const": "a" }] }], "unevaluatedItems": { "type": "null" } }',
  '{ "allOf": [{ "not": { "required": ["a"] } }, { "else": { "maximum": 1 } }], "propertyNames": { "maxLength": 2 } }',
  '{ "dependentRequired": { "a": ["b"] }, "patternProperties": { "^[ab]$": { "type": "integer" } }, "additionalProperties": false }',
])("by %s, too, a value is valid exactly where a way describes it", (schema) => {
  const { root, follow } = documentsOf(JSON.parse(schema));
  const ways = waysOf({ root, follow });
  for (const value of smallValues([root, { required: ["a", "b"] }])) {
    const described = ways.filter((way) => describes(way, value, follow));
    if (matches(root, value, follow)) expect(described, JSON.stringify(value)).not.toEqual([]);
    else
      expect(
        described.filter((way) => way.unmerged === undefined),
        JSON.stringify(value),
      ).toEqual([]);
  }
});

it.each(groups)("%s: a value is valid exactly where a way describes it", (name, { schema, tests }) => {
  const { root, follow } = readDocuments(schema, (id) => suiteDefinitions[id], false);
  const ways = waysOf({ root, follow });
  for (const value of [...tests.map(({ data }) => data), ...smallValues([schema]).slice(0, 1000)]) {
    const described = ways.filter((way) => describes(way, value, follow));
    if (matches(root, value, follow))
      expect(INCOMPLETE.includes(name) ? ways : described, JSON.stringify(value)).not.toEqual([]);
    else
      expect(
        described.filter((way) => way.unmerged === undefined),
        JSON.stringify(value),
      ).toEqual([]);
  }
});

const some = (count: number, make: (i: number) => object): object[] => Array.from({ length: count }, (_, i) => make(i));

it.each<[string, object]>([
  ["1,000 options", { anyOf: some(1000, (i) => ({ minimum: i })) }],
  ["2,000 options", { anyOf: some(2000, (i) => ({ minimum: i })) }],
  [
    "1,000 × 1,000 options",
    { allOf: [{ anyOf: some(1000, (i) => ({ minimum: i })) }, { anyOf: some(1000, (i) => ({ maxLength: i })) }] },
  ],
  [
    "1,000 × 1,000 × 1,000 options",
    { allOf: some(3, (k) => ({ anyOf: some(1000, (i) => ({ [["minimum", "maxLength", "maxItems"][k] ?? ""]: i })) })) },
  ],
  [
    "2 to the power of 20 options",
    { allOf: some(20, (i) => ({ anyOf: [{ required: [`a${i}`] }, { required: [`b${i}`] }] })) },
  ],
  ["1,000 overlapping exclusive options", { oneOf: some(1000, (i) => ({ minimum: i })) }],
  ["1,000 conditions", { allOf: some(1000, (i) => ({ if: { required: [`a${i}`] }, else: { required: [`b${i}`] } })) }],
  [
    "1,000 dependent schemas",
    { dependentSchemas: Object.fromEntries(some(1000, () => ({})).map((one, i) => [`a${i}`, one])) },
  ],
])("%s give at most 1,024 ways", (_name, schema) => {
  const { length } = waysOf(documentsOf(schema));
  expect(length).toBeGreaterThan(0);
  expect(length).toBeLessThanOrEqual(1024);
});

it("each side of a product shows all it has", () => {
  const a = some(100, (i) => ({ minimum: i }));
  const b = some(30, (i) => ({ maxLength: i }));
  const made = product([a, b]);
  expect(new Set(made.map(({ minimum }) => minimum)).size).toBe(100);
  expect(new Set(made.map(({ maxLength }) => maxLength)).size).toBe(30);
});

it("a product is all pairs but those that contradict", () => {
  const a = [{ values: [1] }, { values: [2] }];
  const b = [{ values: [2, 3] }, { minimum: 1 }];
  const key = (node: object): string => JSON.stringify(node);
  expect(product([a, b]).map(key).sort()).toEqual(
    [mergeNodes(a[0] ?? {}, b[1] ?? {}), mergeNodes(a[1] ?? {}, b[0] ?? {}), mergeNodes(a[1] ?? {}, b[1] ?? {})]
      .map(key)
      .sort(),
  );
});

it.each([
  [[], []],
  [[], [{}]],
  [[{}], []],
])("a product of %j and %j is empty", (a, b) => {
  expect(product([a, b])).toEqual([]);
});
