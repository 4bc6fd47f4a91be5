import type { ProviderFolder } from "../schemas/provider-folder.ts";
import { header, type Output, source } from "./output.ts";

/** A provider's JSON files as a module, each schema made on first use. */
export const generateSchemas = (folder: ProviderFolder): Output => {
  const entries = Object.entries(folder.schemas).map(
    ([path, schema]) => `  ${JSON.stringify(path)}: () => JSON.parse(${JSON.stringify(JSON.stringify(schema))}),`,
  );
  const content = `${header("schemas.ts")}
import type { JsonSchema } from "../../json-schema.ts";
import type { LifecycleDefinition, ProviderDefinition } from "../../provider.ts";

export const definition: ProviderDefinition = ${source(folder.provider)};

export const machine: LifecycleDefinition = ${source(folder.lifecycle)};

export const schemas: Readonly<Record<string, () => JsonSchema>> = {
${entries.join("\n")}
};
`;
  return { path: `schemas/generated/${folder.provider.name}/schemas.ts`, content };
};
