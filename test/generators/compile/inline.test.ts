import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import type { Derivation, Json, JsonSchema } from "../../../schemas/json-schema.ts";
import { generatorOf, sourceOf } from "./compiled.ts";

const text = (rule?: Derivation, more: JsonSchema = {}): JsonSchema => ({
  type: "string",
  ...more,
  ...(rule !== undefined && { "x-derive": rule }),
});
const object = (properties: Record<string, JsonSchema>, more: JsonSchema = {}): JsonSchema => ({
  type: "object",
  properties,
  ...more,
});
const list = (items: JsonSchema, more: JsonSchema = {}): JsonSchema => ({ type: "array", items, ...more });

const at = (index: number) => ({ seed: 7, run: 0, index, incarnation: 0, replacement: 0, step: 1 });

/** The lines of one of a generator's functions. */
const linesOf = (schema: JsonSchema, name: "draw" | "text"): string => {
  const source = sourceOf(schema);
  const start = source.indexOf(`  ${name}: (d) => {`);
  return source.slice(start, source.indexOf("\n  },", start));
};

const time = text(undefined, { format: "date-time" });

const computed: readonly [string, JsonSchema][] = [
  ["a field before its source", object({ x: text("{/a}!"), a: text() })],
  ["a field behind its source", object({ a: text(), x: text("{/a}!") })],
  ["a field of a constant", object({ a: { const: "A" }, x: text("{/a}{/a}") })],
  ["a field of a number", object({ a: { type: "integer" }, x: text("{/a}#") })],
  ["a field of an enum", object({ a: { enum: ["a", '"', "\u2028"] }, x: text("{/a}") })],
  ["a field of another derived one", object({ z: text("{/y}z"), y: text("{/x}y"), x: text("{/w}x"), w: text() })],
  ["two fields of one", object({ a: text(), x: text("{/a}1"), y: text("{/a}2") })],
  ["a field of two", object({ a: text(), b: { type: "integer" }, x: text("{/a}-{/b}") })],
  ["a field deep within", object({ o: object({ a: text(), p: object({ x: text("{/o/a}") }) }) })],
  ["a field whose name needs escapes", object({ "b/c~d": text(), "e~/f": text("<{/b~1c~0d}>") })],
  ["a filter", object({ a: { const: "*.a.com" }, x: text("{/a|host}"), y: text("{/a|hex}") })],
  ["an instant", object({ t: time, x: text({ time: "/t", plus: "P90D" }), y: text({ time: "/x", plus: "-PT1H" }) })],
  ["days", object({ s: time, e: time, x: { type: "integer", "x-derive": { days: ["/s", "/e"] } } })],
  ["a field of each item", object({ a: text(), l: list(object({ m: text("{/a}!"), k: text() }), { minItems: 2 }) })],
  ["each item itself", object({ a: text(), l: list(text("{/a}!"), { minItems: 2 }) })],
  ["a field of items within items", object({ a: text(), l: list(object({ m: list(object({ n: text("{/a}") })) })) })],
  ["a field of a tuple", object({ a: text(), l: { type: "array", prefixItems: [text("{/a}!")], minItems: 1 } })],
  ["a field of a map", object({ a: text(), m: { type: "object", additionalProperties: text("{/a}!") } })],
  ["a field of a union", object({ u: { anyOf: [{ type: "integer" }, text()] }, x: text("{/u}!") })],
  [
    "a field of one of several objects",
    object({ u: { anyOf: [object({ a: text() }), object({ b: text() })] }, x: text("{/u/a}!") }),
  ],
  ["a field of a value that is tried", object({ a: text(undefined, { not: { const: "" } }), x: text("{/a}!") })],
  ["a field of an object", object({ o: object({ a: text() }), x: text("{/o}!") })],
  ["a field of a constant object", object({ o: { const: { a: "A" } }, x: text("{/o/a}!") })],
  ["a field of an item", object({ l: list(text(), { minItems: 1 }), x: text("{/l/0}!") })],
  ["a field of null", object({ a: { type: "null" }, x: text("{/a}!") })],
  ["a field of what is absent", object({ a: text(undefined, { "x-certainty": "inferred" }), x: text("{/a}!") })],
  ["a field of what is beyond a text", object({ a: text(undefined, { properties: { b: {} } }), x: text("{/a/b}!") })],
  ["an optional field that is absent", object({ a: text(), x: text("{/a}", { "x-certainty": "inferred" }) })],
  [
    "a field of a name that every object inherits",
    object({ constructor: object({ name: text() }, { "x-certainty": "inferred" }), x: text("{/constructor/name}!") }),
  ],
  ["a field called *", object({ a: text(), "*": text("{/a}!") })],
  ["a field in one of several objects", { anyOf: [object({ a: text(), x: text("{/a}") }), object({ b: text() })] }],
];

