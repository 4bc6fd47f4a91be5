import type { Json } from "../../schemas/json-schema.ts";
import { typeOf } from "../json-type.ts";
import { canonical } from "./canonical.ts";
import { hasFormat } from "./formats.ts";

type Assertion = (argument: never, value: Json) => boolean;

const hasType = (type: string, value: Json): boolean =>
  type === "integer" ? Number.isInteger(value) : typeOf(value) === type;

const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length++;
  return length;
};

const ifNumber =
  (holds: (argument: number, value: number) => boolean): Assertion =>
  (argument, value) =>
    typeof value !== "number" || holds(argument, value);

const ifString =
  <T>(holds: (argument: T, value: string) => boolean): Assertion =>
  (argument, value) =>
    typeof value !== "string" || holds(argument, value);

const ifArray =
  <T>(holds: (argument: T, value: Json[]) => boolean): Assertion =>
  (argument, value) =>
    !Array.isArray(value) || holds(argument, value);

const ifObject =
  <T>(holds: (argument: T, names: string[], value: object) => boolean): Assertion =>
  (argument, value) =>
    typeOf(value) !== "object" || holds(argument, Object.keys(value as object), value as object);

const expressions = new Map<string, RegExp>();

/** The regular expression of a `pattern`, made once. */
export const expressionOf = (pattern: string): RegExp => {
  const expression = expressions.get(pattern) ?? new RegExp(pattern, "u");
  expressions.set(pattern, expression);
  return expression;
};

const textsOf = new WeakMap<readonly Json[], ReadonlySet<string>>();

// An enum may have a million values: each is written down once.
const canonicalTexts = (values: readonly Json[]): ReadonlySet<string> => {
  const texts = textsOf.get(values) ?? new Set(values.map(canonical));
  textsOf.set(values, texts);
  return texts;
};

/** Keyword to what it asserts of a value by itself: no other keyword, no other schema. */
export const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  type: (types: string | string[], value) => [types].flat().some((type) => hasType(type, value)),
  const: (only: Json, value) => canonical(only) === canonical(value),
  enum: (values: Json[], value) => canonicalTexts(values).has(canonical(value)),
  minimum: ifNumber((least, value) => value >= least),
  maximum: ifNumber((most, value) => value <= most),
  exclusiveMinimum: ifNumber((bound, value) => value > bound),
  exclusiveMaximum: ifNumber((bound, value) => value < bound),
  multipleOf: ifNumber((step, value) => Number.isInteger(value / step)),
  minLength: ifString((least: number, value) => lengthOf(value) >= least),
  maxLength: ifString((most: number, value) => lengthOf(value) <= most),
  pattern: ifString((pattern: string, value) => expressionOf(pattern).test(value)),
  format: (format: string, value) => hasFormat(format, value),
  minItems: ifArray((least: number, value) => value.length >= least),
  maxItems: ifArray((most: number, value) => value.length <= most),
  uniqueItems: ifArray((unique: boolean, value) => !unique || new Set(value.map(canonical)).size === value.length),
  required: ifObject((names: string[], _names, value) => names.every((name) => Object.hasOwn(value, name))),
  dependentRequired: ifObject((needs: Record<string, string[]>, names, value) =>
    names.every((name) => !Object.hasOwn(needs, name) || needs[name]?.every((other) => Object.hasOwn(value, other))),
  ),
  minProperties: ifObject((least: number, names) => names.length >= least),
  maxProperties: ifObject((most: number, names) => names.length <= most),
};
