import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import { readDocuments } from "../../../generators/compile/documents.ts";
import { smallValues } from "../../../generators/compile/emit/small-values.ts";
import { negate } from "../../../generators/compile/negate.ts";
import type { Located } from "../../../generators/matches/located.ts";
import { matches } from "../../../generators/matches/matches.ts";
import type { Json } from "../../../schemas/json-schema.ts";
import { suiteDefinitions } from "../../conformance/definitions.ts";
import { nameOf, suite } from "../../conformance/suite.ts";
import { documentsOf, waysOf } from "./ways.ts";

const negationOf = (schema: unknown, resolve: (id: string) => unknown = () => undefined) => {
  const { root, follow } = readDocuments(schema, resolve, false);
  return { root, follow, ways: negate(root, follow) };
};

/** A way that promises too much: its values must be tried. */
const isTried = ({ schema }: Located): boolean => typeof schema === "object" && schema["x-unmerged"] !== undefined;

const expectNegation = (schema: unknown, values: readonly Json[], resolve?: (id: string) => unknown): void => {
  const { root, follow, ways } = negationOf(schema, resolve);
  for (const value of values) {
    const found = ways.filter((way) => matches(way, value, follow));
    const says = `${JSON.stringify(value)} by ${JSON.stringify(schema)}`;
    if (matches(root, value, follow))
      expect(
        found.filter((way) => !isTried(way)),
        says,
      ).toEqual([]);
    else expect(found, says).not.toEqual([]);
  }
};

const table: readonly unknown[] = [
  true,
  false,
  {},
  ...["null", "boolean", "integer", "number", "string", "array", "object"].map((type) => ({ type })),
  { type: ["integer", "string"] },
  { type: ["number", "integer"] },
  { type: ["null", "boolean", "number", "string", "array", "object"] },
  ...[null, 1, 1.5, "a", [1, "a"], { a: 1 }, []].map((value) => ({ const: value })),
  { enum: [1, "a", null, {}] },
  { enum: [] },
  { minimum: 1 },
  { maximum: 1.5 },
  { exclusiveMinimum: 0 },
  { exclusiveMaximum: 2 },
  { minimum: 0, exclusiveMaximum: 3, multipleOf: 0.5 },
  { multipleOf: 2 },
  { minLength: 0 },
  { minLength: 2 },
  { maxLength: 0 },
  { maxLength: 1, minLength: 1 },
  { pattern: "^a" },
  { format: "date" },
  { format: "int32" },
  { format: "made-up" },
  { minItems: 0 },
  { minItems: 1, maxItems: 1 },
  { uniqueItems: true },
  { uniqueItems: false },
  { prefixItems: [{ type: "integer" }, { type: "string" }] },
  { prefixItems: [true, false] },
  { items: { type: "integer" } },
  { items: false },
  { prefixItems: [{ type: "integer" }], items: { type: "string" } },
  { contains: { type: "integer" } },
  { contains: true, minContains: 2 },
  { contains: { type: "string" }, maxContains: 1 },
  { contains: { type: "string" }, minContains: 0, maxContains: 1 },
  { contains: { type: "string" }, minContains: 0 },
  { minContains: 2 },
  { unevaluatedItems: false },
  { prefixItems: [true], unevaluatedItems: { type: "string" } },
  { required: ["a"] },
  { required: ["a", "foo"] },
  { required: [] },
  { dependentRequired: { a: ["b", "foo"], x: [] } },
  { properties: { a: { type: "integer" }, b: false } },
  { patternProperties: { "^a": { type: "integer" } } },
  { properties: { a: true }, additionalProperties: false },
  { additionalProperties: { type: "integer" } },
  { unevaluatedProperties: false },
  { propertyNames: { maxLength: 1 } },
  { minProperties: 1 },
  { maxProperties: 1 },
  { dependentSchemas: { a: { required: ["x"] }, x: false } },
  { allOf: [{ type: "integer" }, { minimum: 1 }] },
  { anyOf: [{ type: "string" }, { minimum: 1 }] },
  { oneOf: [{ type: "string" }, { minLength: 2 }] },
  { oneOf: [{ type: "integer" }, { minimum: 1 }, { maximum: 2 }] },
  { oneOf: Array.from({ length: 8 }, (_, i) => ({ minimum: i })) },
  { not: { type: "string" } },
  { not: { not: { minimum: 1 } } },
  { if: { type: "string" }, else: { minimum: 1 } },
  JSON.parse('{ "if": { "type": "string" }, "then": { "minLength": 2 }, "else": { "type": "null" } }'),
  JSON.parse('{ "if": { "minimum": 1 }, "then": { "maximum": 2 } }'),
  JSON.parse('{ "then": { "maximum": 2 } }'),
  { if: { type: "string" } },
  { $ref: "#/$defs/a", $defs: { a: { type: "string", minLength: 1 } } },
  { $ref: "#/$defs/a", $defs: { a: { anyOf: [{ $ref: "#/$defs/b" }, { const: 1 }] }, b: { type: "string" } } },
  { type: "object", required: ["a"], properties: { a: { type: "string" } }, minProperties: 1 },
  { title: "t", description: "d", "x-faker": "word.noun" },
];

