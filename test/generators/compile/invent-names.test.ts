import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import { matches } from "../../../generators/matches/matches.ts";
import type { Json, JsonSchema } from "../../../schemas/json-schema.ts";
import { documentsOf } from "./ways.ts";

type Values = Record<string, Json>;

const draws = async (schema: JsonSchema, count = 100): Promise<Values[]> => {
  const { value } = await compileGenerator({ type: "object", ...schema }, { seed: 42 });
  return Array.from({ length: count }, (_, index) => value(index) as Values);
};

const namesIn = (values: readonly Values[]): string[] => [...new Set(values.flatMap(Object.keys))];

const INTEGER: JsonSchema = { type: "integer" };

it.each<[string, JsonSchema, RegExp]>([
  ["words, where nothing is said of them", { additionalProperties: INTEGER }, /^[a-z-]+$/],
  ["of a pattern", { propertyNames: { pattern: "^x-[a-c]{2}$" }, additionalProperties: INTEGER }, /^x-[a-c]{2}$/],
  ["of an enum", { propertyNames: { enum: ["a", "b"] }, additionalProperties: INTEGER }, /^[ab]$/],
  ["of a format", { propertyNames: { format: "ipv4" }, additionalProperties: INTEGER }, /^(\d+\.){3}\d+$/],
  ["of a length", { propertyNames: { minLength: 3, maxLength: 3 }, additionalProperties: INTEGER }, /^.{3}$/],
  ["of x-faker", { propertyNames: { "x-faker": "internet.ipv4" }, additionalProperties: INTEGER }, /^(\d+\.){3}\d+$/],
  ["of a choice", { propertyNames: { anyOf: [{ const: "a" }, { pattern: "^b$" }] }, minProperties: 1 }, /^[ab]$/],
  [
    "of a reference",
    { propertyNames: { $ref: "#/$defs/n" }, additionalProperties: INTEGER, $defs: { n: { pattern: "^q$" } } },
    /^q$/,
  ],
  [
    "that are not something",
    { propertyNames: { not: { pattern: "[a-m]" }, pattern: "^[a-z]$" }, additionalProperties: INTEGER },
    /^[n-z]$/,
  ],
  ["of patternProperties", { patternProperties: { "^k[0-9]$": INTEGER }, additionalProperties: false }, /^k[0-9]$/],
  [
    "of several patternProperties",
    { patternProperties: { "^a$": INTEGER, "^b$": INTEGER }, additionalProperties: false },
    /^[ab]$/,
  ],
  [
    "of patternProperties and propertyNames",
    { patternProperties: { "^[a-f]$": INTEGER }, propertyNames: { pattern: "^[d-i]$" }, additionalProperties: false },
    /^[d-f]$/,
  ],
])("the names of a map are %s", async (_name, schema, pattern) => {
  const values = await draws(schema);
  const names = namesIn(values);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(name).toMatch(pattern);
});

it.each<JsonSchema>([
  { additionalProperties: INTEGER },
  { additionalProperties: INTEGER, minProperties: 3 },
  { additionalProperties: INTEGER, maxProperties: 1 },
  { additionalProperties: INTEGER, minProperties: 12, maxProperties: 12 },
  { additionalProperties: INTEGER, maxProperties: 0 },
  { propertyNames: { enum: ["a", "b", "c"] }, additionalProperties: INTEGER, minProperties: 3 },
  { patternProperties: { "^[a-d]$": INTEGER }, additionalProperties: false, minProperties: 4 },
  {
    patternProperties: { "^[a-d]$": INTEGER, "^[1-9]$": { type: "string" } },
    additionalProperties: false,
    minProperties: 6,
  },
  {
    patternProperties: { "^a": INTEGER, b$: { minimum: 5 } },
    minProperties: 2,
    additionalProperties: { type: "null" },
  },
  { patternProperties: { ".": false }, minProperties: 0 } as JsonSchema,
  { properties: { a: INTEGER }, additionalProperties: { type: "string" }, minProperties: 4 },
  { properties: { a: INTEGER }, propertyNames: { maxLength: 2 }, minProperties: 4 },
  { required: ["a"], propertyNames: { pattern: "^[a-c]$" }, minProperties: 3 },
  { unevaluatedProperties: INTEGER, minProperties: 2 },
  { properties: { a: INTEGER }, unevaluatedProperties: { type: "string" }, minProperties: 3 },
])("objects of %j are valid, and have as many properties as they may", async (schema) => {
  const whole = { type: "object", ...schema };
  const { root, follow } = documentsOf(whole);
  for (const value of await draws(schema)) expect(matches(root, value, follow), JSON.stringify(value)).toBe(true);
});

it.each<[JsonSchema, string]>([
  [{ propertyNames: { enum: ["a", "b"] }, minProperties: 3 }, "minProperties"],
  [{ propertyNames: false as never, minProperties: 1 }, "minProperties"],
  [{ additionalProperties: false, minProperties: 1 }, "minProperties"],
  [{ propertyNames: { pattern: "^a$" }, required: ["b"] }, "propertyNames"],
  [{ propertyNames: { maxLength: 1 }, properties: { ab: INTEGER }, required: ["ab"] }, "propertyNames"],
])("an object of %j is refused by %s", async (schema, keyword) => {
  await expect(draws(schema)).rejects.toMatchObject({
    code: "invalid-schema",
    message: expect.stringContaining(`${keyword} at ""`),
  });
});

it("the values of a map are drawn apart, and so are its names", async () => {
  const values = await draws({ additionalProperties: INTEGER });
  expect(namesIn(values).length).toBeGreaterThan(30);
  expect(new Set(values.flatMap((value) => Object.values(value))).size).toBeGreaterThan(50);
  expect(new Set(values.map((value) => Object.keys(value).length))).toEqual(new Set([1, 2, 3]));
});

it("a value is what every pattern that matches its name says", async () => {
  const values = await draws({
    patternProperties: { "^a": INTEGER, "^ab": { minimum: 990, maximum: 999 } },
    required: ["ab"],
  });
  for (const { ab } of values) expect(ab).toSatisfy((n: number) => n >= 990 && n <= 999);
});

it.each(["__proto__", "constructor", "toString", "10", "", '"', "\n", "\u2028", "\ud800"])(
  "a map may have the name %j alone",
  async (name) => {
    const schema = { propertyNames: { enum: [name] }, additionalProperties: { const: 1 }, minProperties: 1 };
    for (const value of await draws(schema, 10)) expect(Object.entries(value)).toEqual([[name, 1]]);
  },
);
