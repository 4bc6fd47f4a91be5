import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import type { JsonSchema } from "../../../schemas/json-schema.ts";

const refusal = (message: string): object => ({ code: "invalid-schema", message: expect.stringContaining(message) });

it.each<[string, JsonSchema, string]>([
  ["at the root", { type: "integer", minimun: 1 }, 'minimun at ""'],
  ["in a property", { properties: { a: { exampel: 1 } } }, 'exampel at "/properties/a"'],
  ["in items", { type: "array", items: { foo: 1 } }, 'foo at "/items"'],
  ["under not", { not: { type: "string", foo: 1 } }, 'foo at "/not"'],
  ["in a definition that nothing refers to", { $defs: { a: { foo: 1 } } }, 'foo at "/$defs/a"'],
  ["that every object inherits", { toString: 1 }, 'toString at ""'],
  ["__proto__", JSON.parse('{ "__proto__": {} }'), '__proto__ at ""'],
  ["of hookwright's own that is none", { "x-fakers": "word.noun" }, 'x-fakers at ""'],
])("strict: a keyword that is not known %s is refused by name and pointer", async (_name, schema, says) => {
  await expect(compileGenerator(schema, { strict: true })).rejects.toMatchObject(refusal(says));
  await expect(compileGenerator(schema)).resolves.toBeDefined();
});

it.each<[string, JsonSchema, string]>([
  ["of a string", { type: "string", format: "made-up" }, 'format at "" is "made-up"'],
  ["without a type", { format: "made-up" }, 'format at "" is "made-up"'],
  [
    "in a property",
    { type: "object", properties: { a: { type: "string", format: "x" } } },
    'format at "/properties/a" is "x"',
  ],
  ["of a number", { type: "integer", format: "made-up" }, '"made-up"'],
  ["beside an enum", { enum: ["a"], format: "made-up" }, '"made-up"'],
  ["that every object inherits", { type: "string", format: "constructor" }, '"constructor"'],
])("strict: a format that is not known %s is refused by name", async (_name, schema, says) => {
  await expect(compileGenerator(schema, { strict: true })).rejects.toMatchObject(refusal(says));
  await expect(compileGenerator(schema)).resolves.toBeDefined();
});

it("strict: a keyword that is not known in a definition given beside the schema is refused by that definition", async () => {
  const definitions = { "https://example.com/d": { $defs: { a: { type: "integer", foo: 1 } } } };
  await expect(
    compileGenerator({ $ref: "https://example.com/d#/$defs/a" }, { strict: true, definitions }),
  ).rejects.toMatchObject(refusal("https://example.com/d: foo at"));
});

it.each([
  { $schema: "https://json-schema.org/draft/2020-12/schema", $comment: "c", title: "t", description: "d" },
  { default: 1, examples: [1], deprecated: true, readOnly: true, writeOnly: false },
  { contentEncoding: "base64", contentMediaType: "text/plain", contentSchema: { type: "string" } },
  { "x-certainty": "observed", "x-faker": "word.noun" },
  { type: "array", items: [{ type: "string" }], additionalItems: false },
  { dependencies: { a: ["b"] }, definitions: {} },
  { type: "string", format: "email" },
  { type: "object", properties: { foo: {}, "x-anything": {} } },
])("strict: %j is taken", async (schema: object) => {
  await expect(compileGenerator(schema as JsonSchema, { strict: true })).resolves.toBeDefined();
});
