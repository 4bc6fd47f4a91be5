import { isObject } from "../../schemas/is-object.ts";
import type { Json } from "../../schemas/json-schema.ts";
import { row } from "../../schemas/row.ts";

type Matcher = Readonly<Record<string, unknown>>;
type Holds = (matcher: Matcher, value: unknown) => boolean;

const between =
  (least: number, most: number): ((status: number) => boolean) =>
  (status) =>
    status >= least && status <= most;

// Pact's classes of answers.
const CLASSES: Readonly<Record<string, (status: number) => boolean>> = {
  info: between(100, 199),
  success: between(200, 299),
  redirect: between(300, 399),
  clientError: between(400, 499),
  serverError: between(500, 599),
  nonError: between(100, 399),
  error: between(400, 599),
};

const isNumber: Holds = (_, value) => typeof value === "number";
const isString: Holds = (_, value) => typeof value === "string";
const isList: Holds = (_, value) => Array.isArray(value);

const lengthFits: Holds = ({ min = 0, max = Number.POSITIVE_INFINITY }, value) =>
  !Array.isArray(value) || (value.length >= Number(min) && value.length <= Number(max));

// Pact's expressions are Rust's: what JavaScript cannot read is not judged.
const fitsExpression: Holds = ({ regex }, value) => {
  let expression: RegExp;
  try {
    expression = new RegExp(String(regex), "u");
  } catch {
    return true;
  }
  return ["string", "number", "boolean"].includes(typeof value) && expression.test(String(value));
};

const hasStatus: Holds = ({ status }, value) =>
  Array.isArray(status) ? status.includes(value) : (row(CLASSES, String(status))?.(Number(value)) ?? false);

// Each matcher of Pact 4.0; the form of an instant is Java's and not judged.
const MATCHERS: Readonly<Record<string, Holds>> = {
  equality: () => true,
  regex: fitsExpression,
  type: lengthFits,
  number: isNumber,
  integer: (_, value) => Number.isInteger(value),
  decimal: isNumber,
  boolean: (_, value) => typeof value === "boolean" || value === "true" || value === "false",
  null: (_, value) => value === null,
  include: ({ value: part }, value) => String(value).includes(String(part)),
  notEmpty: (_, value) =>
    value !== "" && value !== null && (typeof value !== "object" || Object.keys(value).length > 0),
  date: isString,
  time: isString,
  datetime: isString,
  timestamp: isString,
  semver: (_, value) => typeof value === "string" && /^\d+\.\d+\.\d+/.test(value),
  contentType: () => true,
  statusCode: hasStatus,
  values: (_, value) => typeof value === "object" && value !== null,
  eachKey: (_, value) => isObject(value),
  eachValue: (_, value) => typeof value === "object" && value !== null,
  arrayContains: isList,
};

/** Tells whether Pact 4.0 has a matcher; a file with another it does not load. */
export const isMatcher = (matcher: unknown): matcher is { match: string } & Record<string, Json> =>
  isObject(matcher) && row(MATCHERS, String(matcher["match"])) !== undefined;

/** Tells whether an example satisfies a rule: each of its matchers, or any. */
export const ruleHolds = (
  { combine, matchers }: { combine?: unknown; matchers: readonly Matcher[] },
  value: unknown,
): boolean => {
  const holds = (matcher: Matcher): boolean => row(MATCHERS, String(matcher["match"]))?.(matcher, value) ?? true;
  return combine === "OR" ? matchers.some(holds) : matchers.every(holds);
};
