import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import type { Derivation, Json, JsonSchema } from "../../../schemas/json-schema.ts";
import { generatorOf, refusalOf } from "./compiled.ts";

const SEEN = { seed: 0, run: 0, index: 0, incarnation: 0, replacement: 0, step: 1 };

const text = (rule?: Derivation): JsonSchema => ({ type: "string", ...(rule !== undefined && { "x-derive": rule }) });
const object = (properties: Record<string, JsonSchema>): JsonSchema => ({ type: "object", properties });

/** What a value becomes when the derived fields of a schema are computed anew. */
const derived = <V extends Json>(schema: JsonSchema, value: V, keep: (pointer: string) => boolean = () => false): V => {
  const copy = structuredClone(value);
  generatorOf(schema).derive(copy, keep);
  return copy;
};

it("a template is filled in with fields", () => {
  const schema = object({ a: text(), n: { type: "integer" }, x: text("<{/a}> {/n}, {/a}!") });
  expect(derived(schema, { a: "A", n: 7, x: "" })).toEqual({ a: "A", n: 7, x: "<A> 7, A!" });
});

it("the filter host takes a wildcard label off, hex takes a UUID's hyphens off", () => {
  const schema = object({ h: text(), u: text(), x: text("{/h|host}"), y: text("{/u|hex}") });
  expect(derived(schema, { h: "*.a.com", u: "1-2-3", x: "", y: "" })).toMatchObject({ x: "a.com", y: "123" });
  expect(derived(schema, { h: "a.*.com", u: "123", x: "", y: "" })).toMatchObject({ x: "a.*.com", y: "123" });
});

it.each([
  ["P30D", "2026-01-31T00:00:00.000000Z"],
  ["-PT90M", "2025-12-31T22:30:00.000000Z"],
  ["P1DT1H1M1S", "2026-01-02T01:01:01.000000Z"],
])("a time plus %s is %s", (plus, later) => {
  const schema = object({ t: text(), x: text({ time: "/t", plus }) });
  expect(derived(schema, { t: "2026-01-01T00:00:00Z", x: "" }).x).toBe(later);
});

it("a time may be given in seconds, and be written without a fraction", () => {
  const schema = object({ t: { type: "integer" }, x: text({ time: "/t", plus: "PT1S", fraction: 0 }) });
  expect(derived(schema, { t: 1_767_225_600, x: "" }).x).toBe("2026-01-01T00:00:01Z");
});

it("days between two instants are whole days", () => {
  const schema = object({
    a: { type: "integer" },
    b: text(),
    x: { type: "integer", "x-derive": { days: ["/a", "/b"] } },
  });
  expect(derived(schema, { a: 1_767_225_600, b: "2026-01-31T23:59:59Z", x: 0 }).x).toBe(30);
});

it("a field that follows from a derived field comes after it, however they are ordered", () => {
  const schema = object({ z: text("{/y}z"), y: text("{/x}y"), x: text("{/w}x"), w: text() });
  expect(derived(schema, { z: "", y: "", x: "", w: "w" })).toEqual({ w: "w", x: "wx", y: "wxy", z: "wxyz" });
});

it("items of an array are derived each", () => {
  const schema = object({ a: text(), list: { type: "array", items: object({ m: text("{/a}!"), k: text() }) } });
  expect(
    derived(schema, {
      a: "A",
      list: [
        { m: "", k: "1" },
        { m: "", k: "2" },
      ],
    }),
  ).toEqual({
    a: "A",
    list: [
      { m: "A!", k: "1" },
      { m: "A!", k: "2" },
    ],
  });
});

it("a kept field stays, and what follows from it follows it", () => {
  const schema = object({ a: text(), x: text("{/a}x"), y: text("{/x}y") });
  expect(derived(schema, { a: "a", x: "mine", y: "" }, (pointer) => pointer === "/x")).toEqual({
    a: "a",
    x: "mine",
    y: "miney",
  });
});

it("a derived field is asked for by its pointer, escaped", () => {
  const asked: string[] = [];
  const schema = object({
    a: text(),
    "b/c~d": object({ "e f": text("{/a}") }),
    list: { type: "array", items: text("{/a}") },
  });
  derived(schema, { a: "a", "b/c~d": { "e f": "" }, list: ["", ""] }, (pointer) => asked.push(pointer) === 0);
  expect(asked.sort()).toEqual(["/b~1c~0d/e f", "/list/0", "/list/1"]);
});

