import type { Json } from "../../../schemas/json-schema.ts";
import { schemaError, type Where } from "../schema-error.ts";

/** A faker method and its arguments: what a pool of values is drawn by. */
export interface FakerCall {
  path: string;
  arguments: Json[];
}

/** `x-faker`, read: one call, or a template of literal texts, calls and identity. */
export type FakerSource =
  | { call: FakerCall }
  | { template: ({ text: string } | { call: FakerCall } | { identity: true })[] };

const PLACEHOLDER = /\{\{\s*([^}]+?)\s*\}\}/g;

const FORMS =
  'Give "module.method", {"module.method": options}, {"module.method": [arguments]} or a template of methods.';

const parseTemplate = (template: string, where: Where): FakerSource => {
  const parts: ({ text: string } | { call: FakerCall } | { identity: true })[] = [];
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    if (match.index > end) parts.push({ text: template.slice(end, match.index) });
    const name = match[1] ?? "";
    parts.push(name === "identity" ? { identity: true } : { call: { path: name, arguments: [] } });
    end = match.index + match[0].length;
  }
  if (end < template.length) parts.push({ text: template.slice(end) });
  if (parts.some((part) => "text" in part && part.text.includes("{{")))
    throw schemaError(where, "x-faker", `has a placeholder in ${JSON.stringify(template)} that is no method`, FORMS);
  return { template: parts };
};

/**
 * Reads `x-faker` in its four forms: a method, a method with options, a method with an argument list, a template.
 * @throws HookwrightError `invalid-schema` for anything else
 */
export const parseFaker = (value: Json, where: Where): FakerSource => {
  if (typeof value === "string")
    return value.includes("{{") ? parseTemplate(value, where) : { call: { path: value, arguments: [] } };
  const [entry, ...more] =
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  if (!entry || more.length > 0) throw schemaError(where, "x-faker", `is ${JSON.stringify(value)}`, FORMS);
  const [path, given] = entry;
  return { call: { path, arguments: Array.isArray(given) ? given : [given] } };
};
