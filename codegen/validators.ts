import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";
import type { Schema } from "../generators/matches/located.ts";
import type { JsonSchema } from "../schemas/json-schema.ts";
import { eventPath, eventTypesOf, type ProviderFolder } from "../schemas/provider-folder.ts";
import { mapSchema } from "./map-schema.ts";
import { header, type Output } from "./output.ts";

// Ajv's ES modules still call `require` for its helpers: each stands in a module of our own.
const HELPERS: readonly (readonly [RegExp, string])[] = [
  [/require\("ajv-formats\/dist\/formats"\)\.fullFormats/g, "helpers.fullFormats"],
  [/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, "helpers.length"],
  [/require\("ajv\/dist\/runtime\/equal"\)\.default/g, "helpers.equal"],
];

const withHelpers = (code: string): string => {
  const body = HELPERS.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), code);
  const unknown = /require\([^)]*\)/.exec(body)?.[0];
  if (unknown) throw new Error(`Ajv's code calls ${unknown}: add what it loads to codegen/ajv-helpers.ts`);
  return body;
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

const withoutAnnotations = (schema: JsonSchema): Schema =>
  mapSchema(
    schema,
    (one) => Object.fromEntries(Object.entries(one).filter(([keyword]) => !ANNOTATIONS.has(keyword))) as JsonSchema,
  );

/** Validators as source: Ajv's code, and the rows of the table of them by event type. */
export interface ValidatorSource {
  code: string;
  rows: string;
}

/** Ajv's standalone validators of a provider's events; our own schemas must pass its strict mode. */
export const validatorSource = (folder: ProviderFolder, { strict }: { strict: boolean }): ValidatorSource => {
  const ajv = new Ajv2020({
    allErrors: true,
    strict,
    strictTypes: false,
    keywords: ["x-certainty", "x-faker", "x-derive"],
    inlineRefs: false, // shared definitions are validated by shared functions
    code: { source: true, esm: true, lines: true },
    logger: false,
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
  return {
    code: body.replaceAll(/^"use strict";|export const (\w+) = \w+;/gm, (found) =>
      found.startsWith("export") ? found.replace("export ", "") : "",
    ),
    rows: [...names].map(([eventType, name]) => `  ${JSON.stringify(eventType)}: () => ${name},`).join("\n"),
  };
};

/** Whether Ajv's code calls its helpers. */
export const callsHelpers = ({ code }: ValidatorSource): boolean => code.includes("helpers.");

/** Ajv's standalone validators of a built-in provider's events. */
export const generateValidators = (folder: ProviderFolder): Output => {
  const source = validatorSource(folder, { strict: true });
  const content = `${header("validators.ts")}// @ts-nocheck: Ajv's output
import type { Validator } from "../../provider.ts";
${callsHelpers(source) ? 'import { helpers } from "../ajv-helpers.ts";\n' : ""}${source.code}

/** Event type to validator. */
export const validators: Readonly<Record<string, () => Validator>> = {
${source.rows}
};
`;
  return { path: `schemas/generated/${folder.provider.name}/validators.ts`, content };
};