it("a field may follow from one whose name needs escapes", () => {
  const schema = object({ "b/c~d": text(), x: text("<{/b~1c~0d}>") });
  expect(derived(schema, { "b/c~d": "B", x: "" }).x).toBe("<B>");
});

it("where a source is absent the field stays as it was drawn", () => {
  const schema = object({
    a: text(),
    t: text(),
    x: text("{/a}!"),
    y: text({ time: "/t", plus: "P1D" }),
    z: { "x-derive": { days: ["/t", "/t"] } },
  });
  expect(derived(schema, { x: "drawn", y: "drawn", z: 5 })).toEqual({ x: "drawn", y: "drawn", z: 5 });
  expect(derived(schema, { a: null, t: "no time", x: "drawn", y: "drawn", z: 5 })).toMatchObject({
    x: "drawn",
    y: "drawn",
    z: 5,
  });
});

it("a field that is absent is not added", () => {
  expect(derived(object({ a: text(), x: text("{/a}!") }), { a: "A" })).toEqual({ a: "A" });
});

it("inherited properties are no sources", () => {
  const doubted: JsonSchema = { ...object({ name: text() }), "x-certainty": "inferred" };
  expect(derived(object({ constructor: doubted, x: text("{/constructor/name}!") }), { x: "drawn" }).x).toBe("drawn");
});

it.each(["/nowhere", "/a/b"])(
  "a rule that follows from %s, of which the schema does not speak, is refused",
  (pointer) => {
    expect(refusalOf(() => generatorOf(object({ a: text(), x: text(`{${pointer}}!`) })))).toContain(
      `x-derive at "/x" follows from "${pointer}", of which the schema does not speak`,
    );
  },
);

it("a value is derived when it is drawn", async () => {
  const { value } = await compileGenerator(object({ a: { const: "A" }, x: text("{/a}{/a}") }));
  expect(value(0)).toEqual({ a: "A", x: "AA" });
});

it.each<[string, Record<string, JsonSchema>]>([
  ["itself", { x: text("{/x}") }],
  ["itself by way of another", { x: text("{/y}"), y: text("{/x}") }],
  ["a circle", { w: text("{/x}"), x: text("{/y}"), y: text("{/z}"), z: text("{/x}") }],
])("a field that follows from %s is refused", (_name, properties) => {
  const message = refusalOf(() => generatorOf({ $id: "https://example.com/s", ...object(properties) }));
  expect(message).toMatch(/Failed to compile https:\/\/example\.com\/s: x-derive at "\/[wxyz]" follows from itself/);
});

it.each<[string, Derivation, RegExp]>([
  ["an unknown filter", "{/a|shout}", /x-derive at "\/x" uses the filter "shout"; known: host, hex/],
  ["a filter of Object.prototype", "{/a|constructor}", /uses the filter "constructor"/],
  ["a template without a field", "only text", /x-derive at "\/x" names no field/],
  ["a duration in words", { time: "/a", plus: "a day" }, /x-derive at "\/x" "a day" is no duration/],
  ["a duration of months", { time: "/a", plus: "P1M" }, /"P1M" is no duration/],
])("%s is refused", (_name, rule, says) => {
  expect(refusalOf(() => generatorOf(object({ a: text(), x: text(rule) })))).toMatch(says);
});

it.each([[{}], [{ time: "/a" }], [7], [[]], [null]])("the rule %j, of no known form, is refused", (rule) => {
  expect(refusalOf(() => generatorOf(object({ a: text(), x: text(rule as unknown as Derivation) })))).toContain(
    "x-derive",
  );
});

it("deriving leaves the draw alone: drawn again, the value is the same", () => {
  const generator = generatorOf(object({ a: text(), x: text("{/a}!") }));
  const first = JSON.stringify(generator.draw(SEEN));
  generator.derive(generator.draw(SEEN), () => false);
  expect(JSON.stringify(generator.draw(SEEN))).toBe(first);
});
