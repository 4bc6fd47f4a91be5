import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import { normalise } from "../../../generators/compile/normalise.ts";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import { refusalOf } from "./compiled.ts";

const definitions: Record<string, JsonSchema> = {
  short: { type: "string", maxLength: 5, description: "Short." },
  chain: { $ref: "short", minLength: 2 },
  circle: { $ref: "ring" },
  ring: { $ref: "circle" },
};

const merged = (schema: JsonSchema) =>
  normalise(schema, (reference) => definitions[reference], { schema: "", pointer: "" });

it("a $ref is replaced by its target, and so are the references in it", () => {
  expect(merged({ $ref: "chain" })).toEqual({ type: "string", maxLength: 5, minLength: 2, description: "Short." });
});

it("keywords beside a $ref hold, too; of annotations the nearer one wins", () => {
  expect(merged({ $ref: "short", minLength: 3, description: "Mine." })).toEqual({
    type: "string",
    maxLength: 5,
    minLength: 3,
    description: "Mine.",
  });
});

it("the parts of an allOf hold together: limits narrow, required fields add up", () => {
  expect(
    merged({
      allOf: [
        { type: "object", required: ["a"], minProperties: 1, maxProperties: 9 },
        { required: ["b", "a"], minProperties: 2, maxProperties: 5 },
      ],
    }),
  ).toEqual({ type: "object", required: ["a", "b"], minProperties: 2, maxProperties: 5 });
});

it.each([
  ["minimum", 1, 2, 2],
  ["maximum", 1, 2, 1],
  ["minLength", 1, 2, 2],
  ["maxLength", 1, 2, 1],
  ["minItems", 1, 2, 2],
  ["maxItems", 1, 2, 1],
])("%s of %d and %d is %d, in either order", (keyword, a, b, both) => {
  expect(merged({ allOf: [{ [keyword]: a }, { [keyword]: b }] })).toEqual({ [keyword]: both });
  expect(merged({ allOf: [{ [keyword]: b }, { [keyword]: a }] })).toEqual({ [keyword]: both });
});

it("enums leave what both allow", () => {
  expect(merged({ allOf: [{ enum: ["a", "b", "c"] }, { enum: ["c", "b"] }] })).toEqual({ enum: ["b", "c"] });
});

it("enums of objects leave those that are equal", () => {
  expect(merged({ allOf: [{ enum: [{ a: 1 }, { b: 2 }] }, { enum: [{ b: 2 }] }] })).toEqual({ enum: [{ b: 2 }] });
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
  for (const item of value(0) as number[]) expect(item).toBe(5);
});

it("what is said twice alike is said once", () => {
  expect(
    merged({
      allOf: [
        { type: "string", pattern: "^a$" },
        { type: "string", pattern: "^a$" },
      ],
    }),
  ).toEqual({ type: "string", pattern: "^a$" });
});

it("what is said twice differently, and cannot be merged, is refused by keyword and pointer", () => {
  const schema = { allOf: [{ pattern: "^a" }, { pattern: "b$" }] };
  expect(refusalOf(() => normalise(schema, () => undefined, { schema: "", pointer: "/data/name" }))).toMatch(
    /pattern at "\/data\/name" is said twice, differently/,
  );
});

it("a $ref to nowhere is refused by where it is and where it leads", () => {
  expect(refusalOf(() => normalise({ $ref: "nowhere" }, () => undefined, { schema: "", pointer: "/x" }))).toMatch(
    /\$ref at "\/x" leads to "nowhere", where nothing is/,
  );
});

it("references that go round in a circle are refused", () => {
  expect(refusalOf(() => merged({ $ref: "circle" }))).toContain("without end");
});

it("a schema that contains itself is refused", async () => {
  const tree = {
    $id: "https://example.com/tree",
    type: "object",
    required: ["left"],
    properties: { left: { $ref: "#" } },
  };
  await expect(compileGenerator(tree)).rejects.toMatchObject({
    code: "invalid-schema",
    message: expect.stringContaining("https://example.com/tree"),
  });
});

it.each(["x-internal", "example", "__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"])(
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

it("merging changes nothing of what is given", () => {
  const before = structuredClone(definitions);
  merged({ $ref: "chain", allOf: [{ $ref: "short" }] });
  expect(definitions).toEqual(before);
});
