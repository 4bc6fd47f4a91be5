import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import type { Plan } from "../../../generators/compile/plan.ts";
import { printText } from "../../../generators/compile/print/print-text.ts";
import { printValue } from "../../../generators/compile/print/print-value.ts";
import * as runtime from "../../../generators/runtime.ts";
import type { Json, JsonSchema } from "../../../schemas/json-schema.ts";
import { sourceOf } from "./compiled.ts";

const object = (properties: Record<string, unknown>, more: JsonSchema = {}): JsonSchema => ({
  type: "object",
  properties: properties as never,
  ...more,
});
const map = (names: readonly string[], values: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  type: "object",
  propertyNames: { enum: [...names] },
  additionalProperties: values,
  ...more,
});
const array = (items: JsonSchema, more: JsonSchema = {}): JsonSchema => ({ type: "array", items, ...more });
const tuple = (...prefixItems: unknown[]): JsonSchema => ({ type: "array", prefixItems, minItems: prefixItems.length });

const ODD: readonly string[] = [
  ...["", "10", "2", "01", "-1", "4294967295", "__proto__", "constructor", "toString", "a b", "é", "😀"],
  ...['"', "\\", "'", "`", "/", "\n", "\t", "\u0000", "\u007f", "\u2028", "\u2029", "\ud800", "\udfffx", "\ufeff"],
];

const tree: JsonSchema = object({ value: { type: "integer" }, next: { $ref: "#" } }, { required: ["value"] });

