import { isObject } from "../../schemas/is-object.ts";
import { formatPointer } from "../../schemas/pointer.ts";
import { absoluteReference } from "../../schemas/reference.ts";
import { row } from "../../schemas/row.ts";
import { isKnown } from "../matches/formats.ts";
import type { Schema } from "../matches/located.ts";
import { ANNOTATIONS, type Form, KEYWORDS, REFUSED } from "./keywords.ts";
import { modernise } from "./modernise.ts";
import { schemaError, type Where } from "./schema-error.ts";

/** How a schema is parsed: the base of its references, and whether an unknown keyword is refused. */
export interface ParseOptions {
  base: string;
  strict?: boolean;
}

const MAX_DEPTH = 256;
const REFERENCES: ReadonlySet<string> = new Set(["$ref", "$dynamicRef", "$id"]);

/** The base of references beside an `$id`; one that is only a fragment is draft-07's anchor, and moves nothing. */
export const baseOf = ($id: string, base: string): string =>
  $id.startsWith("#") ? base : absoluteReference($id, base);

// The compiler's own words, which mean nothing in a schema.
const OWN: ReadonlySet<string> = new Set(["x-rank", "x-unmerged"]);

const show = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 80);

const refuse = (where: Where, keyword: string, value: unknown, form: Form): Error =>
  schemaError(where, keyword, `is ${show(value)}, not ${form.says}`, form.advice ?? "Mend the schema.");

const checkKeyword = (where: Where, keyword: string, value: unknown, strict: boolean): void => {
  const form = row(KEYWORDS, keyword);
  if (form && !form.is(value)) throw refuse(where, keyword, value, form);
  if (REFUSED.includes(keyword)) throw schemaError(where, keyword, "is of another draft", "Say the same in 2020-12.");
  if (strict && keyword === "format" && !isKnown(value as string))
    throw schemaError(where, keyword, `is "${value}", which is not known`, "Leave it out, or compile without strict.");
  if (strict && !form && !ANNOTATIONS.has(keyword))
    throw schemaError(where, keyword, "is no keyword that is known", "Leave it out, or compile without strict.");
};

/**
 * Reads a schema: checks each keyword's form, replaces older spellings, and makes every reference absolute, so that it
 * means the same wherever it is merged to.
 * @throws HookwrightError `invalid-schema` where it is no schema
 */
export const parseSchema = (schema: unknown, options: ParseOptions, path: readonly string[] = []): Schema => {
  const { base, strict = false } = options;
  const where = { schema: base, pointer: formatPointer(path) };
  if (typeof schema === "boolean") return schema;
  if (!isObject(schema))
    throw schemaError(where, "schema", `is ${show(schema)}, which is none`, "Give an object or a boolean.");
  if (path.length > MAX_DEPTH)
    throw schemaError(where, "schema", `nests deeper than ${MAX_DEPTH} levels`, "Flatten it, or use $ref.");
  const own = modernise(schema);
  const $id = own["$id"];
  const here = typeof $id === "string" ? baseOf($id, base) : base;
  const child = (value: unknown, ...parts: string[]): Schema =>
    parseSchema(value, { ...options, base: here }, [...path, ...parts]);
  const shapes = {
    schema: (value: unknown, key: string): unknown => child(value, key),
    list: (value: unknown, key: string): unknown => (value as unknown[]).map((item, i) => child(item, key, String(i))),
    map: (value: unknown, key: string): unknown =>
      Object.fromEntries(Object.entries(value as object).map(([name, item]) => [name, child(item, key, name)])),
  };
  const rewrite = (keyword: string, value: unknown): unknown => {
    checkKeyword({ ...where, schema: here }, keyword, value, strict);
    if (REFERENCES.has(keyword)) return absoluteReference(value as string, keyword === "$id" ? base : here);
    const holds = row(KEYWORDS, keyword)?.holds;
    return holds === undefined ? value : shapes[holds](value, keyword);
  };
  return Object.fromEntries(
    Object.entries(own).flatMap(([keyword, value]) =>
      OWN.has(keyword) && !strict ? [] : [[keyword, rewrite(keyword, value)]],
    ),
  );
};
