import type { Json } from "../../../schemas/json-schema.ts";

/** An example with its rules, and what came in its place. */
export interface MessageCase {
  what: string;
  expected: Json;
  rules?: Record<string, object>;
  actual: Json;
}

const rule = (...matchers: object[]): object => ({ combine: "AND", matchers });
const any = (...matchers: object[]): object => ({ combine: "OR", matchers });

const of = (name: string, expected: Json, matchers: object[], values: Json[]): MessageCase[] =>
  values.map((value) => ({
    what: `${name} and ${JSON.stringify(value)}`,
    expected: { a: expected },
    rules: { "$.a": rule(...matchers) },
    actual: { a: value },
  }));

const SCALARS: Json[] = ["text", "", "1", 1, 1.5, 0, -3, true, false, null, {}, { b: 1 }, [], [1], ["x"]];

/** What Pact's own engine and ours must say the same of. */
export const messageCases: readonly MessageCase[] = [
  ...SCALARS.flatMap((value) => ({
    what: `no rule, text, and ${JSON.stringify(value)}`,
    expected: { a: "text" },
    actual: { a: value },
  })),
  ...of("type of a text", "x", [{ match: "type" }], SCALARS),
  ...of("type of a number", 1, [{ match: "type" }], SCALARS),
  ...of("type of a boolean", true, [{ match: "type" }], SCALARS),
  ...of("type of null", null, [{ match: "type" }], SCALARS),
  ...of("type of an object", { b: 1 }, [{ match: "type" }], [{ b: 2 }, { b: "x" }, {}, { b: 3, c: 1 }, "x", []]),
  ...of("type of a list", [1], [{ match: "type" }], [[1], [1, 2], [], ["x"], [1, "x"], {}, "x"]),
  ...of("type with min", [1], [{ match: "type", min: 2 }], [[1], [1, 2], [1, 2, 3], []]),
  ...of("type with max", [1], [{ match: "type", max: 2 }], [[1], [1, 2], [1, 2, 3], []]),
  ...of("type with both", [1], [{ match: "type", min: 1, max: 2 }], [[1], [1, 2], [1, 2, 3], [], ["x"]]),
  ...of("regex", "abc", [{ match: "regex", regex: "^[a-c]+$" }], ["abc", "abd", "", 1, null, true]),
  ...of("regex of digits", "1", [{ match: "regex", regex: "^\\d+$" }], ["12", 12, "x", 1.5]),
  ...of("equality", "abc", [{ match: "equality" }], ["abc", "abd", 1, null]),
  ...of("equality of a list", [1, 2], [{ match: "equality" }], [[1, 2], [1], [2, 1], [1, 2, 3]]),
  ...of("regex of a part", "abc", [{ match: "regex", regex: "b" }], ["abc", "b"]),
  ...of("regex with options", "a", [{ match: "regex", regex: "a|bc" }], ["a", "bc", "abc"]),
  ...of(
    "time of few digits",
    "10:00:00",
    [{ match: "time", format: "HH:mm:ss" }],
    ["1:02:03", "01:2:03", "01:02:3", "01:02:60", "01:60:00"],
  ),
  ...of(
    "time of a half day",
    "10:00 AM",
    [{ match: "time", format: "hh:mm a" }],
    ["01:02 PM", "01:02 pm", "13:00 PM", "00:10 AM"],
  ),
  ...of(
    "offsets",
    "2026-01-01T00:00:00+0100",
    [{ match: "datetime", format: "yyyy-MM-dd'T'HH:mm:ssZ" }],
    ["2026-01-01T00:00:00+0100", "2026-01-01T00:00:00+01:00", "2026-01-01T00:00:00Z"],
  ),
  ...of(
    "short offsets",
    "2026-01-01T00:00:00Z",
    [{ match: "datetime", format: "yyyy-MM-dd'T'HH:mm:ssX" }],
    ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00+01", "2026-01-01T00:00:00+01:00", "2026-01-01T00:00:00+0100"],
  ),
  ...of(
    "names of months and days",
    "Sat, 3 Jan 2026",
    [{ match: "date", format: "EEE, d MMM yyyy" }],
    ["Sat, 3 Jan 2026", "Sat, 13 Jan 2026", "Foo, 3 Bar 2026", "Saturday, 3 January 2026"],
  ),
  ...of("years of two digits", "26-01-01", [{ match: "date", format: "yy-MM-dd" }], ["26-01-01", "2026-01-01"]),
  ...of(
    "datetime without a form",
    "2026-01-01T00:00:00Z",
    [{ match: "datetime" }],
    ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00", "2026-01-01", "x"],
  ),
  ...of("date without a form", "2026-01-01", [{ match: "date" }], ["2026-01-01", "x"]),
  ...of("time without a form", "10:00:00", [{ match: "time" }], ["10:00:00", "T10:00:00", "x"]),
  ...of("include", "abc", [{ match: "include", value: "b" }], ["abc", "b", "x", "", null]),
  ...of("number", 1, [{ match: "number" }], [1, 1.5, "1", "x", true, null]),
  ...of("integer", 1, [{ match: "integer" }], [1, 1.5, "1", "x", true, null]),
  ...of("decimal", 1.5, [{ match: "decimal" }], [1, 1.5, "1.5", "x", true, null]),
  ...of("boolean", true, [{ match: "boolean" }], [true, false, "true", "x", 1, null]),
  ...of("null", null, [{ match: "null" }], [null, "x", 0, false]),
  ...of("notEmpty text", "x", [{ match: "notEmpty" }], ["x", "", 1, null, true]),
  ...of("notEmpty list", [1], [{ match: "notEmpty" }], [[1], [], [2, 3], ["x"]]),
  ...of("notEmpty object", { b: 1 }, [{ match: "notEmpty" }], [{ b: 1 }, {}, { b: 2 }]),
  ...of("semver", "1.2.3", [{ match: "semver" }], ["1.2.3", "1.2", "1.2.3-rc.1", "x", 1]),
  ...of(
    "date",
    "2026-01-01",
    [{ match: "date", format: "yyyy-MM-dd" }],
    ["2026-12-31", "2026-13-01", "2026-1-1", "x", 1],
  ),
  ...of("time", "10:00:00", [{ match: "time", format: "HH:mm:ss" }], ["23:59:59", "24:00:00", "10:00", "x", 1]),
  ...of(
    "datetime",
    "2026-01-01T00:00:00Z",
    [{ match: "datetime", format: "yyyy-MM-dd'T'HH:mm:ssXXX" }],
    [
      "2026-01-01T00:00:00Z",
      "2026-01-01T00:00:00+01:00",
      "2026-01-01T00:00:00.123Z",
      "2026-01-01T00:00:00",
      "2026-01-01",
    ],
  ),
  ...of(
    "datetime with a fraction",
    "2026-01-01T00:00:00.123456Z",
    [{ match: "datetime", format: "yyyy-MM-dd'T'HH:mm:ss.SSSSSSX" }],
    ["2026-01-01T00:00:00.123456Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.123Z"],
  ),
  ...of(
    "datetime with a literal Z",
    "2026-01-01T00:00:00.123Z",
    [{ match: "datetime", format: "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'" }],
    ["2026-01-01T00:00:00.123Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.123456Z"],
  ),
  ...of(
    "timestamp",
    "2026-01-01T00:00:00Z",
    [{ match: "timestamp", timestamp: "yyyy-MM-dd'T'HH:mm:ssX" }],
    ["2026-01-01T00:00:00Z", "2026-01-01"],
  ),
  ...of("no matchers", "abc", [], SCALARS),
  ...of("no matchers of a list", [1], [], [[1], [2], [1, 1], []]),
  ...of("no matchers of an object", { b: 1 }, [], [{ b: 1 }, { b: 2 }, { b: 1, c: 1 }, {}]),
  ...of("two matchers", "abc", [{ match: "type" }, { match: "regex", regex: "^a" }], ["abc", "x", 1]),
  ...of(
    "eachValue",
    { k: "v" },
    [{ match: "eachValue", rules: [{ match: "type" }] }],
    [{ k: "w" }, { other: "w" }, { k: 1 }, {}, { k: "x", l: 1 }],
  ),
  ...of(
    "eachValue of a list",
    ["v"],
    [{ match: "eachValue", rules: [{ match: "regex", regex: "^[a-z]+$" }] }],
    [["w"], ["w", "x"], ["W"], [1]],
  ),
  ...of(
    "eachKey",
    { ab: 1 },
    [{ match: "eachKey", rules: [{ match: "regex", regex: "^[a-z]+$" }] }],
    [{ cd: 1 }, { AB: 1 }, { ab: 1, C: 2 }, {}],
  ),
  ...of(
    "values",
    { k: "v" },
    [{ match: "values" }],
    [{ k: "v" }, { k: "w" }, { l: "w" }, { k: null }, { other: "v" }, { k: 1 }, {}],
  ),
  ...["abc", "xyz"].map((value) => ({
    what: `none of no matchers and ${value}`,
    expected: { a: "abc" },
    rules: { "$.a": any() },
    actual: { a: value },
  })),
  ...[["abc"], ["xyz"], ["nnn"], [1]].map(([value]) => ({
    what: `one of two expressions and ${JSON.stringify(value)}`,
    expected: { a: "abc" },
    rules: { "$.a": any({ match: "regex", regex: "^a" }, { match: "regex", regex: "^x" }) },
    actual: { a: value as Json },
  })),
  { what: "no matchers at the root", expected: { a: 1 }, rules: { $: rule() }, actual: { a: 2 } },
  { what: "no matchers at the root, and more", expected: { a: 1 }, rules: { $: rule() }, actual: { a: 1, b: 2 } },
  { what: "more than is expected", expected: { a: 1 }, actual: { a: 1, b: 2 } },
  { what: "less than is expected", expected: { a: 1, b: { c: 1 } }, actual: { a: 1 } },
  { what: "less below", expected: { b: { c: 1, d: 2 } }, actual: { b: { c: 1 } } },
  { what: "null in place of an object", expected: { b: { c: 1 } }, actual: { b: null } },
  { what: "a list that is longer", expected: { b: [1] }, actual: { b: [1, 2] } },
  { what: "a list that is shorter", expected: { b: [1, 2] }, actual: { b: [1] } },
  { what: "a list that should be empty", expected: { b: [] }, actual: { b: [1] } },
  { what: "any object for an empty one", expected: { b: {} }, actual: { b: { c: 1 } } },
  {
    what: "a type at the root holds below",
    expected: { a: 1, b: { c: "x" } },
    rules: { $: rule({ match: "type" }) },
    actual: { a: 2, b: { c: "y" } },
  },
  {
    what: "a type at the root, and another below",
    expected: { a: 1, b: { c: "x" } },
    rules: { $: rule({ match: "type" }) },
    actual: { a: 2, b: { c: 3 } },
  },
  {
    what: "a type at the root, and less",
    expected: { a: 1, b: { c: "x" } },
    rules: { $: rule({ match: "type" }) },
    actual: { a: 2, b: {} },
  },
  {
    what: "a type at the root, and a longer list",
    expected: { a: [1] },
    rules: { $: rule({ match: "type" }) },
    actual: { a: [2, 3] },
  },
  {
    what: "a type at the root, and an empty list",
    expected: { a: [1] },
    rules: { $: rule({ match: "type" }) },
    actual: { a: [] },
  },
  {
    what: "equality below a type",
    expected: { a: 1, b: 2 },
    rules: { $: rule({ match: "type" }), "$.b": rule({ match: "equality" }) },
    actual: { a: 5, b: 3 },
  },
  {
    what: "items by a star",
    expected: { a: [{ id: 1, n: "x" }] },
    rules: { "$.a": rule({ match: "type", min: 1 }), "$.a[*].id": rule({ match: "integer" }) },
    actual: {
      a: [
        { id: 2, n: "y" },
        { id: 3, n: "z" },
      ],
    },
  },
  {
    what: "items by a star, one wrong",
    expected: { a: [{ id: 1 }] },
    rules: { "$.a": rule({ match: "type", min: 1 }), "$.a[*].id": rule({ match: "integer" }) },
    actual: { a: [{ id: 2 }, { id: "x" }] },
  },
  {
    what: "items by a star, one without",
    expected: { a: [{ id: 1 }] },
    rules: { "$.a": rule({ match: "type", min: 1 }), "$.a[*].id": rule({ match: "integer" }) },
    actual: { a: [{ id: 2 }, {}] },
  },
  {
    what: "a star for a name",
    expected: { a: { x: 1 } },
    rules: { "$.a.*": rule({ match: "type" }) },
    actual: { a: { x: 2 } },
  },
  {
    what: "a star for a name, another type",
    expected: { a: { x: 1 } },
    rules: { "$.a.*": rule({ match: "type" }) },
    actual: { a: { x: "y" } },
  },
  {
    what: "names in brackets",
    expected: { "a b": { "c.d": 1 } },
    rules: { "$['a b']['c.d']": rule({ match: "type" }) },
    actual: { "a b": { "c.d": 2 } },
  },
  {
    what: "a list that contains",
    expected: { a: [{ t: "x" }] },
    rules: {
      "$.a": rule({
        match: "arrayContains",
        variants: [{ index: 0, rules: { "$.t": rule({ match: "equality" }) }, generators: {} }],
      }),
    },
    actual: { a: [{ t: "y" }, { t: "x" }] },
  },
  {
    what: "a list that does not contain",
    expected: { a: [{ t: "x" }] },
    rules: {
      "$.a": rule({
        match: "arrayContains",
        variants: [{ index: 0, rules: { "$.t": rule({ match: "equality" }) }, generators: {} }],
      }),
    },
    actual: { a: [{ t: "y" }] },
  },
];
