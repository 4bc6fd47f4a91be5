import { compileGenerator, HookwrightError } from "hookwright";
import { expect, it } from "vitest";
import type { Generator } from "../../../generators/compile-generator.ts";
import type { JsonSchema } from "../../../schemas/json-schema.ts";

// Whoever sends a schema must not be able to keep the process busy, or fill its memory: each of these takes well under
// five seconds on one core. The timeout leaves room for a busy machine.
const TIMEOUT = 120_000;

const list = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const named = (count: number, name: string, make: (i: number) => unknown): Record<string, never> =>
  Object.fromEntries(list(count, (i) => [`${name}${i}`, make(i)])) as Record<string, never>;

const nested = (levels: number, wrap: (inner: unknown) => unknown, leaf: unknown = { type: "integer" }): unknown => {
  let schema = leaf;
  for (let i = 0; i < levels; i++) schema = wrap(schema);
  return schema;
};

const object = (properties: Record<string, unknown>, required: readonly string[] = []): JsonSchema => ({
  type: "object",
  properties: properties as never,
  required: [...required],
});

/** Definitions each of which is made of the next: `d0` of `d1`, and so on. */
const chain = (count: number, make: (next: JsonSchema) => unknown): JsonSchema => ({
  $ref: "#/$defs/d0",
  $defs: named(count, "d", (i) => (i === count - 1 ? { type: "integer" } : make({ $ref: `#/$defs/d${i + 1}` }))),
});

/** Definitions each of which refers to all. */
const mutual = (count: number, make: (all: readonly JsonSchema[], i: number) => unknown): JsonSchema => {
  const all = list(count, (i) => ({ $ref: `#/$defs/d${i}` }));
  return { $ref: "#/$defs/d0", $defs: named(count, "d", (i) => make(all, i)) };
};

const draw = async (schema: unknown): Promise<Generator | HookwrightError> => {
  try {
    const generator = await compileGenerator(schema as JsonSchema);
    for (let index = 0; index < 3; index++) expect(generator.text(index)).toBe(JSON.stringify(generator.value(index)));
    return generator;
  } catch (error) {
    if (error instanceof HookwrightError && error.code === "invalid-schema") return error;
    throw error;
  }
};

