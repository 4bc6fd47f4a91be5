import * as fc from "fast-check";
import { lintPact } from "hookwright/pact";
import { expect, it } from "vitest";
import { formatBodyPath, ITEMS, parseBodyPath, selectAt, VALUES } from "../../../contracts/pact/body-path.ts";
import { isMatcher, ruleHolds } from "../../../contracts/pact/rule-holds.ts";
import { ruleOf } from "../../../contracts/pact/rule-of.ts";
import { hasFormat } from "../../../generators/matches/formats.ts";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import { formatPointer } from "../../../schemas/pointer.ts";
import { extraPact, lifecyclePact, providers } from "./documents.ts";

const name = fc.string({ minLength: 1 }).filter((text) => !text.includes("'"));
const steps = fc.array(fc.oneof(name, fc.nat(), fc.constantFrom(ITEMS, VALUES)));

it("a path is read as it was written", () => {
  fc.assert(
    fc.property(steps, (path) => {
      expect(parseBodyPath(formatBodyPath(path) ?? "")).toEqual(path);
    }),
  );
});

it("a name with a quote has no path: Pact has no escapes", () => {
  expect(formatBodyPath(["it's"])).toBeUndefined();
});

it.each(["data", "$data", "$.", "$..a", "$[a]", "$['a", "$.a[-1]"])("%s is no path", (path) => {
  expect(parseBodyPath(path)).toBeUndefined();
});

it("a path of names leads to the value at their pointer, and to nothing else", () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1 }), fc.jsonValue(), (names, value) => {
      const root = names.reduceRight<unknown>((inner, one) => ({ [one]: inner }), value);
      fc.pre(!names.includes("__proto__"));
      expect(selectAt(root, names)).toEqual([[formatPointer(names), value]]);
    }),
  );
});

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));

it("what a schema names fits the rule that is made of it", () => {
  const values = fc.uniqueArray(scalar, { minLength: 1 });
  fc.assert(
    fc.property(values, (named) => {
      const types = [...new Set(named.map((value) => (value === null ? "null" : typeof value)))];
      const rule = ruleOf([{ type: types, enum: named } as JsonSchema]);
      for (const value of named) expect(rule === undefined || ruleHolds(rule, value)).toBe(true);
    }),
  );
});

it("of strings that a schema names, no other fits", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 2 }), fc.string(), (named, other) => {
      fc.pre(!named.includes(other));
      const rule = ruleOf([{ type: "string", enum: named }]);
      expect(rule && ruleHolds(rule, other)).toBe(false);
    }),
  );
});

it.each([
  { pattern: "^a", fits: "abc", not: "cba" },
  { pattern: "c$", fits: "abc", not: "cba" },
  { pattern: "b", fits: "a\nb\nc", not: "ac" },
  { pattern: "^a|c$", fits: "xc", not: "ca" },
])("a pattern that is a part of a text, $pattern, fits the whole in Pact's words", ({ pattern, fits, not }) => {
  const rule = ruleOf([{ type: "string", pattern }]);
  expect([rule && ruleHolds(rule, fits), rule && ruleHolds(rule, not)]).toEqual([true, false]);
});

it("an instant of any number of digits fits the rule of its format", () => {
  const rule = ruleOf([{ type: "string", format: "date-time" }]);
  const digits = fc.nat({ max: 9 });
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }), digits, (date, count) => {
      const text = date.toISOString().replace(/\.\d+/, count === 0 ? "" : `.${"7".repeat(count)}`);
      expect([rule && ruleHolds(rule, text), hasFormat("date-time", text)]).toEqual([true, true]);
    }),
  );
});

it.each([
  { schema: { type: "string", pattern: "^(?=a)" }, matchers: [{ match: "type" }], why: "looks ahead" },
  { schema: { type: "string", pattern: "^(a)\\1$" }, matchers: [{ match: "type" }], why: "looks back" },
  {
    schema: { type: ["string", "null"], pattern: "^a" },
    matchers: [{ match: "type" }, { match: "null" }],
    why: "may be null",
  },
  {
    schema: { type: "string", anyOf: [{ const: "a.b" }, { enum: ["c"] }] },
    matchers: [{ match: "regex", regex: "^(a\\.b|c)$" }],
    why: "has options",
  },
  {
    schema: { type: "array", minItems: 1, maxItems: 3 },
    matchers: [{ match: "type", min: 1, max: 3 }],
    why: "has bounds",
  },
] as { schema: JsonSchema; matchers: object[]; why: string }[])(
  "the rule of a schema that $why",
  ({ schema, matchers }) => {
    expect(ruleOf([schema])?.matchers).toEqual(matchers);
  },
);

it.each([{}, { type: "object" }, { type: ["object", "null"] }])(
  "nothing is said where %j says nothing that Pact can",
  (schema) => {
    expect(ruleOf([schema as JsonSchema])).toBeUndefined();
  },
);

it("the lint never throws for what lists interactions, whatever they are", () => {
  const matchers = fc.array(
    fc.record({ match: fc.constantFrom("regex", "type", "eachKey", "statusCode", "?"), regex: fc.string() }),
  );
  const anything = fc.record({
    matchingRules: fc.record({ body: fc.dictionary(fc.string(), fc.record({ matchers })) }),
    body: fc.jsonValue(),
  });
  const interaction = fc.oneof(
    fc.jsonValue(),
    fc.record({ request: anything, response: anything, providerStates: fc.jsonValue() }),
  );
  fc.assert(
    fc.property(fc.array(interaction), fc.jsonValue(), (interactions, metadata) => {
      expect(Array.isArray(lintPact({ interactions, metadata }))).toBe(true);
    }),
  );
});

it("any seed gives clean documents", () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(...providers), (seed, provider) => {
      const document = lifecyclePact(provider, "full", { seed });
      expect(lintPact(document, { provider })).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

it("every matcher that we write is one of Pact's", () => {
  for (const provider of providers)
    for (const { request } of extraPact(provider, "variants").interactions)
      for (const { matchers } of Object.values(request.matchingRules?.body ?? {}))
        expect(matchers.every(isMatcher)).toBe(true);
});
