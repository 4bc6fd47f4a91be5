import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { buildPayload, buildPayloads, compileGenerator, defineProvider } from "hookwright";
import { expect, it } from "vitest";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import type { ProviderFolder } from "../../../schemas/provider-folder.ts";
import { DELIVERED, parcelsWith } from "../../schemas/parcels.ts";

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

const list = (more: JsonSchema): JsonSchema => ({ type: "array", ...more });
const one = { const: 1 } as JsonSchema;

it.each<[string, JsonSchema]>([
  ["a template within a length", { type: "string", maxLength: 9, "x-faker": "{{word.noun}}-{{word.noun}}" }],
  [
    "a template with a pattern",
    { type: "string", pattern: "^[a-m].*-[n-z]", "x-faker": "{{word.noun}}-{{word.verb}}" },
  ],
  ["an int32 with an exclusive bound", { type: "integer", format: "int32", exclusiveMinimum: 2 ** 31 - 4 }],
  ["an int32 with an exclusive bound below", { type: "integer", format: "int32", exclusiveMaximum: -(2 ** 31) + 3 }],
  ["an int32 of steps", { type: "integer", format: "int32", multipleOf: 2 ** 28, minimum: 2 ** 29 }],
  ["a multiple of next to nothing", { type: "number", multipleOf: 1e-300, minimum: 1 }],
  ["a multiple beyond every number", { type: "number", multipleOf: 1e300, minimum: 1e308 }],
  ["steps that are further apart than Ajv counts", { type: "number", multipleOf: 0.001, minimum: 1e20 }],
  ["two contains of one item", list({ maxItems: 1, allOf: [{ contains: one }, { contains: { type: "integer" } }] })],
  [
    "two contains, each with a most",
    list({
      maxItems: 2,
      allOf: [
        { contains: { type: "integer" }, minContains: 2, maxContains: 2 },
        { contains: one, maxContains: 1 },
      ],
    }),
  ],
  [
    "a contains that a prefix item matches anyway",
    list({ prefixItems: [one], minItems: 1, contains: one, maxContains: 1 }),
  ],
  [
    "dependencies in both spellings",
    {
      type: "object",
      required: ["a"],
      properties: { a: true as never },
      dependencies: { a: ["b"] },
      dependentRequired: { a: ["c"] },
    },
  ],
  [
    "schemas that depend, in both spellings",
    {
      type: "object",
      required: ["a"],
      dependencies: { a: { required: ["b"] } },
      dependentSchemas: { a: { properties: { b: one }, required: ["c"] } },
    } as JsonSchema,
  ],
  ["a short address", { type: "string", format: "email", maxLength: 10 }],
  ["a short URI", { type: "string", format: "uri", maxLength: 15 }],
  ["a short IPv6 address", { type: "string", format: "ipv6", maxLength: 26 }],
])("%s: every value is valid, or the schema is refused", async (_name, schema) => {
  const generator = await compileGenerator(schema).catch((error: Error) => error);
  if (generator instanceof Error) {
    expect(generator.message).toMatch(/Failed to compile the schema: \S+ at "/);
    expect(schema.multipleOf ?? schema["multipleOf"]).toBeDefined();
    return;
  }
  for (let index = 0; index < 300; index++) {
    const value = generator.value(index);
    expect(ajv.validate(schema, value), JSON.stringify(value)).toBe(true);
    expect(generator.text(index)).toBe(JSON.stringify(value));
  }
});

it("a map whose schema names its keys by a pattern has such keys", async () => {
  const { value } = await compileGenerator({
    type: "object",
    patternProperties: { "^x-[a-z]{3}$": { type: "integer" } },
    additionalProperties: { type: "string" },
  });
  expect(Object.keys(value(0) as object).every((name) => name.startsWith("x-"))).toBe(true);
});

it.each<[string, JsonSchema]>([
  ["a list of long texts", list({ minItems: 1000, items: { type: "string", minLength: 2 ** 20 } })],
  ["a list of long patterns", list({ minItems: 1000, items: { type: "string", pattern: "^a{100000}$" } })],
])("%s is refused before memory runs out", async (_name, schema) => {
  await expect(compileGenerator(schema)).rejects.toThrow(/asks for \d+ characters/);
});

it("what only the compiler may say is refused where it is strict", async () => {
  await expect(compileGenerator({ type: "string", "x-rank": 1 }, { strict: true })).rejects.toThrow(/x-rank/);
});

const parcelsWithProperty = (name: string, schema: JsonSchema): Promise<ProviderFolder> =>
  parcelsWith(({ schemas }) => {
    const event = schemas[DELIVERED] ?? {};
    event.properties = { ...event.properties, [name]: schema };
  });

it.each<[string, JsonSchema]>([
  ["of few whole numbers", { type: "integer", minimum: 1, maximum: 9999 }],
  ["of multiples", { type: "integer", multipleOf: 7 }],
  ["of short texts", { type: "string", format: "uuid", maxLength: 10 }],
])("an identity %s is refused", async (_name, schema) => {
  await expect(defineProvider(await parcelsWithProperty("id", schema))).rejects.toThrow(
    /Failed to compile .* at "\/id"/,
  );
});

it("an identity above an exclusive bound is drawn", async () => {
  const parcels = await defineProvider(await parcelsWithProperty("id", { type: "integer", exclusiveMinimum: 7 }));
  const ids = buildPayloads(parcels, "parcel.delivered", {}, { count: 100 }).map(
    (payload) => (payload as { id: number }).id,
  );
  expect(new Set(ids).size).toBe(100);
  expect(Math.min(...ids)).toBeGreaterThan(7);
});

it.each<[string, JsonSchema]>([
  ["one of two", { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] }],
  ["held to a length", { type: "string", format: "date-time", maxLength: 24 }],
  ["a reference", { $ref: "../defs/occurred-at.schema.json" }],
])("an event's own time is what its builder gives, where the field is %s", async (_name, schema) => {
  const parcels = await defineProvider(await parcelsWithProperty("occurred_at", schema));
  const start = "2026-03-04T05:06:07Z";
  expect(buildPayload(parcels, "parcel.delivered", {}, { start })).toMatchObject({
    occurred_at: expect.stringContaining("2026-03-04T05:06:07."),
  });
});

it("a field that refuses the form of the event's own time is refused", async () => {
  await expect(defineProvider(await parcelsWithProperty("occurred_at", { type: "integer" }))).rejects.toThrow(
    /at "\/occurred_at" refuses "2026-01-01T00:00:00\.\d{3}Z", an instant in the form that provider.json gives it/,
  );
});
