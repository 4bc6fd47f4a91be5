import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import { matches } from "../../../generators/matches/matches.ts";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import { generatorOf, refusalOf } from "./compiled.ts";
import { documentsOf } from "./ways.ts";

const supported = [
  "^abc$",
  "abc",
  "^abc",
  "abc$",
  "^$",
  "",
  "^[0-9a-f]{32}$",
  "^[A-Z][a-z]+$",
  "^\\d{3}-\\d{4}$",
  "^\\w+\\s\\S*$",
  "^\\D\\W$",
  "^a?b*c+$",
  "^a{2}b{1,3}c{2,}$",
  "^(ab|cd|)e$",
  "^(?:x|y){2}$",
  "^(?<name>z)$",
  "^a|b$",
  "^((a|b)(c|d)){2,3}$",
  "^[^a-z]$",
  "^[^\\s\"'\\\\]+$",
  "^.$",
  "^.{3,5}$",
  "^\\.\\*\\/\\$\\{\\}$",
  "^[\\]\\-^]$",
  "^\\u0041\\x42$",
  "^`\\$\\{x\\}`$",
  "^\"'\\\\$",
  "^é€😀$",
  "^\\n\\t\\r$",
  "^\u2028$",
  "^(\\*\\.)?([a-z0-9]([a-z0-9-]{0,5}[a-z0-9])?\\.){1,2}[a-z]{2,}$",
  "^#[0-9A-Fa-f]{6}$",
  "^(\\d{1,3}\\.){3}\\d{1,3}$",
  "^a{0}$",
  "^(a{0,2}){0,2}$",
  "^[a]{3}?b+?$",
  "^\\p{Script=Greek}{3}$",
  "^\\p{Lu}\\P{Lu}$",
  "^[\\p{Nd}_]+$",
  "^[^\\u0020-\\u007e]$",
  "^[\\u0000-\\u0010]$",
  "^\\u{1F600}$",
  "^(\\ud83d|\\ude00)$",
  "^((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))$",
];

it.each(supported)("draws only strings that match %j", async (pattern) => {
  const { value, text } = await compileGenerator({ type: "string", pattern });
  const expression = new RegExp(pattern, "u");
  for (let index = 0; index < 200; index++) {
    expect(value(index)).toMatch(expression);
    expect(text(index)).toBe(JSON.stringify(value(index)));
  }
});

it.each(["^(a|b|c)$", "^[a-c]$", "^a{1,3}$", "^a?b?$"])("draws every short string that matches %j", async (pattern) => {
  const { value } = await compileGenerator({ type: "string", pattern });
  expect(new Set(Array.from({ length: 300 }, (_, index) => value(index))).size).toBeGreaterThanOrEqual(3);
});

it("each part of a pattern is drawn by itself", async () => {
  const { value } = await compileGenerator({ type: "string", pattern: "^[0-9]-[0-9]-([0-9])-([0-9])$" });
  const values = Array.from({ length: 100 }, (_, index) => value(index) as string);
  expect(values.filter((text) => new Set(text.match(/\d/g)).size > 1).length).toBeGreaterThan(80);
});

it("repeated groups are not all alike", async () => {
  const { value } = await compileGenerator({ type: "string", pattern: "^(a|b){20}$" });
  const values = Array.from({ length: 20 }, (_, index) => value(index) as string);
  for (const text of values) expect(new Set(text).size).toBe(2);
});

const refused = [
  ["lookahead", "^(?=a)b$", "(?=a)"],
  ["negative lookahead", "^(?!a)b$", "(?!a)"],
  ["lookbehind", "^(?<=a)b$", "(?<=a)"],
  ["a backreference", "^(a)\\1$", "\\1"],
  ["a word boundary", "^a\\bb$", "\\b"],
  ["an anchor in the middle", "^a^b$", "^"],
  ["an anchor within a group", "(^a|b)$", "^"],
  ["a class of half pairs", "^[\\ud800-\\udbff]$", "[\\ud800-\\udbff]"],
  ["a class without characters", "^[]$", "[]"],
  ["a property that no character up to U+FFFF has", "^\\p{Script=Gothic}$", "\\p{Script=Gothic}"],
] as const;