it.each(computed)("value and text agree on %s", async (_name, schema) => {
  const { value, text: textAt } = await compileGenerator(schema);
  for (let index = 0; index < 50; index++) expect(textAt(index)).toBe(JSON.stringify(value(index)));
});

it.each(computed)("%s is drawn as it would be derived afterwards", (_name, schema) => {
  const generator = generatorOf(schema);
  for (let index = 0; index < 50; index++) {
    const drawn = generator.draw(at(index));
    const again = structuredClone(drawn);
    generator.derive(again, () => false);
    expect(again).toEqual(drawn);
  }
});

it.each(computed)("%s is of what it follows from, and all else is drawn as without a rule", (_name, schema) => {
  const plain = generatorOf(JSON.parse(JSON.stringify(schema, (key, part) => (key === "x-derive" ? undefined : part))));
  const generator = generatorOf(schema);
  const shape = (value: unknown): unknown =>
    typeof value !== "object" || value === null
      ? typeof value
      : Object.entries(value).map(([name, part]) => [name, shape(part)]);
  for (let index = 0; index < 20; index++) {
    const [derived, drawn] = [generator.draw(at(index)) as Json, plain.draw(at(index)) as Json];
    if (!JSON.stringify(schema).includes('"array"')) expect(shape(derived)).toEqual(shape(drawn));
    generator.derive(drawn as never, () => false);
    if (!JSON.stringify(schema).includes('"array"')) expect(drawn).toEqual(derived);
  }
});

it.each(["draw", "text"] as const)("in %s a source is drawn once, however many follow from it", (name) => {
  const lines = linesOf(object({ a: text(), x: text("{/a}1"), y: text("{/a}2"), z: text("{/x}{/y}") }), name);
  expect(lines.match(/characters\(/g)).toHaveLength(1);
});

it("a derived field that others follow from is computed once", () => {
  const schema = object({ t: time, x: text({ time: "/t", plus: "P1D" }), y: text("{/x}"), z: text("{/x}") });
  expect(linesOf(schema, "draw").match(/instantPlus\(/g)).toHaveLength(1);
});

it("where every source is in every value nothing is left to do afterwards", () => {
  const schema = object({ a: text(), x: text("{/a}!"), l: list(object({ m: text("{/x}") })) });
  expect(linesOf(schema, "draw")).not.toContain("places(");
  expect(linesOf(schema, "text")).not.toContain("JSON.stringify");
});

it.each<[string, JsonSchema]>([
  ["a union", object({ u: { anyOf: [{ type: "integer" }, text()] }, x: text("{/u}!") })],
  ["an item", object({ l: list(text(), { minItems: 1 }), x: text("{/l/0}!") })],
])("what follows from %s is left for afterwards", (_name, schema) => {
  expect(linesOf(schema, "draw")).toContain('places(v, ["x"]');
  const value = generatorOf(schema).draw(at(3)) as { u?: Json; l?: Json[]; x: string };
  expect(value.x).toBe(`${value.u ?? value.l?.[0]}!`);
});

it("a field follows from what was left for afterwards in turn", () => {
  const schema = object({ u: { anyOf: [{ type: "integer" }, text()] }, x: text("{/u}!"), y: text("<{/x}>") });
  const value = generatorOf(schema).draw(at(3)) as { u: Json; x: string; y: string };
  expect([value.x, value.y]).toEqual([`${value.u}!`, `<${value.u}!>`]);
});

it("a field whose source may be a boolean keeps what was drawn", () => {
  const drawn = generatorOf(object({ a: { type: "boolean" }, x: { const: "own", "x-derive": "{/a}" } })).draw(at(0));
  expect(drawn).toMatchObject({ x: "own" });
});

it.each<[string, JsonSchema]>([
  ["too long", object({ a: text(undefined, { minLength: 3 }), x: text("{/a}{/a}", { maxLength: 5 }) })],
  ["of another type", object({ a: text(), x: { type: "integer", "x-derive": "{/a}" } })],
  ["not in the enum", object({ a: text(), x: { enum: ["x", "y"], "x-derive": "{/a}" } })],
  ["of another format", object({ a: text(), x: text("{/a}", { format: "email" }) })],
  ["too long in an item", object({ a: { const: "abc" }, l: list(text("{/a}", { maxLength: 2 }), { minItems: 1 }) })],
])("a rule that makes what is %s is refused by pointer", async (_name, schema) => {
  await expect(compileGenerator(schema)).rejects.toMatchObject({
    code: "invalid-schema",
    message: expect.stringMatching(/x-derive at "\/(x|l\/\*)" makes ".+", which the field refuses/),
  });
});
