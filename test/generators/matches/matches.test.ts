import { expect, it } from "vitest";
import { readDocuments } from "../../../generators/compile/documents.ts";
import { matches } from "../../../generators/matches/matches.ts";
import type { Json } from "../../../schemas/json-schema.ts";
import { suiteDefinitions } from "../../conformance/definitions.ts";
import { nameOf, suite } from "../../conformance/suite.ts";

const judge = (schema: unknown): ((value: Json) => boolean) => {
  const { root, follow } = readDocuments(schema, (id) => suiteDefinitions[id], false);
  return (value) => matches(root, value, follow);
};

// Judged otherwise than the suite says: by group and test, and why.
const ASSERTED = [
  ...["email", "regex", "ipv4", "ipv6", "hostname", "date", "date-time", "time", "json-pointer"],
  ...["relative-json-pointer", "uri", "uri-reference", "uri-template", "uuid", "duration"],
];
const EXCEPTIONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ASSERTED.map((format) => [
      `format.json: ${format} format: invalid ${format} string is only an annotation by default`,
      "formats are asserted, as validators that know them do",
    ]),
  ),
  "vocabulary.json: schema that uses custom metaschema with with no validation vocabulary: no validation: invalid number, but it still validates":
    "vocabularies are not read: every keyword of the draft counts",
};

it.each(suite.map((group) => [nameOf(group), group] as const))("%s is judged as the suite says", (name, group) => {
  const accepts = judge(group.schema);
  for (const { description, data, valid } of group.tests)
    expect(accepts(data), description).toBe(Object.hasOwn(EXCEPTIONS, `${name}: ${description}`) ? !valid : valid);
});

it("no exception is listed that is none", () => {
  const names = suite.flatMap((group) => group.tests.map(({ description }) => `${nameOf(group)}: ${description}`));
  for (const name of Object.keys(EXCEPTIONS)) expect(names).toContain(name);
});

it.each<[unknown, Json, boolean]>([
  [{ type: "integer" }, 1.0, true],
  [{ type: "integer" }, 1.5, false],
  [{ const: 0 }, -0, true],
  [{ enum: [{ a: 1, b: [2] }] }, { b: [2], a: 1 }, true],
  [{ uniqueItems: true }, [1, "1", true, "true", null, "null", [1], { a: 1 }], true],
  [
    { uniqueItems: true },
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    false,
  ],
  [{ maxLength: 1 }, "😀", true],
  [{ minLength: 2 }, "😀", false],
  [{ pattern: "^.$" }, "😀", true],
  [{ pattern: "b" }, "abc", true],
  [{ format: "date" }, "2026-02-30", false],
  [{ format: "date" }, 7, true],
  [{ format: "made-up" }, "anything", true],
  [{ multipleOf: 0.01 }, 0.06, true],
  [{ multipleOf: 0.01 }, 0.07, false], // as Ajv has it: 0.07 / 0.01 is 7.000000000000001
  [{ required: ["toString"] }, {}, false],
  [{ required: ["__proto__"] }, JSON.parse('{ "__proto__": 1 }'), true],
  [{ properties: { constructor: { type: "integer" } } }, {}, true],
  [{ properties: JSON.parse('{ "__proto__": { "type": "integer" } }') }, JSON.parse('{ "__proto__": "x" }'), false],
  [{ additionalProperties: false }, JSON.parse('{ "__proto__": 1 }'), false],
  [{ dependentRequired: { toString: ["a"] } }, {}, true],
  [{ patternProperties: { "^__": false } }, JSON.parse('{ "__proto__": 1 }'), false],
  [{ minProperties: 1 }, JSON.parse('{ "__proto__": 1 }'), true],
  [{ unevaluatedProperties: false, not: { not: { properties: { a: true } } } }, { a: 1 }, false],
  [{ minContains: 2 }, [], true],
  [{ contains: true, minContains: 0 }, [], true],
])("by %j the value %j is valid: %s", (schema, value, valid) => {
  expect(judge(schema)(value)).toBe(valid);
});

it("judging changes nothing of the value", () => {
  const value = { a: [1, { b: null }], c: "d" };
  const before = structuredClone(value);
  judge({ properties: { a: { uniqueItems: true, contains: true } }, unevaluatedProperties: { type: "string" } })(value);
  expect(value).toEqual(before);
});

it.each([[{ $ref: "#" }], [{ $ref: "#/$defs/a", $defs: { a: { anyOf: [{ $ref: "#/$defs/a" }, true] } } }]])(
  "judging by %j, which goes round in a circle, ends in an error",
  (schema) => {
    expect(() => judge(schema)(1)).toThrow(RangeError);
  },
);
