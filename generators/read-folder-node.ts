import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { JsonSchema } from "../schemas/json-schema.ts";
import { oneByOne } from "../schemas/one-by-one.ts";
import type { LifecycleDefinition, ProviderDefinition } from "../schemas/provider.ts";
import type { ProviderFolder } from "../schemas/provider-folder.ts";

const readJson = async (path: string): Promise<unknown> => {
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw new HookwrightError(
      "invalid-provider",
      `Failed to read ${path}: ${cause.message}. A provider folder has provider.json, lifecycle.json and events/.`,
      { cause },
    );
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HookwrightError(
      "invalid-provider",
      `Failed to read ${path}: ${(cause as Error).message}. Mend the JSON.`,
      { cause },
    );
  }
};

/**
 * Reads a provider's folder.
 * @throws HookwrightError `invalid-provider` for a file that is absent or no JSON
 */
export const readFolder = async (folder: string | URL): Promise<ProviderFolder> => {
  const root = folder instanceof URL ? fileURLToPath(folder) : folder;
  const read = (path: string): Promise<unknown> => readJson(join(root, path));
  const [provider, lifecycle] = await oneByOne(["provider.json", "lifecycle.json"], read);
  const names = (await readdir(root, { recursive: true })).map((name) => name.split(sep).join("/"));
  const paths = names.filter((name) => name.endsWith(".schema.json")).sort();
  const schemas = await oneByOne(paths, async (path) => [path, (await read(path)) as JsonSchema] as const);
  return {
    provider: provider as ProviderDefinition,
    lifecycle: lifecycle as LifecycleDefinition,
    schemas: Object.fromEntries(schemas),
  };
};
