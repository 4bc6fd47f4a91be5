import { faker } from "@faker-js/faker/locale/en";
import { ownFaker } from "../generators/compile/own-faker.ts";
import { compileProvider } from "../generators/compile-provider.ts";
import { defineProvider } from "../generators/define-provider.ts";
import { buildPayload } from "../generators/payload.ts";
import type { Json } from "../schemas/json-schema.ts";
import type { Provider } from "../schemas/provider.ts";
import { checkSamples } from "./check-samples.ts";
import { generateDocuments } from "./documents.ts";
import type { Output } from "./output.ts";
import { generateOwnModule, type ModuleEnding } from "./own-module.ts";
import { readSamples, type Sample } from "./samples.ts";

const made = (provider: Provider, eventType: string): Sample => ({
  name: eventType,
  value: buildPayload(provider, eventType) as Json,
  summary: "Made up by hookwright.",
});

/** What its files are to be called. */
export interface OwnNames {
  /** Makes the beginning of the provider's name. */
  fileName: (provider: string) => string;
  ending: ModuleEnding;
}

/**
 * All that `hookwright generate` writes of a user's own provider: a module, its types, and the documents.
 * @throws HookwrightError `invalid-provider` or `invalid-schema`, naming file, pointer and keyword
 */
export const generateOwnProvider = async (path: string, { fileName, ending }: OwnNames): Promise<Output[]> => {
  const provider = await defineProvider(path); // refuses what is wrong with it
  const folder = provider.folder();
  const samples = await readSamples(path);
  checkSamples(provider, samples);
  const examples = provider.eventTypes
    .filter((eventType) => !samples.some(({ name }) => name === eventType))
    .map((eventType) => made(provider, eventType));
  const name = fileName(provider.name);
  return [
    ...(await generateOwnModule(folder, compileProvider(folder, ownFaker(faker)), name, ending)),
    ...generateDocuments(folder, [...examples, ...samples], `${name}.`),
  ];
};
