import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import { modernise } from "../../../generators/compile/modernise.ts";
import type { Json, JsonSchema } from "../../../schemas/json-schema.ts";

it.each<[string, object, object]>([
  ["a list of items", { items: [true, false] }, { prefixItems: [true, false] }],
  ["additionalItems beside a list", { items: [true], additionalItems: false }, { prefixItems: [true], items: false }],
  ["additionalItems before a list", { additionalItems: {}, items: [true] }, { items: {}, prefixItems: [true] }],
  ["additionalItems beside an empty list", { items: [], additionalItems: false }, { items: false }],
  ["additionalItems beside one schema", { items: true, additionalItems: false }, { items: true }],
  ["additionalItems alone", { additionalItems: false }, {}],
  ["an empty list of items", { items: [] }, {}],
  [
    "dependencies of both kinds",
    { dependencies: { a: ["b"], c: { type: "object" }, d: true, e: [] } },
    { dependentRequired: { a: ["b"], e: [] }, dependentSchemas: { c: { type: "object" }, d: true } },
  ],
])("%s is said in the words of 2020-12", (_name, older, modern) => {
  expect(modernise({ type: "object", ...older })).toEqual({ type: "object", ...modern });
});

it.each<object>([
  {},
  { items: true },
  { items: { type: "string" }, prefixItems: [true] },
  { dependentRequired: { a: ["b"] }, dependentSchemas: { a: true } },
  { properties: { items: [1], dependencies: { a: ["b"] } } },
  { additionalProperties: false },
  JSON.parse('{ "__proto__": [], "constructor": [] }'),
])("%j stays as it is", (schema) => {
  expect(modernise({ ...schema })).toEqual(schema);
});

it("what is modern already is the very same object", () => {
  const schema = { type: "string" };
  expect(modernise(schema)).toBe(schema);
});

it("what is said twice is said once: a modern schema is left alone", () => {
  const once = modernise({ items: [true], additionalItems: false, dependencies: { a: ["b"] } });
  expect(modernise(once)).toEqual(once);
});

it("a dependency named __proto__ is kept", () => {
  const modern = modernise(JSON.parse('{ "dependencies": { "__proto__": ["a"] } }'));
  expect(Object.entries(Object(modern["dependentRequired"]))).toEqual([["__proto__", ["a"]]]);
});

const drawn = async (schema: JsonSchema): Promise<Json[]> => {
  const { value } = await compileGenerator(schema);
  return Array.from({ length: 20 }, (_, index) => value(index));
};

it("dependencies hold beside dependentRequired", async () => {
  const values = await drawn({
    type: "object",
    required: ["a", "c"],
    dependencies: { a: ["b"] },
    dependentRequired: { c: ["d"] },
  });
  for (const value of values) expect(Object.keys(value as object).sort()).toEqual(["a", "b", "c", "d"]);
});

it("dependencies hold beside dependentSchemas", async () => {
  const values = await drawn({
    type: "object",
    required: ["a", "c"],
    dependentSchemas: { c: { required: ["d"] } },
    dependencies: { a: { required: ["b"] } },
  });
  for (const value of values) expect(Object.keys(value as object).sort()).toEqual(["a", "b", "c", "d"]);
});

it("a tuple of draft-07 is drawn as one", async () => {
  const schema: JsonSchema = { type: "array", minItems: 2, additionalItems: false };
  schema["items"] = [{ const: 1 }, { const: 2 }] as never;
  expect(await drawn(schema)).toEqual(Array(20).fill([1, 2]));
});
