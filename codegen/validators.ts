import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";
import type { JsonSchema } from "../schemas/json-schema.ts";
import { eventPath, eventTypesOf, type ProviderFolder } from "../schemas/provider-folder.ts";
import { header, type Output } from "./output.ts";

const REQUIRE = /require\("([^"]+)"\)(\.default)?/g;

// Ajv's ES modules still call `require` for its helpers: each becomes an import of the same module.
const importHelpers = (code: string): { imports: string; body: string } => {
  const names = new Map<string, string>();
  const body = code.replaceAll(REQUIRE, (_, module: string) => {
    names.set(module, names.get(module) ?? `helper${names.size}`);
    return names.get(module) ?? "";
  });
  const imports = [...names].map(([module, name]) => `import * as ${name}Module from "${module}.js";`);
  const unwrapped = [...names.values()].map((name) => `const ${name} = commonJs(${name}Module);`);
  return { imports: [...imports, ...unwrapped].join("\n"), body };
};

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
  for (const schema of Object.values(folder.schemas)) ajv.addSchema(withoutAnnotations(schema) as JsonSchema);
  const names = new Map(eventTypesOf(folder).map((eventType, i) => [eventType, `validate${i}of`]));
  const ids = Object.fromEntries(
    [...names].map(([eventType, name]) => [name, String(folder.schemas[eventPath(eventType)]?.$id)]),
  );
  const { imports, body } = importHelpers(standaloneCode.default(ajv, ids));
  const content = `${header("validators.ts")}// @ts-nocheck: Ajv's output
import { commonJs } from "../../common-js.ts";
import type { Validator } from "../../provider.ts";
${imports}
${body.replaceAll(/^"use strict";|export const (\w+) = \w+;/gm, (found) => (found.startsWith("export") ? found.replace("export ", "") : ""))}

/** Event type to validator. */
export const validators: Readonly<Record<string, () => Validator>> = {
${[...names].map(([eventType, name]) => `  ${JSON.stringify(eventType)}: () => ${name},`).join("\n")}
};
`;
  return { path: `schemas/generated/${folder.provider.name}/validators.ts`, content };
};
