import { expect, it } from "vitest";
import { prefixLength, schemasOfItem, schemasOfProperty } from "../../../generators/compile/facets.ts";
import { documentsOf, waysOf } from "./ways.ts";

const only = (schema: object) => {
  const [way = {}, ...more] = waysOf(documentsOf(schema));
  expect(more).toEqual([]);
  return way;
};

const ofProperty = (schema: object, name: string): unknown[] =>
  schemasOfProperty(only(schema), name).map((located) => located.schema);

const ofItem = (schema: object, index: number): unknown[] =>
  schemasOfItem(only(schema), index).map((located) => located.schema);

const [A, B, C, OTHER] = [{ const: "a" }, { const: "b" }, { const: "c" }, { const: "other" }];

it.each<[string, object, string, unknown[]]>([
  ["its own schema", { properties: { a: A, b: B } }, "a", [A]],
  ["nothing, where nothing speaks of it", { properties: { a: A } }, "b", []],
  ["what additionalProperties says", { properties: { a: A }, additionalProperties: OTHER }, "b", [OTHER]],
  [
    "not what additionalProperties says, if it is named",
    { properties: { a: A }, additionalProperties: OTHER },
    "a",
    [A],
  ],
  ["what each matching pattern says", { patternProperties: { "^a": A, b$: B, c: C } }, "ab", [A, B]],
  ["its own schema and a pattern's", { properties: { a: A }, patternProperties: { "^a": B } }, "a", [A, B]],
  [
    "no additional one, if a pattern matches",
    { patternProperties: { "^a": A }, additionalProperties: OTHER },
    "ab",
    [A],
  ],
  [
    "each part's own idea of additional",
    {
      allOf: [
        { properties: { a: A }, additionalProperties: B },
        { properties: { b: B }, additionalProperties: OTHER },
      ],
    },
    "a",
    [A, OTHER],
  ],
  [
    "no unevaluated one, if another part names it",
    { allOf: [{ properties: { a: A } }], properties: { b: B }, unevaluatedProperties: OTHER },
    "a",
    [A],
  ],
  [
    "what unevaluatedProperties says, if no part speaks of it",
    { allOf: [{ properties: { a: A } }], properties: { b: B }, unevaluatedProperties: OTHER },
    "c",
    [OTHER],
  ],
  [
    "no unevaluated one, if another part has additionalProperties",
    { allOf: [{ additionalProperties: A }], unevaluatedProperties: OTHER },
    "x",
    [A],
  ],
  [
    "no unevaluated one of an inner part alone",
    { allOf: [{ unevaluatedProperties: A }], properties: { a: B } },
    "a",
    [B, A],
  ],
  ["nothing of what every object inherits", { properties: { a: A } }, "constructor", []],
  [
    "what additionalProperties says of __proto__",
    { properties: { a: A }, additionalProperties: OTHER },
    "__proto__",
    [OTHER],
  ],
  ["false, where it is forbidden", { properties: { a: false } }, "a", [false]],
])("of a property holds %s", (_name, schema, name, schemas) => {
  const found = ofProperty(schema, name);
  expect(found).toHaveLength(schemas.length);
  expect(found).toEqual(expect.arrayContaining(schemas));
});

it.each<[string, object, number, unknown[]]>([
  ["its place in the prefix", { prefixItems: [A, B], items: OTHER }, 1, [B]],
  ["what items says behind the prefix", { prefixItems: [A, B], items: OTHER }, 2, [OTHER]],
  ["what items says without a prefix", { items: OTHER }, 0, [OTHER]],
  ["nothing behind a prefix without items", { prefixItems: [A] }, 1, []],
  ["each part's own idea of behind", { allOf: [{ prefixItems: [A], items: B }, { items: C }] }, 1, [B, C]],
  ["no unevaluated one within another's prefix", { allOf: [{ prefixItems: [A] }], unevaluatedItems: OTHER }, 0, [A]],
  [
    "what unevaluatedItems says behind all prefixes",
    { allOf: [{ prefixItems: [A] }], unevaluatedItems: OTHER },
    1,
    [OTHER],
  ],
  ["no unevaluated one, if another part has items", { allOf: [{ items: A }], unevaluatedItems: OTHER }, 7, [A]],
])("of an item holds %s", (_name, schema, index, schemas) => {
  const found = ofItem(schema, index);
  expect(found).toHaveLength(schemas.length);
  expect(found).toEqual(expect.arrayContaining(schemas));
});

it.each<[object, number]>([
  [{}, 0],
  [{ items: true }, 0],
  [{ prefixItems: [A, B] }, 2],
  [{ allOf: [{ prefixItems: [A] }, { prefixItems: [A, B, C] }] }, 3],
  [{ allOf: [{ prefixItems: [A, B] }], unevaluatedItems: OTHER }, 2],
])("the items of %j are alike from index %i on", (schema, length) => {
  expect(prefixLength(only(schema))).toBe(length);
});

it("what a negation speaks of stays unevaluated", () => {
  const schema = { not: { not: { properties: { a: A } } }, unevaluatedProperties: OTHER };
  expect(ofProperty(schema, "a")).toEqual(expect.arrayContaining([A, OTHER]));
});