const table: readonly unknown[] = [
  true,
  {},
  ...["null", "boolean", "integer", "number", "string", "array", "object"].map((type) => ({ type })),
  { type: ["null", "boolean", "integer", "number", "string", "array", "object"] },
  ...[0, -0, 1, -1.5, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 2 ** 53, true, null].map((value) => ({
    const: value,
  })),
  ...ODD.map((value) => ({ const: value })),
  ...ODD.map((value) => ({ const: { [value]: [value, { deep: value }] } })),
  { const: [[], {}, [{}], [[]]] },
  { const: JSON.parse('{ "10": 1, "2": 2, "b": 3, "1": 4, "__proto__": 5 }') },
  { enum: [...ODD] },
  { enum: [1, "1", null, [1], { 1: 1 }, -0, 0.1] },
  { type: "integer", minimum: -(2 ** 53), maximum: 2 ** 53 },
  { type: "integer", minimum: 1e300 },
  { type: "integer", minimum: -3, maximum: 3 },
  { type: "number", minimum: -0.01, maximum: 0.01 },
  { type: "number", minimum: 1e-9, maximum: 2e-9 },
  { type: "number", minimum: 1e20, maximum: 1e22 },
  { type: "number", minimum: 0, maximum: Number.MAX_VALUE },
  { type: "number", minimum: -Number.MAX_VALUE, maximum: Number.MAX_VALUE },
  { type: "number", minimum: -Number.MAX_VALUE },
  { type: "number", multipleOf: 1e300 },
  { type: "number", multipleOf: 1e-7, maximum: 1e-5, minimum: 0 },
  { type: "number", multipleOf: 0.25, minimum: -1, maximum: 1 },
  { type: "integer", multipleOf: 7, minimum: -20, maximum: 20 },
  { type: "string", pattern: '^["\\\\/]{3}$' },
  { type: "string", pattern: "^[\\u0000-\\u001f\\u2028]{1,3}$" },
  { type: "string", pattern: "^(a|\\n|😀)+$" },
  { type: "string", pattern: "^(\\ud83d|\\ude00)$" },
  { type: "string", pattern: "^\\ude00\\ud83d$" },
  ...["date-time", "date", "time", "uuid", "email", "uri", "ipv6", "json-pointer", "regex", "byte"].map((format) => ({
    type: "string",
    format,
  })),
  object({}),
  object({ b: { type: "integer" }, 10: { type: "integer" }, 2: { type: "string" }, a: { type: "boolean" }, 1: true }),
  object(Object.fromEntries(ODD.map((name) => [name, { type: "string" }]))),
  object(Object.fromEntries(ODD.map((name) => [name, object({ [name]: { const: name } })]))),
  object({ a: true }, { required: ["z", "5", "a", "1"] }),
  object({ z: true, 3: true }, { additionalProperties: { type: "integer" }, minProperties: 5 }),
  object({}, { patternProperties: { "^[0-9]$": { type: "integer" } }, minProperties: 4 }),
  map(["a", "b", "c"], { type: "integer" }),
  map(["10", "9", "b", "1"], { type: "integer" }, { minProperties: 3 }),
  map(
    ODD.filter((name) => name !== "__proto__"),
    { type: "string" },
    { minProperties: 5 },
  ),
  map(["a", "b", "__proto__"], { type: "integer" }, { minProperties: 2 }),
  map(['"', "\\"], map(["\n"], array({ type: "string" }))),
  map(["a", "b"], { enum: [1, '"', null] }, { minProperties: 2 }),
  { type: "object", additionalProperties: { type: "number" }, propertyNames: { pattern: '^"[a-z]$' } },
  { type: "object", additionalProperties: true, propertyNames: { "x-faker": "word.noun" } },
  array({ type: "integer" }),
  array({ type: "integer" }, { maxItems: 0 }),
  array(array(array({ type: "boolean" }))),
  array({ enum: [...ODD] }, { minItems: 3 }),
  array(object({ a: { type: "string" }, 1: { type: "integer" } }), { minItems: 2 }),
  array(map(["a", "7"], { type: "string" })),
  array({ type: "integer", minimum: 0, maximum: 9 }, { uniqueItems: true, minItems: 5 }),
  array({ enum: [0, -0, "0", null] }, { uniqueItems: true }),
  array(object({ a: { type: "string" } }), { uniqueItems: true, minItems: 3 }),
  array({ type: "string" }, { contains: { const: '"' } }),
  tuple({ type: "integer" }),
  tuple({ const: "\u2028" }, { type: "string" }, array({ type: "null" })),
  { type: "array", prefixItems: [true, { type: "integer" }], items: { type: "string" } },
  { type: "array", prefixItems: [{ const: 1 }], items: { type: "integer" }, uniqueItems: true, minItems: 3 },
  { anyOf: [{ type: "integer" }, { type: "string" }, object({ 2: true, 1: true }), array({ type: "null" })] },
  { anyOf: [{ const: '"' }, { const: 1 }, { type: "string", pattern: "^\\n$" }] },
  { oneOf: [object({ a: { const: 1 } }, { required: ["a"] }), object({ 1: { const: '"' } }, { required: ["1"] })] },
  { type: "object", dependentSchemas: { a: object({ 0: true }, { required: ["0"] }) }, properties: { a: true } },
  { type: "integer", not: { multipleOf: 2 } },
  { type: "string", not: { pattern: "^[a-m]" } },
  object({ a: { type: "string", not: { const: "" } }, b: { type: "object", not: { required: ["c"] } } }),
  { "x-faker": "word.noun" },
  { "x-faker": "number.float" },
  { "x-faker": "datatype.boolean" },
  { "x-faker": "internet.emoji" },
  { "x-faker": { "helpers.arrayElement": [[...ODD]] } },
  { "x-faker": { "helpers.arrayElement": [[1, "a", null, { 2: 1, 1: 2 }]] } },
  { "x-faker": '"{{word.noun}}\n{{identity}}\\' },
  { "x-faker": "{{internet.emoji}}{{number.int}}" },
  object({ a: { const: '"' }, x: { type: "string", "x-derive": "{/a}!" } }),
  object({ x: { type: "string", "x-derive": "<{/a}>" }, a: { type: "string" } }),
  object({ a: { type: "integer" }, x: { type: "string", "x-derive": "{/a}" } }),
  object({ a: { type: "boolean" }, x: { type: "string", "x-derive": "{/a}" } }),
  object({ a: { type: ["integer", "string"] }, x: { type: "string", "x-derive": "{/a}" } }),
  object({
    a: { enum: ODD.map(String) },
    x: { type: "string", "x-derive": '"{/a}\u2028' },
    y: { type: "string", "x-derive": "{/x}{/x}" },
  }),
  object({
    t: { type: "string", format: "date-time" },
    x: { type: "string", "x-derive": { time: "/t", plus: "P1D" } },
  }),
  object({ t: { type: "integer", minimum: 0 }, x: { "x-derive": { time: "/t", plus: "PT1S", fraction: 0 } } }),
  object({
    s: { type: "string", format: "date-time" },
    e: { type: "string", format: "date-time" },
    x: { type: "integer", "x-derive": { days: ["/s", "/e"] } },
  }),
  object({
    a: { type: "string" },
    list: array(object({ 1: { type: "string", "x-derive": "{/a}" }, k: { type: "string" } })),
  }),
  object({ a: { type: "string" }, list: map(["b", '"'], { type: "string", "x-derive": "{/a}" }) }),
  object({ a: { const: "\ud800" }, x: { type: "string", "x-derive": "{/a}\\" } }),
  tree,
  {
    $ref: "#/$defs/node",
    $defs: { node: { anyOf: [{ type: "integer" }, array({ $ref: "#/$defs/node" }, { maxItems: 2 })] } },
  },
];

