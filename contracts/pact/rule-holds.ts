import { isObject } from "../../schemas/is-object.ts";
import type { Json } from "../../schemas/json-schema.ts";
import { row } from "../../schemas/row.ts";
import { isJudged, judgeBy, type Matcher, unjudgeable } from "./message/matchers.ts";

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

const hasStatus: Holds = ({ status }, value) =>
  Array.isArray(status) ? status.includes(value) : (row(CLASSES, String(status))?.(Number(value)) ?? false);

const isContainer: Holds = (_, value) => typeof value === "object" && value !== null;

// Matchers that are not of a message's body, or say something of what a value holds.
const BESIDE: Readonly<Record<string, Holds>> = {
  contentType: () => true,
  statusCode: hasStatus,
  values: isContainer,
  eachKey: (_, value) => isObject(value),
  eachValue: isContainer,
  arrayContains: (_, value) => Array.isArray(value),
};

// What cannot be judged here is not: Pact's expressions are Rust's.
const holds = (matcher: Matcher, value: unknown): boolean => {
  const beside = row(BESIDE, String(matcher["match"]));
  if (beside) return beside(matcher, value);
  return unjudgeable(matcher) !== undefined || judgeBy(matcher, value as Json, value as Json) === undefined;
};

/** Tells whether Pact 4.0 has a matcher; a file with another it does not load. */
export const isMatcher = (matcher: unknown): matcher is { match: string } & Record<string, Json> => {
  const name = isObject(matcher) ? String(matcher["match"]) : "";
  return row(BESIDE, name) !== undefined || isJudged(name);
};

/** Tells whether an example satisfies a rule: each of its matchers, or any. */
export const ruleHolds = (
  { combine, matchers }: { combine?: unknown; matchers: readonly Matcher[] },
  value: unknown,
): boolean =>
  combine === "OR" ? matchers.some((one) => holds(one, value)) : matchers.every((one) => holds(one, value));