it.each(refused)("%s is refused by name, with pointer and advice", (_name, pattern, named) => {
  const message = refusalOf(() =>
    generatorOf({ $id: "https://example.com/s", type: "object", properties: { x: { type: "string", pattern } } }),
  );
  expect(message).toContain('Failed to compile https://example.com/s: pattern at "/x"');
  expect(message).toContain(`has ${named}, which is not supported`);
  expect(message).toContain("x-faker");
});

it.each(["^(a$", "[z-a]", "a{2,1}", "*"])("%j is no regular expression and is refused as such", (pattern) => {
  expect(refusalOf(() => generatorOf({ type: "string", pattern }))).toContain("Mend the expression");
});

it.each<[string, JsonSchema]>([
  ["^[a-z]*$", { minLength: 20, maxLength: 20 }],
  ["^[a-z]+$", { maxLength: 1 }],
  ["^a+$", { minLength: 3 }],
  ["^a+$", { maxLength: 3 }],
  ["^\\d{2,}-\\d{2,}$", { minLength: 12, maxLength: 12 }],
  ["^a{2,5}b{2,5}$", { minLength: 9 }],
  ["^a{2,5}b{2,5}$", { maxLength: 4 }],
  ["^(ab)+$", { minLength: 7, maxLength: 8 }],
  ["^(ab|c)*$", { minLength: 5 }],
  ["^(a|bb|ccc)$", { minLength: 2, maxLength: 2 }],
  ["^x?y+z*$", { minLength: 12, maxLength: 14 }],
  ["^😀+$", { minLength: 3, maxLength: 3 }],
  ["b$", { minLength: 3 }],
  ["^b", { minLength: 12, maxLength: 12 }],
  ["b", { minLength: 5, maxLength: 6 }],
  ["a|b", { minLength: 4 }],
  ["^[a-z]+$", { format: "hostname" }],
  ["^20", { format: "date" }],
  ["^[a-f]", { format: "uuid" }],
  ["com$", { format: "email", minLength: 12 }],
  ["^https:", { format: "uri", maxLength: 24 }],
  ["^[a-c]+$", { format: "made-up", minLength: 2 }],
])("%j beside %j holds as well", async (pattern, more) => {
  const schema = { type: "string", pattern, ...more };
  const { root, follow } = documentsOf(schema);
  const { value, text } = await compileGenerator(schema);
  for (let index = 0; index < 100; index++) {
    expect(matches(root, value(index), follow), text(index)).toBe(true);
    expect(text(index)).toBe(JSON.stringify(value(index)));
  }
});

it.each<[string, JsonSchema]>([
  ["^a{3}$", { maxLength: 2 }],
  ["^a{3}$", { minLength: 4 }],
  ["^a+$", { format: "date-time" }],
  ["^[a-c]$", { allOf: [{ pattern: "^[d-f]$" }] }],
  ["^a$", { not: { pattern: "a" } }],
])("%j beside %j is refused as not to be satisfied", (pattern, more) => {
  expect(refusalOf(() => generatorOf({ type: "string", pattern, ...more }))).toContain("Mend one of them");
});

it.each<[string, JsonSchema]>([
  ["pattern", { type: "string", pattern: "[" }],
  ["pattern", { enum: ["a"], pattern: "[" }],
  ["pattern", { not: { pattern: "[" } }],
  ["pattern", { type: "object", required: ["a"], propertyNames: { pattern: "[" } }],
  ["patternProperties", { type: "object", patternProperties: { "[": true } }],
  ["patternProperties", { type: "object", properties: { a: {} }, patternProperties: { "[": true } }],
  ["patternProperties", { enum: [{ a: 1 }], patternProperties: { "[": true } }],
])("a broken expression in %s of %j is refused as invalid-schema", (_keyword, schema) => {
  expect(refusalOf(() => generatorOf(schema))).toContain("[");
});
