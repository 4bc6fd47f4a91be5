import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { compileGenerator, HookwrightError } from "hookwright";
import { expect, it } from "vitest";
import type { Json, JsonSchema } from "../../../schemas/json-schema.ts";
import { schemaFiles } from "../../schemas/schema-files.ts";
import { sourceOf } from "./compiled.ts";

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

const sample = async (schema: JsonSchema, count = 100): Promise<Json[]> => {
  const { value } = await compileGenerator(schema, { seed: 42 });
  return Array.from({ length: count }, (_, index) => value(index));
};

const satisfiable: JsonSchema[] = [
  {},
  { type: "null" },
  { type: "boolean" },
  { type: "string" },
  { type: "string", minLength: 0, maxLength: 0 },
  { type: "string", minLength: 40 },
  { type: "string", maxLength: 2 },
  ...["date-time", "date", "uuid", "hostname", "email", "uri", "made-up", "constructor", "toString", "__proto__"].map(
    (format) => ({ type: "string", format }),
  ),
  { type: "integer" },
  { type: "integer", minimum: -3, maximum: 3 },
  { type: "integer", maximum: -5 },
  { type: "integer", minimum: 1.2, maximum: 2.9 },
  { type: "integer", minimum: 2 ** 40, maximum: 2 ** 50 },
  { type: "integer", minimum: -(2 ** 52), maximum: 2 ** 52 },
  { type: "number", minimum: 0.001, maximum: 0.002 },
  { type: "number", minimum: -1e9, maximum: 1e9 },
  { type: "array" },
  { type: "array", maxItems: 0 },
  { type: "array", minItems: 0, maxItems: 1 },
  { type: "array", minItems: 20, items: { type: "integer" } },
  { type: "array", items: { type: "array", items: { type: "boolean" } } },
  { type: "object" },
  { type: "object", required: ["a", "b"] },
  { type: "object", required: ["a"], additionalProperties: { type: "integer" } },
  {
    type: "object",
    required: ["a", "b"],
    properties: { a: { type: "string" } },
    additionalProperties: { type: "integer" },
  },
  { type: "object", properties: { a: { type: "string" }, b: { type: "integer" } }, additionalProperties: false },
  { type: "object", properties: {}, additionalProperties: false },
  { type: "object", additionalProperties: { type: "integer" }, minProperties: 3, maxProperties: 4 },
  { type: "object", additionalProperties: { type: "integer" }, maxProperties: 0 },
  { type: "object", additionalProperties: { type: "string" }, propertyNames: { pattern: "^[a-f]" } },
  { type: "object", properties: { a: { type: "string" } }, minProperties: 2 },
  { type: "object", properties: { a: { type: "string" }, b: { type: "string" } }, maxProperties: 1 },
  {
    type: "object",
    properties: { a: { type: "string", "x-certainty": "inferred" }, b: { type: "string" } },
    dependentRequired: { b: ["a"] },
  },
  { type: ["string", "null"] },
  { type: ["null", "integer"], minimum: 5 },
  { const: null },
  { const: { a: [1, { b: null }] } },
  { enum: [1, "a", null, true, [1], { a: 1 }] },
  { type: "string", enum: ["a", 1, null] },
  { type: "integer", enum: [1, 5, 9], minimum: 4 },
  { enum: ["a", "b"], const: "b" },
  { type: "object", additionalProperties: { type: "string" }, propertyNames: { enum: ["a", "b"] }, maxProperties: 2 },
  { allOf: [{ type: "integer" }, { type: "number", minimum: 3 }] },
  { allOf: [{ type: ["string", "null"] }, { type: "string" }] },
  { allOf: [{ enum: [{ a: 1 }, { b: 2 }] }, { enum: [{ b: 2 }] }] },
  {
    allOf: [
      { type: "string", format: "date" },
      { type: "string", minLength: 10 },
    ],
  },
  { type: "object", minProperties: 400, additionalProperties: { type: "integer" } },
  ...["anyOf", "oneOf", "prefixItems"].map((keyword) => ({ [keyword]: [{ type: "string" }] })),
  ...["not", "if", "else", "contains", "unevaluatedProperties", "unevaluatedItems", "propertyNames"].map((keyword) => ({
    [keyword]: { type: "string" },
  })),
  ...["dependentSchemas", "patternProperties"].map((keyword) => ({ [keyword]: { a: { type: "string" } } })),
  ...["multipleOf", "exclusiveMinimum", "exclusiveMaximum"].map((keyword) => ({ type: "number", [keyword]: 3 })),
  { type: "number", exclusiveMinimum: 1e16 },
  { type: "number", exclusiveMinimum: 1e300 },
  { type: "integer", exclusiveMinimum: 2 ** 53 },
  { type: "number", exclusiveMinimum: 1, exclusiveMaximum: 1.000001 },
  { type: "number", minimum: -Number.MAX_VALUE, maximum: Number.MAX_VALUE },
  { type: "integer", multipleOf: 7, minimum: 1e15, maximum: 1e15 + 10 },
  { type: "number", allOf: [{ multipleOf: 0.25 }, { multipleOf: 0.5 }], minimum: -1 },
  { type: "array", uniqueItems: true, items: { type: "integer", minimum: 1, maximum: 4 }, minItems: 4 },
  { type: "array", minItems: 3, contains: true, maxContains: 3 } as JsonSchema,
  { type: "array", contains: { type: "integer" }, minContains: 300 },
  { type: "array", prefixItems: [{}, false], contains: true },
  { type: "array", contains: { type: "string" }, maxContains: 2, prefixItems: [{ const: "foo" }] },
  { type: "string", pattern: "^3", "x-faker": "string.uuid" },
  { type: "string", pattern: "^[0-9]+$", "x-faker": "{{number.int}}" },
  { type: "string", maxLength: 20, "x-faker": "{{word.noun}} {{word.noun}}" },
  {
    type: "object",
    required: ["a", "b"],
    anyOf: [{ properties: { a: true } }, { properties: { b: true } }],
    unevaluatedProperties: false,
  },
];