const done: readonly [string, () => unknown][] = [
  [
    "100,000 properties",
    () => object(named(100_000, "property", () => ({ type: "string", description: "x".repeat(60) }))),
  ],
  ["10,000 required properties", () => ({ type: "object", required: list(10_000, (i) => `r${i}`) })],
  ["an enum of 10 MB", () => ({ enum: list(500_000, (i) => `a value with the number ${i}`) })],
  [
    "an enum of 10 MB beside other limits",
    () => ({ type: "string", minLength: 30, enum: list(500_000, (i) => `a value with the number ${i}`) }),
  ],
  [
    "two enums of 200,000 values",
    () => ({ allOf: [{ enum: list(200_000, (i) => i) }, { enum: list(200_000, (i) => i + 100_000) }] }),
  ],
  ["a constant text of 10 MB", () => ({ const: "x".repeat(10 * 2 ** 20) })],
  ["a constant object of 10 MB", () => ({ const: named(200_000, "property", () => ({ a: ["text", 1, null] })) })],
  ["a description of 10 MB", () => ({ type: "integer", description: "x".repeat(10 * 2 ** 20) })],
  [
    "100,000 definitions",
    () => ({
      $ref: "#/$defs/d5",
      $defs: named(100_000, "d", () => object({ a: { type: "string", description: "x" } })),
    }),
  ],
  ["an allOf of 10,000", () => ({ allOf: list(10_000, (i) => ({ type: "integer", minimum: i })) })],
  ["an anyOf of 100,000", () => ({ anyOf: list(100_000, (i) => ({ type: "integer", minimum: i })) })],
  [
    "10,000 patterns of properties",
    () => ({ type: "object", patternProperties: named(10_000, "^p", () => ({ type: "string" })) }),
  ],
  [
    "1,000 properties beside 1,000 patterns",
    () => ({
      ...object(named(1000, "p", () => true)),
      patternProperties: named(1000, "^p", () => ({ type: "string" })),
    }),
  ],
  [
    "10,000 properties that require the next",
    () => ({
      ...object(named(10_000, "p", () => ({ type: "string" }))),
      dependentRequired: named(9_999, "p", (i) => [`p${i + 1}`]),
    }),
  ],
  [
    "10 dependent schemas",
    () => ({ type: "object", dependentSchemas: named(10, "p", (i) => ({ required: [`q${i}`] })) }),
  ],
  [
    "1,000 dependent schemas",
    () => ({ type: "object", dependentSchemas: named(1000, "p", (i) => ({ required: [`q${i}`] })) }),
  ],
  ["10,000 items with a schema each", () => ({ type: "array", prefixItems: list(10_000, (i) => ({ const: i })) })],
  ["1,000 schemas to contain", () => ({ type: "array", allOf: list(1000, (i) => ({ contains: { const: i } })) })],
  [
    "1,000 options told apart",
    () => ({ anyOf: list(1000, (i) => object({ kind: { const: `k${i}` }, n: { type: "integer" } }, ["kind"])) }),
  ],
  ["1,000 overlapping options", () => ({ anyOf: list(1000, (i) => ({ type: "integer", minimum: i })) })],
  [
    "1,000 exclusive options told apart",
    () => ({ oneOf: list(1000, (i) => object({ kind: { const: `k${i}` }, n: { type: "integer" } }, ["kind"])) }),
  ],
  ["1,000 overlapping exclusive options", () => ({ oneOf: list(1000, (i) => object({}, [`p${i}`])) })],
  [
    "1,000 × 1,000 options",
    () => ({
      allOf: [
        { anyOf: list(1000, (i) => ({ type: "integer", minimum: i })) },
        { anyOf: list(1000, (i) => ({ maximum: i + 5000 })) },
      ],
    }),
  ],
  [
    "10 choices of 10",
    () => ({ allOf: list(10, (j) => ({ anyOf: list(10, (i) => ({ required: [`p${j}_${i}`] })) })) }),
  ],
  ["100 properties of 100 options", () => object(named(100, "p", () => ({ anyOf: list(100, (i) => ({ const: i })) })))],
  [
    "1,000 branches with unevaluatedProperties",
    () => ({
      type: "object",
      anyOf: list(1000, (i) => ({ properties: { [`p${i}`]: true } })),
      unevaluatedProperties: false,
    }),
  ],
  [
    "1,000 parts with unevaluatedProperties",
    () => ({ allOf: list(1000, (i) => object({ [`p${i}`]: true })), unevaluatedProperties: false }),
  ],
  ["60 arrays within each other", () => nested(60, (items) => ({ type: "array", items }))],
  ["60 objects within each other", () => nested(60, (a) => object({ a }, ["a"]))],
  ["60 maps within each other", () => nested(60, (additionalProperties) => ({ type: "object", additionalProperties }))],
  ["12 sets within each other", () => nested(12, (items) => ({ type: "array", uniqueItems: true, items }))],
  ["250 negations within each other", () => nested(250, (not) => ({ not }))],
  [
    "an unknown keyword of 100,000 levels",
    () => ({ type: "integer", "x-deep": nested(100_000, (deep) => ({ deep })) }),
  ],
  ["1,000 references one after another", () => chain(1000, (next) => next)],
  ["two properties of the same, 40 levels deep", () => chain(40, (next) => object({ a: next, b: next }))],
  ["lists of lists, 40 levels deep", () => chain(40, (items) => ({ type: "array", items }))],
  [
    "30 definitions that refer to each other",
    () => mutual(30, (all) => object(Object.fromEntries(all.map((one, i) => [`p${i}`, one])))),
  ],
  [
    "30 definitions of null or each other",
    () =>
      mutual(30, (all) => ({
        oneOf: [{ type: "null" }, object(Object.fromEntries(all.map((one, i) => [`p${i}`, one])))],
      })),
  ],
  ["a text of 1,000,000 characters", () => ({ type: "string", minLength: 1_000_000 })],
  ["a pattern of 10,000 characters", () => ({ type: "string", pattern: "abcdefghij".repeat(1000) })],
  ["a pattern of 10,000 alternatives", () => ({ type: "string", pattern: list(10_000, (i) => `a${i}`).join("|") })],
  ["a pattern of 2,000 repetitions", () => ({ type: "string", pattern: "ab?".repeat(2000) })],
  [
    "a pattern of 200 groups within each other",
    () => ({ type: "string", pattern: nested(200, (inner) => `(${inner})`, "a") }),
  ],
  [
    "a pattern of 1,000 classes of letters beyond ASCII",
    () => ({ type: "string", pattern: "\\p{Script=Greek}".repeat(1000) }),
  ],
  [
    "a set of 1,000 numbers",
    () => ({ type: "array", uniqueItems: true, minItems: 1000, items: { type: "integer", maximum: 1e6 } }),
  ],
];

it.each(done)("%s: done in time", { timeout: TIMEOUT }, async (_name, make) => {
  expect(await draw(make())).not.toBeInstanceOf(Error);
});

