import { isObject } from "../../../schemas/is-object.ts";
import type { Json } from "../../../schemas/json-schema.ts";
import { judgeBy, type Matcher, nameOf } from "./matchers.ts";
import { type Chosen, chooseRule, orEquality, type Place, type PlacedRule, placeRules } from "./placed-rules.ts";

/** Where a payload is not what a message pact expects. */
export interface Mismatch {
  at: readonly (string | number)[];
  /** The matcher, `equality` where there is none, or `required` where something is missing. */
  rule: string;
  /** What should be there. */
  expected: string;
  /** `undefined` where nothing is. */
  actual: Json | undefined;
}

const missing = (at: Place, expected: Json): Mismatch => ({
  at,
  rule: "required",
  expected: JSON.stringify(expected),
  actual: undefined,
});

type Compare = (expected: Json, actual: Json, at: Place) => Mismatch[];

// What a rule's own matchers say of something that was found below its place.
const below = (rules: unknown, expected: Json, actual: Json, at: Place): Mismatch[] => {
  const matchers = orEquality(Array.isArray(rules) ? rules : []);
  const placed: PlacedRule[] = [{ steps: [], combine: "AND", matchers }];
  return compareAt(expected, actual, { placed, base: at.length }, at);
};

const EACH: Readonly<
  Record<
    string,
    (
      matcher: Matcher,
      expected: Record<string, Json>,
      actual: Record<string, Json>,
      at: Place,
      go: Compare,
    ) => Mismatch[]
  >
> = {
  values: (_, expected, actual, at, go) =>
    Object.entries(actual).flatMap(([key, value]) => {
      const like = expected[key] ?? Object.values(expected)[0];
      return like === undefined ? [] : go(like, value, [...at, key]);
    }),
  eachKey: ({ rules }, expected, actual, at) =>
    Object.keys(actual).flatMap((key) => below(rules, Object.keys(expected)[0] ?? key, key, [...at, key])),
  eachValue: ({ rules }, expected, actual, at) =>
    Object.entries(actual).flatMap(([key, value]) =>
      below(rules, expected[key] ?? Object.values(expected)[0] ?? value, value, [...at, key]),
    ),
};

const compareMaps = (
  expected: Record<string, Json>,
  actual: Record<string, Json>,
  at: Place,
  chosen: Chosen | undefined,
  go: Compare,
): Mismatch[] => {
  const each = chosen?.cascaded ? [] : (chosen?.matchers.filter((matcher) => nameOf(matcher) in EACH) ?? []);
  if (each.length > 0)
    return each.flatMap((matcher) => EACH[nameOf(matcher)]?.(matcher, expected, actual, at, go) ?? []);
  return Object.entries(expected).flatMap(([key, value]) => {
    const found = Object.hasOwn(actual, key) ? actual[key] : undefined;
    return found === undefined ? [missing([...at, key], value)] : go(value, found, [...at, key]);
  });
};

// Each variant must be found somewhere; its own rules begin at the item.
const containsEach = (
  { variants }: Matcher,
  expected: readonly Json[],
  actual: readonly Json[],
  at: Place,
): Mismatch[] =>
  (Array.isArray(variants) ? variants : []).filter(isObject).flatMap(({ index, rules }) => {
    const like = expected[Number(index)];
    if (like === undefined) return [];
    const placed = placeRules(rules);
    const isThere = actual.some((item) => compareBody(like, item, placed).length === 0);
    return isThere
      ? []
      : [{ at, rule: "arrayContains", expected: `an item like ${JSON.stringify(like)}`, actual: actual as Json[] }];
  });

// Every item is like the example of its place, or like the first.
const LIKE_THE_FIRST: ReadonlySet<string> = new Set([
  "type",
  "values",
  "notEmpty",
  "number",
  "integer",
  "decimal",
  "boolean",
  "regex",
  "include",
]);

const compareLists = (
  expected: readonly Json[],
  actual: readonly Json[],
  at: Place,
  chosen: Chosen | undefined,
  go: Compare,
): Mismatch[] => {
  const own = chosen?.cascaded ? [] : (chosen?.matchers ?? []);
  const contains = own.filter((matcher) => nameOf(matcher) === "arrayContains");
  if (contains.length > 0) return contains.flatMap((matcher) => containsEach(matcher, expected, actual, at));
  const each = own.filter((matcher) => nameOf(matcher) === "eachValue");
  if (each.length > 0)
    return each.flatMap(({ rules }) =>
      actual.flatMap((item, i) => below(rules, expected[i] ?? expected[0] ?? item, item, [...at, i])),
    );
  if (chosen?.matchers.some((matcher) => LIKE_THE_FIRST.has(nameOf(matcher))))
    return actual.flatMap((item, i) => {
      const like = expected[i] ?? expected[0];
      return like === undefined ? [] : go(like, item, [...at, i]);
    });
  if (expected.length !== actual.length)
    return [{ at, rule: "equality", expected: `${expected.length} items`, actual: actual as Json[] }];
  return expected.flatMap((item, i) => go(item, actual[i] as Json, [...at, i]));
};

const judgeAll = (
  matchers: readonly Matcher[],
  combine: "AND" | "OR",
  expected: Json,
  actual: Json,
  at: Place,
): Mismatch[] => {
  const wrong = matchers.flatMap((matcher) => {
    const should = judgeBy(matcher, expected, actual);
    return should === undefined ? [] : [{ at, rule: nameOf(matcher), expected: should, actual }];
  });
  return combine === "OR" && wrong.length < matchers.length ? [] : wrong;
};

const kindOf = (value: Json): string => (Array.isArray(value) ? "a list" : isObject(value) ? "an object" : "a value");

// What a rule says of a list or an object as a whole: its length, that it is not empty.
const OF_WHOLES: ReadonlySet<string> = new Set(["type", "notEmpty", "null"]);

/** Rules, and how many steps of a place lead to where their paths begin. */
interface Scope {
  placed: readonly PlacedRule[];
  base: number;
}

const compareAt = (expected: Json, actual: Json, scope: Scope, at: Place): Mismatch[] => {
  const chosen = chooseRule(scope.placed, at.slice(scope.base));
  if (typeof expected !== "object" || expected === null)
    return judgeAll(chosen?.matchers ?? orEquality([]), chosen?.combine ?? "AND", expected, actual, at);
  if (kindOf(expected) !== kindOf(actual)) return [{ at, rule: "type", expected: kindOf(expected), actual }];
  const own = chosen?.cascaded ? [] : (chosen?.matchers.filter((matcher) => OF_WHOLES.has(nameOf(matcher))) ?? []);
  const go: Compare = (like, found, place) => compareAt(like, found, scope, place);
  return [
    ...judgeAll(own, chosen?.combine ?? "AND", expected, actual, at),
    ...(Array.isArray(expected)
      ? compareLists(expected, actual as Json[], at, chosen, go)
      : compareMaps(expected, actual as Record<string, Json>, at, chosen, go)),
  ];
};

/**
 * Where a payload is not what a message pact expects: the example's own values but where a rule says otherwise, and more than
 * it names may be there. By the rules of Pact's own engine.
 */
export const compareBody = (expected: Json, actual: Json, rules: readonly PlacedRule[]): Mismatch[] =>
  compareAt(expected, actual, { placed: rules, base: 0 }, []);
