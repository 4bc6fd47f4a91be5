import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import {
  isContradictory,
  isSpecific,
  mergeNodes,
  type Node,
  nodeOf,
  spokenTypes,
} from "../../../generators/compile/node.ts";
import type { JsonSchema } from "../../../schemas/json-schema.ts";

const node = (schema: JsonSchema): Node => nodeOf(schema, []);

it.each<[keyof Node, number, number, number]>([
  ["minimum", 1, 2, 2],
  ["maximum", 1, 2, 1],
  ["exclusiveMinimum", -1, 0, 0],
  ["exclusiveMaximum", -1, 0, -1],
  ["minLength", 1, 2, 2],
  ["maxLength", 1, 2, 1],
  ["minItems", 1, 2, 2],
  ["maxItems", 1, 2, 1],
  ["minProperties", 1, 2, 2],
  ["maxProperties", 1, 2, 1],
])("%s of %d and %d is %d, in either order", (keyword, a, b, both) => {
  const [one, other] = [node({ [keyword]: a }), node({ [keyword]: b })];
  expect(mergeNodes(one, other)).toEqual({ [keyword]: both });
  expect(mergeNodes(other, one)).toEqual({ [keyword]: both });
});

it.each<[JsonSchema, JsonSchema, Node]>([
  [{ required: ["a"] }, { required: ["b", "a"] }, { required: ["a", "b"] }],
  [{ pattern: "^a" }, { pattern: "b$" }, { patterns: ["^a", "b$"] }],
  [{ pattern: "^a" }, { pattern: "^a" }, { patterns: ["^a"] }],
  [{ format: "date" }, { format: "email" }, { formats: ["date", "email"] }],
  [{ multipleOf: 2 }, { multipleOf: 3 }, { steps: [2, 3] }],
  [{ uniqueItems: false }, { uniqueItems: true }, { uniqueItems: true }],
  [{ enum: ["a", "b", "c"] }, { enum: ["c", "b"] }, { values: ["b", "c"] }],
  [{ enum: [{ a: 1, b: 2 }] }, { const: { b: 2, a: 1 } }, { values: [{ a: 1, b: 2 }] }],
  [{ const: 1 }, { const: "1" }, { values: [] }],
  [{ const: 0 }, { const: -0 }, { values: [0] }],
  [{ type: ["string", "null"] }, { type: "string" }, { types: ["string"] }],
  [{ type: "number" }, { type: "integer" }, { types: ["integer"] }],
  [{ type: ["number", "string"] }, { type: ["integer", "null"] }, { types: ["integer"] }],
  [{ type: "string" }, { type: "null" }, { types: [] }],
  [
    { dependentRequired: { a: ["b"], c: ["d"] } },
    { dependentRequired: { a: ["e", "b"] } },
    { dependentRequired: { a: ["b", "e"], c: ["d"] } },
  ],
  [{ "x-faker": "word.noun" }, { "x-faker": "word.verb" }, { faker: "word.noun" }],
  [{ "x-derive": "{/a}" }, { "x-derive": "{/b}" }, { derive: "{/a}" }],
])("%j and %j are together %j", (a, b, both) => {
  expect(mergeNodes(node(a), node(b))).toEqual(both);
});

it("merging changes neither of the two", () => {
  const [a, b] = [node({ required: ["a"], properties: { a: {} } }), node({ required: ["b"], properties: { a: {} } })];
  const before = structuredClone([a, b]);
  mergeNodes(a, b);
  expect([a, b]).toEqual(before);
});

it("a node with an empty node is itself", () => {
  const one = node({ type: "string", minLength: 3, enum: ["abc"], properties: { a: {} }, contains: true });
  expect(mergeNodes(one, {})).toEqual(one);
  expect(mergeNodes({}, one)).toEqual(one);
});

it("a property required by name of Object.prototype stays one", () => {
  const needs = (text: string): Node => node({ dependentRequired: JSON.parse(text) });
  const both = mergeNodes(needs('{ "__proto__": ["a"] }'), needs('{ "constructor": ["b"] }'));
  expect(Object.entries(both.dependentRequired ?? {})).toEqual([
    ["__proto__", ["a"]],
    ["constructor", ["b"]],
  ]);
});

