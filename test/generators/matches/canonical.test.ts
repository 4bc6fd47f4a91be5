import { isDeepStrictEqual } from "node:util";
import { expect, it } from "vitest";
import { canonical } from "../../../generators/matches/canonical.ts";
import type { Json } from "../../../schemas/json-schema.ts";

const values: readonly Json[] = [
  ...[null, true, false, 0, 1, -1, 1.5, 1e21, "", "0", "1", "null", "true", "[]", "{}", '"', "a,b", "a:b", "\ud800"],
  ...[[], [[]], [null], [1], ["1"], [1, 2], [2, 1], [[1], 2], [1, [2]], ["a,b"], ["a", "b"], ['a","b']],
  ...[{}, { a: 1 }, { a: "1" }, { a: 1, b: 2 }, { a: 1, b: null }, { a: { b: 1 } }, { "a:b": 1 }, { '":"': 1 }],
  ...[{ "": 1 }, { 1: 1 }, { "1,2": 1 }, [{ a: 1 }], JSON.parse('{ "__proto__": 1 }'), JSON.parse('{ "a": [] }')],
];

it("two values have the same text exactly if they are equal", () => {
  for (const a of values)
    for (const b of values) expect(canonical(a) === canonical(b), JSON.stringify([a, b])).toBe(isDeepStrictEqual(a, b));
});

it.each<[Json, Json]>([
  [
    { a: 1, b: { c: 2, d: 3 } },
    { b: { d: 3, c: 2 }, a: 1 },
  ],
  [0, -0],
  [[-0], [0]],
  [{ a: -0 }, { a: 0 }],
  [1e2, 100],
])("%j and %j have the same text", (a, b) => {
  expect(canonical(a)).toBe(canonical(b));
});