it.each(table.map((schema) => [schema]))("the text of %j is the JSON of its value", async (schema) => {
  const { value, text } = await compileGenerator(schema as JsonSchema, { seed: 42 });
  for (let index = 0; index < 100; index++) {
    const drawn = value(index);
    expect(text(index)).toBe(JSON.stringify(drawn));
    expect(JSON.stringify(JSON.parse(text(index)))).toBe(text(index));
  }
});

it("names like array indices come first in value and text alike", async () => {
  const { text } = await compileGenerator(object({ b: { const: 1 }, 10: { const: 2 }, 2: { const: 3 } }));
  expect(text(0)).toBe('{"2":3,"10":2,"b":1}');
});

it("what is known beforehand is one piece of text", () => {
  expect(printText({ kind: "object", fields: [["a", { kind: "literal", value: [1, "\u2028"] }]] })).toBe(
    JSON.stringify('{"a":[1,"\u2028"]}'),
  );
});

it("a field a line is printed, so that a changed field is a changed line", () => {
  const drawOf = (b: JsonSchema): string[] =>
    sourceOf(object({ a: { type: "integer" }, b, c: object({ d: { type: "null" } }) }))
      .split("  text:")[0]
      ?.split("\n") ?? [];
  const [before, after] = [drawOf({ type: "string" }), drawOf({ type: "boolean" })];
  expect(after).toHaveLength(before.length);
  expect(after.filter((line, i) => line !== before[i])).toHaveLength(1);
});

const evaluate = <T>(expression: string): T =>
  new Function(...Object.keys(runtime), "keys", "b", "accepts", `"use strict"; return ${expression};`)(
    ...Object.values(runtime),
    ["a", "b c", "d"],
    12345,
    (value: unknown) => value !== 7,
  ) as T;

const number: Plan = { kind: "scalar", source: "draw(b1, 1)", text: "plain" };
const letters: Plan = { kind: "scalar", source: 'characters(b, 7, "abc", 2, 5)', text: "quoted" };
const stretch = (item: Plan, count: string) => ({ item, base: "b1", over: "b", key: "0x5", count });

it.each<[string, Plan]>([
  ["a literal", { kind: "literal", value: { b: [1, "2"], 10: "\u2028", 2: null } }],
  ["a negative number behind text", { kind: "array", fixed: [{ kind: "scalar", source: "-1", text: "plain" }] }],
  ["a sum", { kind: "array", fixed: [{ kind: "scalar", source: "1 + 2", text: "plain" }] }],
  ["a quoted text", letters],
  ["an escaped text", { kind: "scalar", source: JSON.stringify('"\n\\'), text: "escaped" }],
  ["anything", { kind: "scalar", source: "[null, { a: 1 }]", text: "any" }],
  ["an empty object", { kind: "object", fields: [] }],
  [
    "an object",
    {
      kind: "object",
      fields: [
        ["a", letters],
        ['"', letters],
        ["\n", { kind: "object", fields: [] }],
      ],
    },
  ],
  ["an empty array", { kind: "array", fixed: [] }],
  ["a tuple", { kind: "array", fixed: [letters, letters] }],
  ["a list", { kind: "array", fixed: [], rest: stretch(number, "3") }],
  ["an empty list", { kind: "array", fixed: [], rest: stretch(number, "0") }],
  ["a tuple with more", { kind: "array", fixed: [letters, letters], rest: stretch(number, "3") }],
  ["a tuple with no more", { kind: "array", fixed: [letters], rest: stretch(number, "0") }],
  [
    "a set",
    { kind: "set", fixed: [letters, letters], rest: stretch({ kind: "scalar", source: "b1 % 4", text: "plain" }, "5") },
  ],
  ["a map", { kind: "map", keys: "keys", text: "quoted", values: stretch(number, "2") }],
  ["an empty map", { kind: "map", keys: "keys", text: "quoted", values: stretch(number, "0") }],
  ["a map whose names need escapes", { kind: "map", keys: "keys", text: "escaped", values: stretch(number, "3") }],
  [
    "a choice of literals",
    {
      kind: "choice",
      options: [
        { kind: "literal", value: '"' },
        { kind: "literal", value: [] },
      ],
      random: "draw(b, 3)",
    },
  ],
  ["a choice of plans", { kind: "choice", options: [letters, { kind: "literal", value: 1 }], random: "draw(b, 4)" }],
  ["a choice of one", { kind: "choice", options: [letters], random: "draw(b, 4)" }],
  [
    "a value that is tried",
    {
      kind: "tried",
      plan: { kind: "scalar", source: "5 + draw(b, 1) % 3", text: "plain" },
      over: "b",
      accepts: "accepts",
      instead: 0,
    },
  ],
])("of %s value and text are printed alike", (_name, plan) => {
  expect(evaluate<string>(printText(plan))).toBe(JSON.stringify(evaluate<Json>(printValue(plan))));
});
