import { compileGenerator, HookwrightError } from "hookwright";
import { expect, it } from "vitest";
import { smallValues } from "../../../generators/compile/emit/small-values.ts";
import { matches } from "../../../generators/matches/matches.ts";
import type { Json, JsonSchema } from "../../../schemas/json-schema.ts";
import { documentsOf } from "./ways.ts";

type Keywords = Readonly<Record<string, readonly unknown[]>>;

/** Every combination of one value for each keyword; `undefined` leaves it out. */
const combinations = (keywords: Keywords): JsonSchema[] =>
  Object.entries(keywords).reduce<JsonSchema[]>(
    (schemas, [keyword, values]) =>
      schemas.flatMap((schema) =>
        values.map((value) => (value === undefined ? schema : { ...schema, [keyword]: value })),
      ),
    [{}],
  );

const none = undefined;

const tables: readonly [string, Keywords, readonly Json[]][] = [
  [
    "numbers",
    {
      type: ["number", "integer"],
      minimum: [none, -2.5, 0],
      maximum: [none, 3, 2 ** 40],
      exclusiveMinimum: [none, -3, 1.5],
      exclusiveMaximum: [none, 2, 4],
      multipleOf: [none, 0.5, 3, 0.01],
    },
    [-3, -2.5, -2, -1.5, -1, 0, 0.5, 1, 1.51, 1.75, 2, 2.5, 3, 6, 600],
  ],
  [
    "strings",
    {
      type: ["string"],
      minLength: [none, 0, 1, 4],
      maxLength: [none, 0, 1, 4, 12],
      pattern: [none, "^[a-c]*$", "a", "^a", "b$", "^(ab)+$", "^$"],
      format: [none, "date", "ipv4", "regex", "made-up"],
    },
    ["", "a", "ab", "abab", "aaaa", "aaab", "xaxx", "10.0.0.1", "2024-02-29", "a2", "aaaaaaaaaaaa"],
  ],
  [
    "arrays",
    {
      type: ["array"],
      minItems: [none, 2],
      maxItems: [none, 1, 3],
      uniqueItems: [none, true],
      items: [none, { type: "integer" }, { enum: [1, "a"] }, false],
      prefixItems: [none, [{ const: 1 }], [{ type: "string" }, true], [{ const: 1 }, { const: 1 }]],
      contains: [none, { type: "integer" }, { const: "a" }, true],
      minContains: [none, 0, 2],
      maxContains: [none, 1],
    },
    [
      ["a", 1],
      ["a", 2, 1],
      [1, 1, 1],
      ["b", 1, 2],
    ],
  ],
  [
    "objects",
    {
      type: ["object"],
      properties: [none, { a: { type: "integer" }, b: { type: "string" } }, { a: false }],
      required: [none, ["a"], ["a", "c"]],
      additionalProperties: [none, false, { type: "integer" }],
      patternProperties: [none, { "^[a-c]$": { const: 1 } }],
      propertyNames: [none, { maxLength: 1 }, { enum: ["a", "c"] }],
      minProperties: [none, 2],
      maxProperties: [none, 1, 2],
      dependentRequired: [none, { a: ["b"] }],
    },
    [
      { a: 1, b: "b" },
      { a: 1, c: 1 },
      { a: 1, b: 1, c: 1 },
      { b: 1 },
      { c: 1 },
      { c: 1, d: 1 },
      { b: 1, c: 1 },
      { b: "b" },
    ],
  ],
  [
    "conditions",
    {
      type: [none, "object"],
      properties: [none, { a: { enum: [1, "x"] } }],
      required: [none, ["a"]],
      anyOf: [none, [{ properties: { a: { const: 1 } } }, { required: ["b"] }]],
      oneOf: [
        none,
        [{ required: ["a"] }, { required: ["b"] }],
        [{ minProperties: 1 }, { properties: { a: { type: "string" } } }],
      ],
      not: [none, { required: ["c"] }, { properties: { a: { const: 1 } } }, { type: "object", maxProperties: 1 }],
      if: [none, { required: ["b"] }],
      else: [none, { properties: { c: { const: true } } }],
      unevaluatedProperties: [none, false],
    },
    [
      { a: 1 },
      { b: 1 },
      { a: "x" },
      { a: 1, b: 1 },
      { a: "x", b: 1 },
      { a: "x", c: true },
      { a: 1, c: true },
      { b: 1, c: 1 },
    ],
  ],
];

it.each(tables)(
  "%s: values are valid, and hardly a schema is refused that some value is known to satisfy",
  { timeout: 120_000 },
  async (_name, keywords, known) => {
    const schemas = combinations(keywords);
    const invalid: string[] = [];
    const avoidable: string[] = [];
    for (const schema of schemas) {
      const { root, follow } = documentsOf(schema);
      const accepts = (value: Json): boolean => matches(root, value, follow);
      try {
        const { value, text } = await compileGenerator(schema);
        for (let index = 0; index < 8; index++) {
          expect(text(index)).toBe(JSON.stringify(value(index)));
          if (!accepts(value(index))) invalid.push(`${text(index)} by ${JSON.stringify(schema)}`);
        }
      } catch (error) {
        if (!(error instanceof HookwrightError && error.code === "invalid-schema")) throw error;
        const witness = [...known, ...smallValues([schema])].find(accepts);
        if (witness !== undefined) avoidable.push(`${JSON.stringify(schema)} accepts ${JSON.stringify(witness)}`);
      }
    }
    expect(invalid).toEqual([]);
    expect(avoidable.length / schemas.length, avoidable.join("\n")).toBeLessThan(0.005);
  },
);
