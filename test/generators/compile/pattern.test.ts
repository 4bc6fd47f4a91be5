import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import { generatorOf, refusalOf } from "./compiled.ts";

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
];

it.each(supported)("draws only strings that match %j", async (pattern) => {
  const { value } = await compileGenerator({ type: "string", pattern });
  const expression = new RegExp(pattern, "u");
  for (let index = 0; index < 200; index++) expect(value(index)).toMatch(expression);
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
  ["a Unicode property", "^\\p{Script=Greek}$", "\\p{Script=Greek}"],
  ["a class of nothing printable", "^[\\u0000-\\u0010]$", "[\\u0000-\\u0010]"],
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

it.each([{ minLength: 3 }, { maxLength: 3 }, { format: "date-time" }])(
  "a pattern beside %j needs x-faker",
  (limits) => {
    expect(refusalOf(() => generatorOf({ type: "string", pattern: "^a+$", ...limits }))).toContain(
      "stands beside other limits",
    );
  },
);
