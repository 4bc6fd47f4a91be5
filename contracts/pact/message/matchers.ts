import { typeOf } from "../../../generators/json-type.ts";
import { canonical } from "../../../generators/matches/canonical.ts";
import { isObject } from "../../../schemas/is-object.ts";
import type { Json } from "../../../schemas/json-schema.ts";
import { row } from "../../../schemas/row.ts";
import { datePattern } from "./date-pattern.ts";

/** One of Pact's matchers as a file has it. */
export type Matcher = Readonly<Record<string, unknown>>;

/** What is wrong with a value by a matcher, as what it should be; `undefined` if nothing is. */
type Judge = (matcher: Matcher, expected: Json, actual: Json) => string | undefined;

const unless = (holds: boolean, what: string): string | undefined => (holds ? undefined : what);

const equality = (expected: Json, actual: Json): string | undefined =>
  unless(canonical(expected) === canonical(actual), JSON.stringify(expected));

const byFormat =
  (kind: string, standard: string): Judge =>
  ({ format, [kind]: old }, _, actual) => {
    const given = typeof format === "string" ? format : typeof old === "string" ? old : standard;
    const pattern = datePattern(given);
    return unless(typeof actual === "string" && pattern?.test(actual) === true, `a ${kind} of the form ${given}`);
  };

const lengthJudge: Judge = ({ min, max }, _, actual) => {
  if (!Array.isArray(actual)) return undefined;
  if (typeof min === "number" && actual.length < min) return `at least ${min} items`;
  return typeof max === "number" && actual.length > max ? `at most ${max} items` : undefined;
};

// Pact's engine asks for the whole text to be like the expression.
const wholly = (expression: string): RegExp => new RegExp(`^(?:${expression})$`, "u");

const SEMVER = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;
const DATE = "yyyy-MM-dd";
const TIME = "HH:mm:ss";
const INSTANT = `${DATE}'T'${TIME}XXX`;

const MATCHERS: Readonly<Record<string, Judge>> = {
  equality: (_, expected, actual) => equality(expected, actual),
  type: (matcher, expected, actual) =>
    typeOf(expected) === typeOf(actual) ? lengthJudge(matcher, expected, actual) : `a ${typeOf(expected)}`,
  regex: ({ regex }, _, actual) =>
    unless(
      ["string", "number", "boolean"].includes(typeOf(actual)) && wholly(String(regex)).test(String(actual)),
      `a text like ${regex}`,
    ),
  include: ({ value }, _, actual) =>
    unless(
      (typeof actual === "object" ? "" : String(actual)).includes(String(value)),
      `a text with ${JSON.stringify(value)}`,
    ),
  number: (_, __, actual) => unless(typeof actual === "number", "a number"),
  integer: (_, __, actual) => unless(Number.isInteger(actual), "an integer"),
  decimal: (_, __, actual) => unless(typeof actual === "number" && !Number.isInteger(actual), "a decimal number"),
  boolean: (_, __, actual) => unless(["true", "false"].includes(String(actual)), "a boolean"), // in a text, too
  null: (_, __, actual) => unless(actual === null, "null"),
  notEmpty: (_, __, actual) =>
    unless(
      actual !== "" && actual !== null && (typeof actual !== "object" || Object.keys(actual).length > 0),
      "what is not empty",
    ),
  semver: (_, __, actual) => unless(typeof actual === "string" && SEMVER.test(actual), "a semantic version"),
  values: (_, expected, actual) => equality(expected, actual), // nothing but that names do not matter
  date: byFormat("date", DATE),
  time: byFormat("time", TIME),
  datetime: byFormat("datetime", INSTANT),
  timestamp: byFormat("timestamp", INSTANT),
};

/** Tells whether a matcher of this name can be judged by the value alone. */
export const isJudged = (name: string): boolean => row(MATCHERS, name) !== undefined;

/** Matchers of what an object or a list holds: `compareBody` knows them. */
const OF_CONTENTS: ReadonlySet<string> = new Set(["eachKey", "eachValue", "arrayContains"]);

/** A matcher's name: before V3 it was told by what it has. */
export const nameOf = (matcher: Matcher): string => {
  const { match } = matcher;
  if (typeof match === "string") return match;
  return "regex" in matcher ? "regex" : "min" in matcher || "max" in matcher ? "type" : "";
};

const nestedIn = (matcher: Matcher): unknown[] => {
  const { rules = [], variants = [] } = matcher;
  const listed = Array.isArray(rules) ? rules : [];
  const inVariants = (Array.isArray(variants) ? variants : []).flatMap((variant) =>
    Object.values(Object(Object(variant).rules)).flatMap((rule) => Object(rule).matchers ?? []),
  );
  return [...listed, ...inVariants];
};

const isExpression = (text: unknown): boolean => {
  try {
    return wholly(String(text)) instanceof RegExp;
  } catch {
    return false;
  }
};

const FORMATTED: ReadonlySet<string> = new Set(["date", "time", "datetime", "timestamp"]);

const OF_EACH: ReadonlySet<string> = new Set(["eachKey", "eachValue"]);

/** Why a matcher cannot be judged here, if it cannot. */
export const unjudgeable = (matcher: unknown): string | undefined => {
  if (!isObject(matcher)) return `${JSON.stringify(matcher)} is no matcher`;
  const name = nameOf(matcher);
  if (!isJudged(name) && !OF_CONTENTS.has(name)) return `the matcher ${JSON.stringify(matcher)} is not known`;
  if (name === "regex" && !isExpression(matcher["regex"]))
    return `the expression ${JSON.stringify(matcher["regex"])} is none that JavaScript can read`;
  if (OF_EACH.has(name) && [matcher["rules"] ?? []].flat().length === 0)
    return `the matcher ${JSON.stringify(matcher)} has no rules, so it says nothing`;
  const format = matcher["format"] ?? matcher[name];
  if (FORMATTED.has(name) && typeof format === "string" && !datePattern(format))
    return `the form ${JSON.stringify(format)} of a ${name} is not known`;
  return nestedIn(matcher)
    .map(unjudgeable)
    .find((reason) => reason !== undefined);
};

/** What a value should be by a matcher and is not; matchers of what it holds say nothing of the value itself. */
export const judgeBy = (matcher: Matcher, expected: Json, actual: Json): string | undefined =>
  row(MATCHERS, nameOf(matcher))?.(matcher, expected, actual);