it.each(satisfiable.map((schema) => [schema]))("draws only valid values of %j", async (schema) => {
  const validate = ajv.compile(schema);
  for (const value of await sample(schema))
    if (!validate(value)) expect.fail(`${JSON.stringify(value)}: ${ajv.errorsText(validate.errors)}`);
});

const unsatisfiable: JsonSchema[] = [
  { type: "string", const: 1 },
  { type: "string", enum: [1, 2] },
  { enum: [] },
  { allOf: [{ enum: ["a"] }, { enum: ["b"] }] },
  { type: "integer", minimum: 5, maximum: 4 },
  { type: "integer", minimum: 0.5, maximum: 0.7 },
  { type: "number", minimum: 5, maximum: 4 },
  { type: "string", minLength: 5, maxLength: 4 },
  { type: "array", minItems: 5, maxItems: 4 },
  { type: "object", required: ["a"], properties: {}, additionalProperties: false },
  { type: "object", required: ["a", "b"], maxProperties: 1 },
  { type: "object", properties: { a: false as unknown as JsonSchema }, required: ["a"] },
  { type: "toString" },
];

it.each(unsatisfiable)("says that %j cannot be satisfied, rather than break it", async (schema) => {
  await expect(sample(schema)).rejects.toBeInstanceOf(HookwrightError);
});

const keywords: readonly [string, JsonSchema][] = [
  ["type", { type: [] }],
  ["const", { type: "string", const: 1 }],
  ["enum", { enum: ["a"], minLength: 2 }],
  ["maximum", { type: "integer", minimum: 5, maximum: 4 }],
  ["maxLength", { type: "string", minLength: 5, maxLength: 4 }],
  ["maxItems", { type: "array", minItems: 5, maxItems: 4 }],
  ["maxContains", { type: "array", contains: true, minContains: 2, maxContains: 1 }],
  ["uniqueItems", { type: "array", uniqueItems: true, items: { type: "boolean" }, minItems: 3 }],
  ["maxProperties", { type: "object", required: ["a", "b"], maxProperties: 1 }],
  ["additionalProperties", { type: "object", required: ["a"], additionalProperties: false }],
  ["propertyNames", { type: "object", required: ["a"], propertyNames: { maxLength: 0 } }],
  ["$dynamicRef", { $dynamicRef: "#nowhere" }],
  ["$ref", { $ref: "#/$defs/nowhere" }],
  ["not", { not: {} }],
];

it.each(keywords)(
  "what cannot be satisfied is refused by schema, pointer and the keyword %s",
  async (keyword, schema) => {
    const $id = "https://example.com/refused";
    await expect(
      sample({ $id, type: "object", properties: { "a/b": schema }, required: ["a/b"] }),
    ).rejects.toMatchObject({
      code: "invalid-schema",
      message: expect.stringMatching(
        new RegExp(`Failed to compile ${$id}: ${keyword.replace("$", "\\$")} at "(/a~1b|/properties/a~1b)`),
      ),
    });
  },
);