it.each([
  [{ types: [] }, true],
  [{ values: [] }, true],
  [{ types: ["string"], values: [1] }, false],
  [{}, false],
])("%j is contradictory: %s", (one, contradictory) => {
  expect(isContradictory(one)).toBe(contradictory);
});

it.each<[JsonSchema, string[]]>([
  [{}, []],
  [{ type: "string" }, []],
  [{ minimum: 1 }, ["number"]],
  [{ multipleOf: 1 }, ["number"]],
  [{ maxLength: 1 }, ["string"]],
  [{ format: "date" }, ["string"]],
  [{ items: {} }, ["array"]],
  [{ contains: true }, ["array"]],
  [{ minContains: 1 }, ["array"]],
  [{ required: [] }, ["object"]],
  [{ propertyNames: {} }, ["object"]],
  [{ additionalProperties: false }, ["object"]],
  [{ minimum: 1, pattern: "a", uniqueItems: true, properties: {} }, ["number", "string", "array", "object"]],
])("%j speaks of %j", (schema, types) => {
  expect(spokenTypes(node(schema)).sort()).toEqual(types.sort());
});

it.each<[JsonSchema, boolean]>([
  [{}, false],
  [{ title: "t", "x-faker": "word.noun" }, false],
  [{ type: "null" }, true],
  [{ const: 1 }, true],
  [{ minItems: 1 }, true],
])("%j says something of a value's type: %s", (schema, specific) => {
  expect(isSpecific(node(schema))).toBe(specific);
});

it("how many items must match is read of contains, minContains and maxContains", () => {
  const located = { schema: true, scope: [] };
  expect(node({ contains: true }).contains).toEqual([{ ...located, fewest: 1, most: Number.POSITIVE_INFINITY }]);
  expect(node({ contains: true, minContains: 0, maxContains: 2 }).contains).toEqual([
    { ...located, fewest: 0, most: 2 },
  ]);
  expect(node({ minContains: 5, maxContains: 2 }).contains).toBeUndefined();
});

it("properties of one name hold together, those of one part alone stay", async () => {
  const { value } = await compileGenerator({
    allOf: [
      { type: "object", properties: { n: { type: "integer", minimum: 10 }, a: { const: 1 } } },
      { properties: { n: { maximum: 11 }, b: { const: 2 } } },
    ],
  });
  for (let index = 0; index < 100; index++)
    expect(value(index)).toEqual({ n: expect.toSatisfy((n: number) => n === 10 || n === 11), a: 1, b: 2 });
});

it("items hold together", async () => {
  const { value } = await compileGenerator({
    allOf: [{ type: "array", items: { type: "integer", minimum: 5 } }, { items: { maximum: 5 } }],
  });
  expect(new Set(value(0) as number[])).toEqual(new Set([5]));
});

it("patterns that are said twice, differently, hold both", async () => {
  const { value } = await compileGenerator({ type: "string", allOf: [{ pattern: "^[a-c]+$" }, { pattern: "^.{2}$" }] });
  for (let index = 0; index < 50; index++) expect(value(index)).toMatch(/^[a-c]{2}$/);
});

it.each(["x-internal", "example", "x-rank", "x-unmerged", "__proto__", "constructor", "toString", "hasOwnProperty"])(
  "an unknown keyword %s is an annotation, also in a merge",
  async (keyword) => {
    const odd = JSON.parse(`{ "${keyword}": "x" }`);
    const { value } = await compileGenerator({
      allOf: [{ type: "integer", ...odd }, JSON.parse(`{ "maximum": 0, "minimum": 0, "${keyword}": "y" }`)],
    });
    expect(value(0)).toBe(0);
    const direct = await compileGenerator(JSON.parse(`{ "type": "boolean", "${keyword}": "x" }`));
    expect(direct.value(0)).toBeTypeOf("boolean");
  },
);

it.each(["x-rank", "x-unmerged"])("%s of a schema's author does not change what is drawn", async (keyword) => {
  const draw = async (odd: object) => {
    const { value } = await compileGenerator({ anyOf: [{ type: "integer", ...odd }, { type: "string" }] });
    return Array.from({ length: 20 }, (_, index) => value(index));
  };
  expect(await draw({ [keyword]: 5 })).toEqual(await draw({}));
});