it.each(table.map((schema) => [schema]))("what is not %j is what one of its negations allows", (schema) => {
  expectNegation(schema, smallValues([schema]));
});

it.each(suite.map((group) => [nameOf(group), group] as const))(
  "%s: what is invalid is what one of the negations allows",
  (_name, { schema, tests }) => {
    const values = [...tests.map(({ data }) => data), ...smallValues([schema]).slice(0, 1000)];
    expectNegation(schema, values, (id) => suiteDefinitions[id]);
  },
);

it.each(table.map((schema) => [schema]))("not not %j is the schema itself", (schema) => {
  const { root, follow } = documentsOf({ not: { not: schema }, $defs: Object(schema).$defs ?? {} });
  const itself = documentsOf(schema);
  for (const value of smallValues([schema]))
    expect(matches(root, value, follow)).toBe(matches(itself.root, value, itself.follow));
});

it.each([[true], [{}], [{ minLength: 0 }], [{ required: [] }], [{ title: "t" }], [{ uniqueItems: false }]])(
  "nothing is not %j",
  (schema) => {
    expect(negationOf(schema).ways).toEqual([]);
  },
);

it("the plainest ways have the lowest rank", () => {
  const ranks = waysOf(documentsOf({ not: { type: "string", minLength: 3 } })).map(({ rank = 0 }) => rank);
  expect(Math.min(...ranks)).toBe(0);
  expect(Math.max(...ranks)).toBeGreaterThan(0);
});

it("negating changes nothing of the schema", () => {
  const { root, follow } = documentsOf({ properties: { a: { type: "string" } }, oneOf: [{ minimum: 1 }, true] });
  const before = structuredClone(root);
  negate(root, follow);
  expect(root).toEqual(before);
});

it("a property named __proto__ is negated by that name", () => {
  const [way] = negationOf(JSON.parse('{ "properties": { "__proto__": { "type": "string" } } }')).ways;
  expect(Object.getOwnPropertyNames(Object(Object(way?.schema)["properties"]))).toEqual(["__proto__"]);
});

it.each([
  [{ type: "string", not: { const: "" } }],
  [{ type: "integer", minimum: 0, maximum: 9, not: { enum: [0, 2, 4, 6, 8] } }],
  [{ type: "integer", not: { multipleOf: 2 } }],
  [{ type: "string", not: { pattern: "^[a-m]" } }],
  [{ type: "array", items: { type: "integer", maximum: 3, minimum: 0 }, minItems: 2, not: { uniqueItems: true } }],
  [{ type: "object", required: ["a"], not: { required: ["b"] } }],
  [{ type: "object", not: { properties: { a: { type: "string" } } } }],
  [{ type: "number", not: { type: "integer" } }],
  [{ type: "object", not: { additionalProperties: { type: "string" } } }],
  [{ type: "object", not: { maxProperties: 3 } }],
])("values of %j are drawn", async (schema) => {
  const { root, follow } = documentsOf(schema);
  const { value } = await compileGenerator(schema as never);
  for (let index = 0; index < 50; index++) expect(matches(root, value(index), follow)).toBe(true);
});