const refused: readonly [string, () => unknown][] = [
  ...[10_000, 100_000].flatMap((levels): [string, () => unknown][] => [
    [`${levels} levels of allOf`, () => nested(levels, (inner) => ({ allOf: [inner] }))],
    [`${levels} levels of anyOf`, () => nested(levels, (inner) => ({ anyOf: [inner] }))],
    [`${levels} levels of properties`, () => nested(levels, (a) => object({ a }))],
    [`${levels} levels of items`, () => nested(levels, (items) => ({ type: "array", items }))],
    [`${levels} levels of not`, () => nested(levels, (not) => ({ not }))],
    [`${levels} levels of if`, () => nested(levels, (inner) => ({ if: inner, else: false }))],
    [`${levels} levels of $defs`, () => nested(levels, (a) => ({ $defs: { a } }))],
    [`${levels} levels of lists in a const`, () => ({ const: nested(levels, (inner) => [inner], 1) })],
    [`${levels} levels of objects in an enum`, () => ({ enum: [nested(levels, (a) => ({ a }), 1)] })],
    [
      `${levels} levels of groups in a pattern`,
      () => ({ type: "string", pattern: `${"(".repeat(levels)}a${")".repeat(levels)}` }),
    ],
    [`a chain of ${levels} references`, () => chain(levels, (next) => next)],
  ]),
  ["100,000 required properties", () => ({ type: "object", required: list(100_000, (i) => `r${i}`) })],
  ["a million properties that nothing names", () => ({ type: "object", minProperties: 1_000_000 })],
  ["a billion characters", () => ({ type: "string", minLength: 1_000_000_000 })],
  ["a billion characters by a pattern", () => ({ type: "string", pattern: "^a{1000000000}$" })],
  ["a billion characters by nested repetitions", () => ({ type: "string", pattern: "^(((a{1000}){1000}){1000})$" })],
  ["a billion items", () => ({ type: "array", minItems: 1_000_000_000 })],
  ["more items than there are numbers", () => ({ type: "array", minItems: 1e300 })],
  ["a million items to contain", () => ({ type: "array", contains: true, minContains: 1_000_000 })],
  ["lists of ten, 40 levels deep", () => chain(40, (items) => ({ type: "array", items, minItems: 10 }))],
  [
    "maps of ten, 40 levels deep",
    () => chain(40, (additionalProperties) => ({ type: "object", additionalProperties, minProperties: 10 })),
  ],
  [
    "two required properties of the same, 40 levels deep",
    () => chain(40, (next) => object({ a: next, b: next }, ["a", "b"])),
  ],
  ["30 definitions that require each other", () => mutual(30, (all, i) => object({ a: all[(i + 1) % 30] }, ["a"]))],
];

it.each(refused)("%s: refused as invalid-schema in time", { timeout: TIMEOUT }, async (_name, make) => {
  expect(await draw(make())).toBeInstanceOf(HookwrightError);
});

const either: readonly [string, () => unknown][] = [
  ["an allOf of 100,000", () => ({ allOf: list(100_000, (i) => ({ type: "integer", minimum: i })) })],
  ["20 conditions within each other", () => nested(20, (inner) => ({ if: inner, else: { type: "string" } }))],
  ["20 exclusive choices within each other", () => nested(20, (inner) => ({ oneOf: [inner, { type: "string" }] }))],
  [
    "30 definitions of lists of each other",
    () => mutual(30, (all) => ({ anyOf: [{ type: "integer" }, ...all.map((items) => ({ type: "array", items }))] })),
  ],
  [
    "30 definitions of required lists of each other",
    () =>
      mutual(30, (all) =>
        object(
          Object.fromEntries(all.map((items, i) => [`p${i}`, { type: "array", items }])),
          list(30, (i) => `p${i}`),
        ),
      ),
  ],
  ["an allOf of the same twice, 40 levels deep", () => chain(40, (next) => ({ allOf: [next, next] }))],
  ["an anyOf of the same twice, 40 levels deep", () => chain(40, (next) => ({ anyOf: [next, next] }))],
  ["a oneOf of the same twice, 40 levels deep", () => chain(40, (next) => ({ oneOf: [next, next] }))],
  ["a negated allOf of the same twice, 40 levels deep", () => chain(40, (next) => ({ not: { allOf: [next, next] } }))],
  ["a condition on the same, 40 levels deep", () => chain(40, (next) => ({ if: next, else: next }))],
  [
    "dependent schemas of the same, 40 levels deep",
    () => chain(40, (next) => ({ type: "object", dependentSchemas: { a: next, b: next } })),
  ],
  ["30 definitions of each other alone", () => mutual(30, (all) => ({ anyOf: [{ type: "integer" }, ...all] }))],
  [
    "a set of 30,000 numbers",
    () => ({ type: "array", uniqueItems: true, minItems: 30_000, items: { type: "integer", maximum: 1e7 } }),
  ],
  ["a million items", () => ({ type: "array", minItems: 1_000_000, items: { type: "integer" } })],
  [
    "8 sets of two within each other",
    () => nested(8, (items) => ({ type: "array", uniqueItems: true, minItems: 2, items })),
  ],
  ["4,000 repetitions", () => ({ type: "string", pattern: "ab?".repeat(4000) })],
  [
    "2,000 properties beside 2,000 patterns",
    () => ({
      ...object(named(2000, "p", () => true)),
      patternProperties: named(2000, "^p", () => ({ type: "string" })),
    }),
  ],
];

it.each(either)("%s: done or refused in time", { timeout: TIMEOUT }, async (_name, make) => {
  expect(await draw(make())).toBeDefined();
});
