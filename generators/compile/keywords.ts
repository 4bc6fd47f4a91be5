import { isObject } from "../../schemas/is-object.ts";

/** What the value of a keyword must be: how to tell, and how to say it. */
export interface Form {
  is(value: unknown): boolean;
  says: string;
  /** What to do where it is not so. @default 'Mend the schema.' */
  advice?: string;
  /** Where subschemas are in it. */
  holds?: "schema" | "list" | "map";
}

const isSchema = (value: unknown): boolean => typeof value === "boolean" || isObject(value);
const isStrings = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === "string");

const SCHEMA: Form = { is: isSchema, says: "a schema", holds: "schema" };
// What is in them is parsed, and refused, each by itself.
const LIST: Form = {
  is: (value) => Array.isArray(value) && value.length > 0,
  says: "a list of schemas",
  holds: "list",
};
const MAP: Form = { is: isObject, says: "an object of schemas", holds: "map" };
const NUMBER: Form = { is: Number.isFinite, says: "a number" };
const POSITIVE: Form = { is: (value) => Number.isFinite(value) && Number(value) > 0, says: "a number above 0" };
const COUNT: Form = { is: (value) => Number.isInteger(value) && Number(value) >= 0, says: "a whole number from 0 on" };
const BOOLEAN: Form = { is: (value) => typeof value === "boolean", says: "true or false" };
const STRING: Form = { is: (value) => typeof value === "string", says: "a string" };
const isExpression = (value: unknown): boolean => {
  try {
    return typeof value === "string" && new RegExp(value, "u") instanceof RegExp;
  } catch {
    return false;
  }
};
const PATTERN: Form = { is: isExpression, says: "a regular expression", advice: "Mend the expression." };
const BY_PATTERN: Form = {
  ...MAP,
  is: (value) => MAP.is(value) && Object.keys(value as object).every(isExpression),
  says: "an object of schemas by regular expressions",
  advice: "Mend the expression.",
};
const STRINGS: Form = { is: isStrings, says: "a list of strings" };
// What JSON has no word for, such as 1e400, would be written as null.
const isJson = (value: unknown): boolean => {
  if (typeof value === "object" && value !== null) return Object.values(value).every(isJson);
  return typeof value === "number" ? Number.isFinite(value) : ["string", "boolean", "object"].includes(typeof value);
};
const VALUE: Form = { is: isJson, says: "a JSON value" };
const VALUES: Form = { is: (value) => Array.isArray(value) && isJson(value), says: "a list of JSON values" };
const NAMES: Form = {
  is: (value) => isObject(value) && Object.values(value).every(isStrings),
  says: "an object of lists of strings",
};

export const TYPES: readonly string[] = ["null", "boolean", "integer", "number", "string", "array", "object"];

const TYPE: Form = {
  is: (value) => [value].flat().length > 0 && [value].flat().every((name) => TYPES.includes(name as string)),
  says: `one of ${TYPES.join(", ")}, or a list of them`,
};

const rows = (form: Form, ...keywords: string[]): Record<string, Form> =>
  Object.fromEntries(keywords.map((keyword) => [keyword, form]));

/** Every keyword of draft 2020-12 that decides what is valid, and hookwright's own, with its form. */
export const KEYWORDS: Readonly<Record<string, Form>> = {
  ...rows(SCHEMA, "additionalProperties", "propertyNames", "unevaluatedProperties"),
  ...rows(SCHEMA, "items", "contains", "unevaluatedItems", "not", "if", "then", "else"),
  ...rows(LIST, "allOf", "anyOf", "oneOf", "prefixItems"),
  ...rows(MAP, "properties", "dependentSchemas", "$defs", "definitions"),
  ...rows(BY_PATTERN, "patternProperties"),
  ...rows(PATTERN, "pattern"),
  ...rows(NUMBER, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
  ...rows(POSITIVE, "multipleOf"),
  ...rows(COUNT, "minLength", "maxLength", "minItems", "maxItems", "minContains", "maxContains"),
  ...rows(COUNT, "minProperties", "maxProperties"),
  ...rows(BOOLEAN, "uniqueItems"),
  ...rows(STRING, "format", "$id", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor"),
  ...rows(STRINGS, "required"),
  ...rows(NAMES, "dependentRequired"),
  ...rows(VALUES, "enum"),
  ...rows(TYPE, "type"),
  ...rows(VALUE, "const", "x-faker", "x-derive", "x-certainty"),
};

/** Keywords that only say something about a value, and `$schema` and its kin. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...["$schema", "$vocabulary", "$comment", "title", "description", "default", "examples", "deprecated"],
  ...["readOnly", "writeOnly", "contentEncoding", "contentMediaType", "contentSchema"],
]);

/** Keywords of other drafts that would change what is valid, and that have no modern spelling here. */
export const REFUSED: readonly string[] = ["$recursiveRef", "extends", "disallow", "divisibleBy"];
