import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import { parseSchema } from "../../../generators/compile/parse.ts";
import type { Schema } from "../../../generators/matches/located.ts";
import { refusalOf } from "./compiled.ts";

const parse = (schema: unknown, base = ""): Schema => parseSchema(schema, { base });

it("a $ref becomes absolute by the $id of the schema that holds it", () => {
  const parsed = parse({
    $id: "https://example.com/a/root.json",
    properties: { x: { $ref: "../b.json" }, y: { items: { $ref: "#/$defs/z" } } },
    allOf: [{ $ref: "c.json#/d" }],
  });
  expect(parsed).toEqual({
    $id: "https://example.com/a/root.json",
    properties: {
      x: { $ref: "https://example.com/b.json" },
      y: { items: { $ref: "https://example.com/a/root.json#/$defs/z" } },
    },
    allOf: [{ $ref: "https://example.com/a/c.json#/d" }],
  });
});

it("a $dynamicRef becomes absolute like a $ref", () => {
  expect(parse({ $dynamicRef: "#node" }, "https://example.com/a")).toEqual({
    $dynamicRef: "https://example.com/a#node",
  });
});

it("a nested $id is relative to the $id around it, and the base of what is in it", () => {
  const parsed = parse({ $id: "https://example.com/a/", properties: { x: { $id: "b/", items: { $ref: "c" } } } });
  expect(parsed).toMatchObject({
    properties: { x: { $id: "https://example.com/a/b/", items: { $ref: "https://example.com/a/b/c" } } },
  });
});

it("a $ref beside an $id is relative to that $id", () => {
  expect(parse({ $id: "https://example.com/a/b", $ref: "c" })).toMatchObject({ $ref: "https://example.com/a/c" });
});

it("without an $id a $ref to the schema itself stays as it is", () => {
  expect(parse({ properties: { x: { $ref: "#/$defs/y" } } })).toEqual({ properties: { x: { $ref: "#/$defs/y" } } });
});

it.each(["const", "default", "x-internal", "example"])("what only looks like a $ref in %s is left alone", (keyword) => {
  const schema = { $id: "https://example.com/a", [keyword]: { $ref: "b", minLength: -1 } };
  expect(parse(schema)).toEqual(schema);
});

it("what only looks like a $ref in an enum is left alone", () => {
  const schema = { $id: "https://example.com/a", enum: [{ $ref: "b" }, { $id: "c", $ref: "d" }] };
  expect(parse(schema)).toEqual(schema);
});

it.each(["$ref", "$id", "type", "minimum", "__proto__", "constructor"])("a property may be called %s", (name) => {
  const schema = { properties: Object.fromEntries([[name, { type: "string" }]]) };
  expect(Object.entries((parse(schema) as { properties: object }).properties)).toEqual([[name, { type: "string" }]]);
});

it.each([true, false])("the schema %s stays, at the root and within", (schema) => {
  expect(parse(schema)).toBe(schema);
  expect(parse({ additionalProperties: schema })).toEqual({ additionalProperties: schema });
});

it("older spellings are replaced at every depth", () => {
  expect(parse({ properties: { x: { items: [true], additionalItems: false } } })).toEqual({
    properties: { x: { prefixItems: [true], items: false } },
  });
});

it("parsing changes nothing of what is given", () => {
  const schema = { $id: "https://example.com/a/", properties: { x: { $ref: "b", dependencies: { a: ["b"] } } } };
  const before = structuredClone(schema);
  parse(schema);
  expect(schema).toEqual(before);
});

it.each([[null], [7], ["text"], [[]], [undefined]])("%j is no schema, and is refused by where it is", (value) => {
  expect(refusalOf(() => parse({ properties: { x: { not: value } } }, "https://example.com/a"))).toMatch(
    /https:\/\/example\.com\/a: not at "\/properties\/x" is .+, not a schema/,
  );
  expect(refusalOf(() => parse(value, "https://example.com/a"))).toContain('https://example.com/a: schema at "" is ');
});

it.each<[string, unknown]>([
  ["type", "text"],
  ["type", []],
  ["type", ["string", 7]],
  ["type", "toString"],
  ["enum", {}],
  ["minimum", "1"],
  ["maximum", null],
  ["maximum", JSON.parse("1e400")],
  ["const", JSON.parse("1e400")],
  ["enum", [1, JSON.parse("1e400")]],
  ["exclusiveMinimum", true],
  ["multipleOf", 0],
  ["multipleOf", -1],
  ["minLength", -1],
  ["maxLength", 1.5],
  ["maxItems", Number.POSITIVE_INFINITY],
  ["minContains", "1"],
  ["uniqueItems", 1],
  ["pattern", 7],
  ["format", null],
  ["required", "a"],
  ["required", [1]],
  ["dependentRequired", { a: "b" }],
  ["properties", [true]],
  ["patternProperties", null],
  ["additionalProperties", 0],
  ["items", 7],
  ["prefixItems", []],
  ["prefixItems", {}],
  ["allOf", {}],
  ["allOf", []],
  ["oneOf", "a"],
  ["if", []],
  ["contains", null],
  ["$ref", 7],
  ["$id", {}],
  ["$anchor", 1],
])("%s: %j is refused by keyword, pointer and what it should be", (keyword, value) => {
  expect(refusalOf(() => parse({ properties: { "a/b": { [keyword]: value } } }, "https://example.com/a"))).toMatch(
    new RegExp(`https://example\\.com/a: ${keyword.replace("$", "\\$")} at "/properties/a~1b" is .+, not .+`),
  );
});

it.each<[string, unknown, string]>([
  ["properties", { a: 1 }, "/properties/a"],
  ["dependentSchemas", { a: null }, "/dependentSchemas/a"],
  ["anyOf", [true, 1], "/anyOf/1"],
  ["$defs", { "a/b": 5 }, "/$defs/a~1b"],
])("what is no schema in %s: %j is refused at its own place", (keyword, value, pointer) => {
  expect(refusalOf(() => parse({ [keyword]: value }))).toContain(`schema at "${pointer}" is `);
});

it("a malformed keyword beside the $id is refused by that $id", () => {
  expect(refusalOf(() => parse({ $id: "https://example.com/a", minLength: -1 }))).toContain("https://example.com/a");
});

it.each(["$recursiveRef", "extends", "disallow", "divisibleBy"])(
  "%s, which would change what is valid, is refused as of another draft",
  (keyword) => {
    expect(refusalOf(() => parse({ items: { [keyword]: "x" } }))).toMatch(
      new RegExp(`${keyword.replace("$", "\\$")} at "/items" is of another draft`),
    );
  },
);

it("a long malformed value is quoted only in part", () => {
  expect(refusalOf(() => parse({ pattern: ["x".repeat(1e6)] })).length).toBeLessThan(300);
});

it("a relative $id is a name like any other", async () => {
  const { value } = await compileGenerator({
    $id: "order",
    $ref: "#/$defs/number",
    $defs: { number: { type: "integer" } },
  });
  expect(value(0)).toSatisfy(Number.isInteger);
});
