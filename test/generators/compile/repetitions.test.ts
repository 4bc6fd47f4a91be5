import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { expect, it } from "vitest";
import { lengthOf, repetitions } from "../../../generators/compile/emit/repetitions.ts";

const read = (pattern: string): AST.Alternative[] =>
  new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true }).alternatives;

const lengths = (pattern: string, least = 0, most = Number.POSITIVE_INFINITY) => {
  const alternatives = read(pattern);
  return lengthOf(alternatives, repetitions(alternatives, least, most));
};

it.each<[string, number, number]>([
  ["", 0, 0],
  ["abc", 3, 3],
  ["😀", 1, 1],
  ["[ab].", 2, 2],
  ["a{3}", 3, 3],
  ["a{2,4}", 2, 4],
  ["a?", 0, 1],
  ["(ab)", 2, 2],
  ["(ab){2}", 4, 4],
  ["a|bcd", 1, 3],
  ["(a|bcd){2}e", 3, 7],
  ["((a{2}){3}){4}", 24, 24],
  ["a{0}", 0, 0],
])("strings of %j have %i to %i characters", (pattern, fewest, most) => {
  expect(lengths(pattern)).toEqual({ fewest, most });
});

it.each(["a*", "a+", "[a-z]{3,}", "(ab)*", "(a+b)*c*", "((a*)*)*"])(
  "%j repeats more, but not without end",
  (pattern) => {
    const { fewest, most } = lengths(pattern);
    expect(most).toBeGreaterThan(fewest);
    expect(most).toBeLessThan(300);
  },
);

it.each<[string, number, number]>([
  ["a*", 5, 9],
  ["a*", 0, 0],
  ["a+", 1, 1],
  ["a*", 300, 300],
  ["a*b*", 40, 41],
  ["x[a-z]{2,}y", 10, 12],
  ["a{2,5}b{2,5}", 9, 10],
  ["a{2,5}b{2,5}", 4, 5],
  ["(a*)b", 7, 7],
  ["(?:[0-9]+)-(?:[0-9]+)", 12, 12],
])("%j is arranged to have %i to %i characters", (pattern, least, greatest) => {
  const { fewest, most } = lengths(pattern, least, greatest);
  expect(fewest).toBeGreaterThanOrEqual(least);
  expect(most).toBeLessThanOrEqual(greatest);
  expect(fewest).toBeLessThanOrEqual(most);
});

it.each<[string, number, number]>([
  ["a{3}", 0, 2],
  ["a{3}", 4, 9],
  ["ab", 3, 3],
  ["a{1,2}b{1,2}", 5, 9],
])("%j cannot be arranged to have %i to %i characters, and keeps its own limits", (pattern, least, greatest) => {
  const { fewest, most } = lengths(pattern, least, greatest);
  expect(fewest < least || most > greatest).toBe(true);
  for (const [one, { fewest: few, most: many }] of repetitions(read(pattern), least, greatest)) {
    expect(few).toBeGreaterThanOrEqual(one.min);
    expect(many).toBeLessThanOrEqual(one.max);
  }
});

it.each(["a*b+c?d{2,3}", "(a|b*){2,3}", "(a*b){1,}", "(?:(?:a?)+)*"])(
  "no quantifier of %j leaves its own limits, whatever the length asked for",
  (pattern) => {
    for (const least of [0, 1, 5, 50])
      for (const more of [0, 1, 100])
        for (const [one, { fewest, most }] of repetitions(read(pattern), least, least + more)) {
          expect(fewest).toBeGreaterThanOrEqual(one.min);
          expect(most).toBeLessThanOrEqual(one.max);
          expect(fewest).toBeLessThanOrEqual(most);
        }
  },
);
