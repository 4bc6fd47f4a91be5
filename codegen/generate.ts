import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { faker } from "@faker-js/faker/locale/en";
import { ownFaker } from "../generators/compile/own-faker.ts";
import { compileProvider } from "../generators/compile-provider.ts";
import { readFolder } from "../generators/read-folder-node.ts";
import { checkReferences } from "../schemas/check-references.ts";
import type { JsonSchema } from "../schemas/json-schema.ts";
import { withIds } from "../schemas/provider-folder.ts";
import { generateAjvHelpers } from "./ajv-helpers.ts";
import { generateCapture } from "./capture.ts";
import { generateDocuments } from "./documents.ts";
import { generateLifecycles } from "./lifecycles.ts";
import { generateMeta } from "./meta.ts";
import type { Output } from "./output.ts";
import { generatePacts } from "./pacts.ts";
import { generatePools } from "./pools.ts";
import { generateProviderModule } from "./provider-module.ts";
import { generateProviders } from "./providers.ts";
import { generateReadme } from "./readme.ts";
import { generateRegistry } from "./registry.ts";
import { generateReport } from "./report.ts";
import { generateRoutes } from "./routes.ts";
import { readSamples } from "./samples.ts";
import { generateSchemas } from "./schemas.ts";
import { generateTypes } from "./types.ts";
import { generateValidators } from "./validators.ts";
import { generateVersion } from "./version.ts";

const providerNames = async (root: string): Promise<string[]> =>
  (await readdir(join(root, "schemas")))
    .filter((name) => existsSync(join(root, "schemas", name, "provider.json")))
    .sort();

const readJson = async (...parts: string[]): Promise<JsonSchema> => JSON.parse(await readFile(join(...parts), "utf8"));

/** Everything that is derived from schemas/: the same bytes each time. */
export const generate = async (root: string): Promise<Output[]> => {
  const names = await providerNames(root);
  const folders = await Promise.all(names.map(async (name) => withIds(await readFolder(join(root, "schemas", name)))));
  for (const folder of folders) checkReferences(folder);
  const own = ownFaker(faker);
  const compiled = folders.map((folder) => compileProvider(folder, own));
  const samples = await Promise.all(names.map((name) => readSamples(join(root, "schemas", name))));
  const types = await Promise.all(folders.map(generateTypes));
  const mocked = names.filter((name) => existsSync(join(root, "mocks", "providers", name, "routes.ts")));
  const meta = {
    provider: await readJson(root, "schemas", "provider.schema.json"),
    lifecycle: await readJson(root, "schemas", "lifecycle.schema.json"),
  };
  return [
    ...(await generateMeta(meta)),
    await generateAjvHelpers(root),
    ...types,
    ...folders.map(generateSchemas),
    ...folders.map(generateValidators),
    generatePools(compiled),
    ...folders.flatMap((folder, i) => compiled.slice(i, i + 1).map((one) => generateProviderModule(folder, one))),
    generateRegistry(names),
    generateRoutes(mocked),
    ...(await Promise.all(folders.map(generatePacts))).flat(),
    ...folders.flatMap((folder, i) => generateDocuments(folder, samples[i] ?? [], `schemas/${folder.provider.name}/`)),
    generateLifecycles(folders),
    generateProviders(folders),
    generateReadme(await readFile(join(root, "README.md"), "utf8"), folders),
    generateVersion((await readJson(root, "package.json")) as { version: string }),
    await generateReport(await readJson(root, "contracts", "report.schema.json")),
    await generateCapture(await readJson(root, "contracts", "capture.schema.json")),
  ];
};
