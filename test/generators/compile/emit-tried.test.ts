import { faker } from "@faker-js/faker/locale/en";
import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import { type CompiledSource, compileSource } from "../../../generators/compile/compile.ts";
import { evaluate } from "../../../generators/compile/evaluate.ts";
import { ownFaker } from "../../../generators/compile/own-faker.ts";
import { matches } from "../../../generators/matches/matches.ts";
import { tried } from "../../../generators/runtime.ts";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import { documentsOf } from "./ways.ts";

const compile = (schema: JsonSchema): CompiledSource =>
  compileSource(schema, { resolve: () => undefined, faker: ownFaker(faker) });

it.each<[string, JsonSchema]>([
  ["often hit", { type: "integer", not: { multipleOf: 2 } }],
  ["seldom hit", { type: "string", pattern: "^[a-z]{8}$", not: { pattern: "^[a-y]" } }],
  [
    "hit by what is mentioned alone",
    { type: "string", anyOf: [{ pattern: "(?:a|b)c" }, { enum: ["q"] }], format: "made-up", not: { minLength: 2 } },
  ],
  ["a set", { type: "array", uniqueItems: true, minItems: 3, items: { enum: [1, 2, 3] } }],
  ["several formats", { type: "string", allOf: [{ format: "uri" }, { format: "uri-reference" }] }],
  ["within items", { type: "array", minItems: 3, items: { type: "integer", not: { multipleOf: 3 } } }],
  ["within a map", { type: "object", additionalProperties: { type: "string", not: { pattern: "^[a-m]" } } }],
  [
    "within what is tried",
    { type: "array", uniqueItems: true, minItems: 2, items: { type: "integer", not: { multipleOf: 2 } } },
  ],
  ["through a reference", { type: "integer", not: { $ref: "#/$defs/even" }, $defs: { even: { multipleOf: 2 } } }],
  [
    "of an object",
    {
      type: "object",
      required: ["a"],
      properties: { a: { type: "integer" } },
      not: { properties: { a: { multipleOf: 2 } } },
    },
  ],
])("what must be tried and is %s is accepted when it is drawn", async (_name, schema) => {
  const { root, follow } = documentsOf(schema);
  const { value, text } = await compileGenerator(schema);
  for (let index = 0; index < 300; index++) {
    expect(matches(root, value(index), follow), text(index)).toBe(true);
    expect(text(index)).toBe(JSON.stringify(value(index)));
  }
});

it("a trial that went through JSON makes the same generator", () => {
  const source = compile({ type: "integer", not: { $ref: "#/$defs/even" }, $defs: { even: { multipleOf: 2 } } });
  const again = { ...source, trials: new Map(JSON.parse(JSON.stringify([...source.trials]))) } as CompiledSource;
  expect(source.trials.size).toBe(1);
  for (let index = 0; index < 50; index++) {
    const at = { seed: 1, run: 0, index, incarnation: 0, replacement: 0, step: 1 };
    expect(evaluate(again).draw(at)).toEqual(evaluate(source).draw(at));
  }
});

it("a schema whose values need no trial has none", () => {
  expect(compile({ type: "object", properties: { a: { type: "string", pattern: "^a+$" } } }).trials.size).toBe(0);
  expect(compile({ type: "string", anyOf: [{ minLength: 3 }, { maxLength: 9 }] }).trials.size).toBe(0);
});

it("a trial that leads nowhere in the end is left out", () => {
  const odd = { type: "integer", not: { multipleOf: 2 } };
  expect(compile({ type: "object", properties: { a: odd }, maxProperties: 0 }).trials.size).toBe(0);
});

it.each<[string, JsonSchema]>([
  ["not", { type: "string", pattern: "^a+$", not: { pattern: "a" } }],
  ["pattern", { type: "string", allOf: [{ pattern: "^a$" }, { pattern: "^b$" }] }],
  ["uniqueItems", { type: "array", uniqueItems: true, items: { const: 1 }, minItems: 2 }],
])("what no trial accepts is refused by %s", async (keyword, schema) => {
  await expect(compileGenerator(schema)).rejects.toMatchObject({
    code: "invalid-schema",
    message: expect.stringMatching(new RegExp(`${keyword} at "" accepts none of the values that were tried`)),
  });
});

it("the first draw that is accepted is taken, and each attempt draws anew", () => {
  const bases: number[] = [];
  const make = (base: number): number => bases.push(base);
  expect(
    tried(
      7,
      make,
      (value) => value === 5,
      () => 0,
    ),
  ).toBe(5);
  expect(bases).toHaveLength(5);
  expect(new Set(bases).size).toBe(5);
  expect(bases[0]).toBe(7);
});

it("where nothing drawn is accepted the value that was is taken", () => {
  expect(
    tried(
      7,
      () => 1,
      () => false,
      () => "instead",
    ),
  ).toBe("instead");
});
