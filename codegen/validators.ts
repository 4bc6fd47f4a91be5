import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";
import type { JsonSchema } from "../schemas/json-schema.ts";
import { eventPath, eventTypesOf, type ProviderFolder } from "../schemas/provider-folder.ts";
import { header, type Output } from "./output.ts";

// Ajv's ES modules still call `require` for its helpers: each stands in a module of our own.
const HELPERS: readonly (readonly [RegExp, string])[] = [
  [/require\("ajv-formats\/dist\/formats"\)\.fullFormats/g, "helpers.fullFormats"],
  [/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, "helpers.length"],
];

const withHelpers = (code: string): string => {
  const body = HELPERS.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), code);
  const unknown = /require\([^)]*\)/.exec(body)?.[0];
  if (unknown) throw new Error(`Ajv's code calls ${unknown}: add what it loads to codegen/ajv-helpers.ts`);
  return body.includes("helpers.") ? `import { helpers } from "../ajv-helpers.ts";\n${body}` : body;
};

// Ajv keeps every schema beside its validator, whether or not an error message needs it.
const withoutUnusedSchemas = (code: string): string =>
  code.replaceAll(/^const (schema\d+) = .*\n/gm, (line, name: string) =>
    new RegExp(`\\b${name}\\b`, "g").exec(code.replace(line, "")) ? line : "",
  );

const ANNOTATIONS: ReadonlySet<string> = new Set([
  "title",
  "description",
  "$comment",
  "x-certainty",
  "x-faker",
  "x-derive",
]);

// A property may be called "title" or "description": names are no keywords.
const withoutAnnotations = (schema: unknown, names = false): unknown => {
  if (Array.isArray(schema)) return schema.map((item) => withoutAnnotations(item));
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => names || !ANNOTATIONS.has(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, withoutAnnotations(value, !names && (key === "properties" || key === "$defs"))]),
  );
};

/** Ajv's standalone validators of a provider's events. */
export const generateValidators = (folder: ProviderFolder): Output => {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    keywords: ["x-certainty", "x-faker", "x-derive"],
    inlineRefs: false, // shared definitions are validated by shared functions
    code: { source: true, esm: true, lines: true },
  });
  addFormats.default(ajv);
  // Ajv tracks what is evaluated even where no schema asks: that doubles the code.
  Object.assign(ajv.opts, { unevaluated: JSON.stringify(folder.schemas).includes('"unevaluated') });
  for (const schema of Object.values(folder.schemas)) ajv.addSchema(withoutAnnotations(schema) as JsonSchema);
  const names = new Map(eventTypesOf(folder).map((eventType, i) => [eventType, `validate${i}of`]));
  const ids = Object.fromEntries(
    [...names].map(([eventType, name]) => [name, String(folder.schemas[eventPath(eventType)]?.$id)]),
  );
  const body = withoutUnusedSchemas(withHelpers(standaloneCode.default(ajv, ids)));
  const content = `${header("validators.ts")}// @ts-nocheck: Ajv's output
import type { Validator } from "../../provider.ts";
${body.replaceAll(/^"use strict";|export const (\w+) = \w+;/gm, (found) => (found.startsWith("export") ? found.replace("export ", "") : ""))}

/** Event type to validator. */
export const validators: Readonly<Record<string, () => Validator>> = {
${[...names].map(([eventType, name]) => `  ${JSON.stringify(eventType)}: () => ${name},`).join("\n")}
};
`;
  return { path: `schemas/generated/${folder.provider.name}/validators.ts`, content };
};
