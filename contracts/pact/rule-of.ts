import { escapeRegExp } from "../../schemas/escape-regexp.ts";
import type { Json, JsonSchema } from "../../schemas/json-schema.ts";
import { row } from "../../schemas/row.ts";
import type { PactMatcher, PactRule } from "./pact-document.ts";

type Matchers = readonly PactMatcher[];

// Of RFC 3339, since Pact's own datetime fixes how many fractional digits there are, and schemas do not.
const INSTANT = "^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})$";

const FORMATS: Readonly<Record<string, PactMatcher>> = {
  "date-time": { match: "regex", regex: INSTANT },
  date: { match: "date", format: "yyyy-MM-dd" },
  uuid: { match: "regex", regex: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" },
};

const least = (schemas: readonly JsonSchema[], keyword: string): number =>
  Math.max(0, ...schemas.flatMap((schema) => (typeof schema[keyword] === "number" ? [schema[keyword]] : [])));

const most = (schemas: readonly JsonSchema[], keyword: string): number =>
  Math.min(...schemas.flatMap((schema) => (typeof schema[keyword] === "number" ? [schema[keyword]] : [])));

const listMatcher = (schemas: readonly JsonSchema[]): PactMatcher => {
  const [min, max] = [least(schemas, "minItems"), most(schemas, "maxItems")];
  return { match: "type", ...(min > 0 && { min }), ...(Number.isFinite(max) && { max }) };
};

// An object is told by its fields.
const TYPES: Readonly<Record<string, (schemas: readonly JsonSchema[]) => PactMatcher | undefined>> = {
  string: (schemas) => ({ match: least(schemas, "minLength") > 0 ? "notEmpty" : "type" }),
  integer: () => ({ match: "integer" }),
  number: () => ({ match: "number" }),
  boolean: () => ({ match: "boolean" }),
  null: () => ({ match: "null" }),
  array: listMatcher,
  object: () => undefined,
};

/** All values that a schema names, be it in the options of an `anyOf`; `undefined` where others are allowed. */
const valuesOf = (schema: JsonSchema): Json[] | undefined => {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum !== undefined) return schema.enum;
  const options = (schema["anyOf"] ?? schema["oneOf"]) as (JsonSchema | boolean)[] | undefined;
  const named = options?.map((option) => (typeof option === "object" ? valuesOf(option) : undefined));
  return named?.every((values) => values !== undefined) ? named.flat() : undefined;
};

const namedMatchers = (schemas: readonly JsonSchema[]): Matchers => {
  const values = schemas.map(valuesOf).find((one) => one !== undefined);
  if (values?.length === 1) return [{ match: "equality" }];
  const texts = values?.filter((value) => typeof value === "string");
  return values && texts?.length === values.length
    ? [{ match: "regex", regex: `^(${texts.map(escapeRegExp).join("|")})$` }]
    : [];
};

// Neither Rust's expressions nor Go's look around or back.
const isPortable = (pattern: string): boolean => !/\(\?<?[=!]|\\[1-9]|\\k</.test(pattern);

const ANY = "[\\s\\S]*";

// A schema's pattern may be found anywhere in a text, Pact's expression must be the whole of it.
const wholeText = (pattern: string): string =>
  /^\^[^|]*(?<!\\)\$$/.test(pattern) ? pattern : `${ANY}(?:${pattern})${ANY}`;

const patternMatchers = (schemas: readonly JsonSchema[]): Matchers =>
  schemas.flatMap(({ pattern }) =>
    pattern !== undefined && isPortable(pattern) ? [{ match: "regex", regex: wholeText(pattern) }] : [],
  );

const formatMatchers = (schemas: readonly JsonSchema[]): Matchers =>
  schemas.flatMap(({ format = "" }) => row(FORMATS, format) ?? []);

// The first that says anything says the most.
const STATEMENTS: readonly ((schemas: readonly JsonSchema[]) => Matchers)[] = [
  namedMatchers,
  patternMatchers,
  formatMatchers,
];

/** What schemas that all hold of a value say of it in Pact's words; `undefined` where they say nothing that Pact can. */
export const ruleOf = (schemas: readonly JsonSchema[]): PactRule | undefined => {
  const types = [schemas.find(({ type }) => type !== undefined)?.type ?? []].flat();
  const precise = STATEMENTS.map((state) => state(schemas)).find((matchers) => matchers.length > 0);
  if (precise && types.length < 2) return { combine: "AND", matchers: [...precise] };
  const matchers = types.map((type) => row(TYPES, type)?.(schemas)).filter((matcher) => matcher !== undefined);
  if (matchers.length === 0 || matchers.length < types.length) return undefined;
  return { combine: matchers.length > 1 ? "OR" : "AND", matchers };
};
