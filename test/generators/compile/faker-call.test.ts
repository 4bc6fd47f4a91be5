import { de, en, Faker } from "@faker-js/faker";
import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import { parseFaker } from "../../../generators/compile/emit/faker-call.ts";
import type { Json, JsonSchema } from "../../../schemas/json-schema.ts";
import { generatorOf, refusalOf } from "./compiled.ts";

const where = { schema: "https://example.com/s", pointer: "/x" };

const draws = async (schema: JsonSchema, count = 200): Promise<Json[]> => {
  const { value } = await compileGenerator(schema);
  return Array.from({ length: count }, (_, index) => value(index));
};

it.each<[string, Json, object]>([
  ["a method", "word.noun", { call: { path: "word.noun", arguments: [] } }],
  [
    "a method with options",
    { "number.int": { min: 1, max: 3 } },
    { call: { path: "number.int", arguments: [{ min: 1, max: 3 }] } },
  ],
  ["a method with an argument", { "string.numeric": 5 }, { call: { path: "string.numeric", arguments: [5] } }],
  [
    "a method with an argument list",
    { "helpers.arrayElement": [["a", "b"]] },
    { call: { path: "helpers.arrayElement", arguments: [["a", "b"]] } },
  ],
  [
    "a template",
    "{{word.noun}}-{{ identity }}.com",
    { template: [{ call: { path: "word.noun", arguments: [] } }, { text: "-" }, { identity: true }, { text: ".com" }] },
  ],
])("%s is read", (_name, value, source) => {
  expect(parseFaker(value, where)).toEqual(source);
});

it.each([[{}], [{ "word.noun": {}, "word.verb": {} }], [7], [null], [["word.noun"]], [true]])(
  "%j is none of the forms and is refused",
  (value) => {
    expect(refusalOf(() => parseFaker(value as Json, where))).toMatch(
      /https:\/\/example\.com\/s: x-faker at "\/x" is .*or a template/,
    );
  },
);

it("a method is drawn from", async () => {
  const values = await draws({ type: "string", "x-faker": "internet.ipv4" });
  for (const value of values) expect(value).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  expect(new Set(values).size).toBeGreaterThan(100);
});

it("options are passed on", async () => {
  expect(new Set(await draws({ type: "integer", "x-faker": { "number.int": { min: 1, max: 3 } } }))).toEqual(
    new Set([1, 2, 3]),
  );
});

it("an argument list is passed on", async () => {
  expect(new Set(await draws({ type: "string", "x-faker": { "helpers.arrayElement": [["a", "b"]] } }))).toEqual(
    new Set(["a", "b"]),
  );
});

it("a template is text, methods and identity together", async () => {
  const values = await draws({ type: "string", "x-faker": "<{{word.noun}}/{{identity}}>" });
  for (const value of values) expect(value).toMatch(/^<[^/]+\/[0-9a-f]{10}>$/);
  expect(new Set(values).size).toBe(200);
});

it("a template that begins or ends with a number or a quote stays a text", async () => {
  for (const value of await draws({ type: "string", "x-faker": `1"'\`\${x}\\{{word.noun}}2` }, 20))
    expect(value).toMatch(/^1"'`\$\{x\}\\.+2$/);
});

it("only values that the field accepts are drawn", async () => {
  for (const value of await draws({ type: "string", maxLength: 4, "x-faker": "word.noun" }))
    expect(String(value).length).toBeLessThanOrEqual(4);
  for (const value of await draws({
    type: "string",
    enum: ["a", "c"],
    "x-faker": { "helpers.arrayElement": [["a", "b", "c"]] },
  }))
    expect(["a", "c"]).toContain(value);
});

it("a template's methods are held to the whole field's limits", async () => {
  for (const value of await draws({ type: "string", pattern: "^[a-e][a-z]*-x$", "x-faker": "{{word.noun}}-x" }))
    expect(value).toMatch(/^[a-e][a-z]*-x$/);
});

it("a method whose values the field refuses is refused", () => {
  expect(refusalOf(() => generatorOf({ type: "integer", "x-faker": "word.noun" }))).toMatch(
    /x-faker at "" draws only values like ".+", which the field refuses/,
  );
});

it.each<[string, JsonSchema]>([
  ["of digits alone", { type: "string", pattern: "^[0-9]+$", "x-faker": "{{identity}}" }],
  ["of other letters", { type: "string", pattern: "^id-[^a-c]*$", "x-faker": "id-{{identity}}" }],
])("an identity that the field wants %s is refused, or valid", async (_name, schema) => {
  const values = await draws(schema).catch((error: unknown) => error);
  if (Array.isArray(values)) for (const value of values) expect(value).toMatch(new RegExp(schema.pattern ?? "", "u"));
  else expect(values).toMatchObject({ code: "invalid-schema" });
});

it.each([
  ["word.nuon", "word.noun"],
  ["internet.domain", "internet.domainName"],
  ["nowhere", ""],
  ["__proto__.toString", ""],
  ["constructor.constructor", ""],
  ["word", ""],
])("the unknown method %s is refused with the nearest that exist", (path, nearest) => {
  expect(refusalOf(() => generatorOf({ type: "string", "x-faker": path }))).toMatch(
    new RegExp(`names "${path}", which faker does not have\\. Nearest: .*${nearest}`),
  );
});

it("a method whose values are not JSON is refused", () => {
  expect(refusalOf(() => generatorOf({ type: "string", "x-faker": { "helpers.arrayElement": [[null]] } }))).toContain(
    "which the field refuses",
  );
  expect(refusalOf(() => generatorOf({ type: "object", "x-faker": { "helpers.maybe": [] } }))).toContain("x-faker");
});

it("a faker given by the caller draws in its locale, and keeps its own state", async () => {
  const faker = new Faker({ locale: [de, en] });
  faker.seed(5);
  const before = faker.number.int();
  faker.seed(5);
  const { value } = await compileGenerator({ type: "string", "x-faker": "location.state" }, { faker });
  const values = Array.from({ length: 100 }, (_, index) => value(index));
  expect(values).toContain("Bayern");
  expect(faker.number.int()).toBe(before);
});

it("the seed alone decides, not how often faker was used", async () => {
  const schema: JsonSchema = {
    type: "object",
    properties: { a: { "x-faker": "person.fullName" }, b: { "x-faker": "date.past" } },
  };
  const first = await draws(schema, 20);
  await draws({ "x-faker": "lorem.words" }, 3);
  expect(await draws(schema, 20)).toEqual(first);
});
