import type { ProviderFolder } from "../schemas/provider-folder.ts";
import { asyncApiOf } from "./asyncapi.ts";
import { openApiOf } from "./openapi.ts";
import type { Output } from "./output.ts";
import type { Sample } from "./samples.ts";

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** A provider's documents for other tools; `prefix` is what their paths begin with. */
export const generateDocuments = (folder: ProviderFolder, samples: readonly Sample[], prefix: string): Output[] => [
  { path: `${prefix}openapi.json`, content: json(openApiOf(folder, samples)) },
  { path: `${prefix}asyncapi.json`, content: json(asyncApiOf(folder, samples)) },
];
