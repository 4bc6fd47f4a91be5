import { hash } from "../../generators/draws/bits.ts";
import type { ProviderDefinition } from "../../schemas/provider.ts";
import { secondsInWords } from "../docs/in-words.ts";

const SECOND = 1000;

const describe = ({ title, delivery: { timeout } }: ProviderDefinition): string =>
  [
    `What ${title} sends, and a receiver gets.`,
    "`x-certainty` says how surely something is known: documented, unless it says another word.",
    ...(timeout === undefined ? [] : [`${title} waits ${secondsInWords(timeout / SECOND)} for an answer.`]),
  ].join(" ");

// Another one for each content, the same for the same.
const versionOf = (content: object): string => hash(JSON.stringify(content)).toString(16).padStart(8, "0");

/** What a document says of itself, `content` being the rest of it: how it is read, who made it, what the provider waits for. */
export const infoOf = (provider: ProviderDefinition, content: object): object => ({
  title: `${provider.title} webhooks`,
  version: versionOf(content),
  description: describe(provider),
  "x-generator": "hookwright",
});
