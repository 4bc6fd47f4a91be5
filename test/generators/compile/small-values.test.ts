import { expect, it } from "vitest";
import { smallValues } from "../../../generators/compile/emit/small-values.ts";
import { matches } from "../../../generators/matches/matches.ts";
import { documentsOf } from "./ways.ts";

it.each<[unknown]>([
  [{ type: "null" }],
  [{ type: "boolean" }],
  [{ type: "integer", not: { enum: [0, 1] } }],
  [{ type: "number", not: { type: "integer" } }],
  [{ type: "string", minLength: 3 }],
  [{ type: "array", minItems: 2, uniqueItems: true }],
  [{ type: "array", minItems: 3 }],
  [{ const: { deep: [{ a: 1 }] } }],
  [{ enum: ["only this"] }],
  [{ exclusiveMinimum: 41, maximum: 43, type: "integer", not: { const: 41 }, anyOf: [{ const: 42 }] }],
  [{ type: "number", not: { const: 77 }, enum: [77, 78] }],
  [{ properties: { kind: { const: "a" }, n: { enum: [7] } }, required: ["kind", "n"] }],
  [{ anyOf: [{ properties: { kind: { const: "b" } }, required: ["kind"] }] }],
  [{ type: "object", required: ["toString", "__proto__"] }],
  [{ type: "object", minProperties: 2, required: ["some name"] }],
])("some small value satisfies %j", (schema) => {
  const { root, follow } = documentsOf(schema);
  expect(smallValues([schema]).some((value) => matches(root, value, follow))).toBe(true);
});

it("they are few, however much is mentioned", () => {
  const names = Array.from({ length: 1000 }, (_, i) => `name${i}`);
  expect(smallValues([{ enum: names, required: names }]).length).toBeLessThan(10_000);
});

it("a name that every object inherits becomes an own property", () => {
  const values = smallValues([{ required: ["__proto__"] }]);
  expect(values.some((value) => Object.hasOwn(Object(value), "__proto__"))).toBe(true);
});

it("nothing of a const is taken for a schema", () => {
  const values = smallValues([{ const: { enum: ["inner"], required: ["name"] } }]);
  expect(values).not.toContain("inner");
  expect(values).toContainEqual({ enum: ["inner"], required: ["name"] });
});