it.each([true, false])("the schema %s is a schema", async (schema) => {
  const compiled = compileGenerator(schema);
  if (schema) expect((await compiled).text(0)).toSatisfy(JSON.parse);
  else await expect(compiled).rejects.toMatchObject({ code: "invalid-schema" });
});

it("value is a pure function of seed and index, and text is its JSON", async () => {
  const schema: JsonSchema = { type: "object", properties: { a: { type: "integer" }, b: { "x-faker": "word.noun" } } };
  const [one, two, other] = await Promise.all([42, 42, 43].map((seed) => compileGenerator(schema, { seed })));
  for (const index of [5, 0, 99, 5]) {
    expect(two?.value(index)).toEqual(one?.value(index));
    expect(one?.text(index)).toBe(JSON.stringify(one?.value(index)));
    expect(one?.value(index)).not.toBe(one?.value(index));
  }
  expect(Array.from({ length: 10 }, (_, i) => other?.value(i))).not.toEqual(
    Array.from({ length: 10 }, (_, i) => one?.value(i)),
  );
});

it("seed 0 is a seed, and the default", async () => {
  const of = async (seed?: number) =>
    (await compileGenerator({ type: "string" }, seed === undefined ? {} : { seed })).value(0);
  expect(await of(0)).toBe(await of());
  expect(await of(0)).not.toBe(await of(1));
});

it("a field that is added changes no other value", async () => {
  const properties: Record<string, JsonSchema> = {
    a: { type: "integer" },
    b: { type: "string" },
    c: { type: "array", items: { type: "number" } },
  };
  const before = await sample({ type: "object", properties });
  const after = await sample({
    type: "object",
    properties: { first: { type: "integer" }, ...properties, last: { "x-faker": "word.noun" } },
  });
  expect(after).toEqual(before.map((value) => expect.objectContaining(value as object)));
});

it("fields alike but for their names are drawn apart", async () => {
  const values = (await sample({ type: "object", properties: { a: { type: "integer" }, b: { type: "integer" } } })) as {
    a: number;
    b: number;
  }[];
  expect(values.filter(({ a, b }) => a === b).length).toBeLessThan(5);
});

it("items of one array are drawn apart", async () => {
  const values = (await sample({ type: "array", minItems: 5, items: { type: "integer" } })) as number[][];
  expect(values.filter((items) => new Set(items).size < 3)).toEqual([]);
});

it("whole numbers cover their range, both ends included", async () => {
  expect(new Set(await sample({ type: "integer", minimum: 1, maximum: 6 }, 300))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

it("the third-party and the inferred are left out, unless required", async () => {
  const guess = { type: "string", "x-certainty": "inferred" } as const;
  const schema: JsonSchema = {
    type: "object",
    required: ["b"],
    properties: { a: guess, b: guess, c: { type: "string", "x-certainty": "observed" } },
  };
  expect(Object.keys((await sample(schema, 1))[0] as object)).toEqual(["b", "c"]);
});

it("the source of a schema is the same each time", () => {
  const schema: JsonSchema = { type: "object", properties: { a: { "x-faker": "word.noun" }, b: { type: "integer" } } };
  expect(sourceOf(schema)).toBe(sourceOf(structuredClone(schema)));
});

it("compiling changes nothing of the schema", async () => {
  const event = schemaFiles.find(({ path }) => path.includes("/events/ssl_certificate.install.ok"))?.schema ?? {};
  const definitions = Object.fromEntries(schemaFiles.map(({ schema }) => [schema.$id ?? "", schema]));
  const before = structuredClone([event, definitions]);
  await compileGenerator(event, { definitions });
  expect([event, definitions]).toEqual(before);
});

const ROOT = join(import.meta.dirname, "../../..");
const generated = ["schemas/generated", "generators/generated"].flatMap((folder) =>
  (readdirSync(join(ROOT, folder), { recursive: true }) as string[])
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
);

it.each(generated)("%s makes no code of strings", (file) => {
  expect(readFileSync(join(ROOT, file), "utf8")).not.toMatch(/\beval\b\s*\(|\bFunction\s*\(|import\s*\(\s*[^"'\s]/);
});

it("there are generated files to look at", () => {
  expect(generated.length).toBeGreaterThan(8);
});
