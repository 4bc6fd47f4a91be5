import { expect, it } from "vitest";
import { disjoint } from "../../../generators/compile/disjoint.ts";
import { smallValues } from "../../../generators/compile/emit/small-values.ts";
import type { Schema } from "../../../generators/matches/located.ts";
import { matches } from "../../../generators/matches/matches.ts";
import { documentsOf } from "./ways.ts";

const kind = (value: string, more: object = {}): object => ({
  type: "object",
  required: ["kind"],
  properties: { kind: { const: value } },
  ...more,
});

it.each<[unknown, unknown]>([
  [false, true],
  [false, {}],
  [{ type: "string" }, { type: "null" }],
  [{ type: ["string", "null"] }, { type: ["integer", "array"] }],
  [{ const: 1 }, { const: 2 }],
  [{ const: 1 }, { enum: ["1", 2, null] }],
  [{ const: { a: 1 } }, { const: { a: 2 } }],
  [kind("a"), kind("b")],
  [
    { type: "object", required: ["meta"], properties: { meta: kind("a") } },
    { type: "object", required: ["meta"], properties: { meta: kind("b") } },
  ],
  [
    { type: "object", properties: { a: {} }, additionalProperties: false },
    { type: "object", required: ["b"] },
  ],
  [
    { type: "object", required: ["__proto__"] },
    { type: "object", additionalProperties: false },
  ],
])("%j and %j are told apart, in either order", (a, b) => {
  expect(disjoint(a as Schema, b as Schema)).toBe(true);
  expect(disjoint(b as Schema, a as Schema)).toBe(true);
});

it.each<[unknown, unknown]>([
  [true, true],
  [{}, { type: "string" }],
  [{ type: "number" }, { type: "integer" }],
  [{ type: "integer" }, { type: "number" }],
  [{ const: { a: 1, b: 2 } }, { const: { b: 2, a: 1 } }],
  [{ const: 0 }, { const: -0 }],
  [{ enum: [1, 2] }, { enum: [2, 3] }],
  [kind("a"), kind("a", { required: [] })],
  [kind("a"), { ...kind("b"), type: ["object", "string"] }],
  [
    { type: "object", properties: { kind: { const: "a" } } },
    { type: "object", properties: { kind: { const: "b" } } },
  ],
  [
    { type: "object", properties: { a: {} }, patternProperties: { b: {} }, additionalProperties: false },
    { type: "object", required: ["b"] },
  ],
  [{ properties: {}, additionalProperties: false }, { required: ["b"] }],
  [{ minimum: 5 }, { maximum: 4 }],
])("%j and %j may share a value", (a, b) => {
  expect(disjoint(a as Schema, b as Schema)).toBe(false);
});

const parts: readonly unknown[] = [
  true,
  false,
  {},
  ...["null", "boolean", "integer", "number", "string", "array", "object"].map((type) => ({ type })),
  { type: ["integer", "string"] },
  { type: ["object", "null"] },
  { const: 1 },
  { const: 1.5 },
  { enum: [1, "a", null] },
  { enum: [{ a: 1 }, [1], true] },
  { const: { a: 1 } },
  { type: "object", required: ["a"] },
  { required: ["a"], properties: { a: { const: 1 } } },
  { type: "object", required: ["a"], properties: { a: { const: 1 } } },
  { type: "object", required: ["a"], properties: { a: { const: 2 } } },
  { type: "object", properties: { a: { const: 2 } } },
  { type: "object", required: ["a"], properties: { a: { type: "string" } } },
  { type: "object", required: ["a", "x"], properties: { a: { type: ["integer", "null"] } } },
  { type: "object", properties: { a: {} }, additionalProperties: false },
  { type: "object", properties: { x: {} }, additionalProperties: false },
  { type: "object", patternProperties: { a: {} }, additionalProperties: false },
  { type: "object", additionalProperties: { type: "integer" } },
  { type: "object", additionalProperties: false },
  { type: "object", required: ["x"], additionalProperties: false },
  { type: "array", items: false },
  { type: "object", required: ["a"], properties: { a: { type: "object", required: ["b"] } } },
  { type: "object", required: ["a"], properties: { a: { type: "object", additionalProperties: false } } },
  { type: "object", required: ["toString"], properties: { a: false } },
  { const: 1, enum: [2] },
];

it("schemas that are told apart share no value", () => {
  const values = smallValues(parts);
  const accepting = parts.map((schema) => {
    const { root, follow } = documentsOf(schema);
    return values.filter((value) => matches(root, value, follow));
  });
  for (const [i, a] of parts.entries())
    for (const [j, b] of parts.entries())
      if (disjoint(a as Schema, b as Schema))
        expect(
          accepting[i]?.filter((value) => accepting[j]?.includes(value)),
          JSON.stringify([a, b]),
        ).toEqual([]);
});

it("order does not matter", () => {
  for (const a of parts)
    for (const b of parts) expect(disjoint(a as Schema, b as Schema)).toBe(disjoint(b as Schema, a as Schema));
});
