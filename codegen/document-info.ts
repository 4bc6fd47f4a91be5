import { hash } from "../generators/bits.ts";
import type { ProviderDefinition } from "../schemas/provider.ts";
import { secondsInWords } from "./in-words.ts";

const SECOND = 1000;

/** What a document says of its provider as a whole: how it is read, and what the provider waits for. */
export const describeProvider = ({ title, delivery: { timeout } }: ProviderDefinition): string =>
  [
    `What ${title} sends, and a receiver gets.`,
    "`x-certainty` says how surely something is known: documented, unless it says another word.",
    ...(timeout === undefined ? [] : [`${title} waits ${secondsInWords(timeout / SECOND)} for an answer.`]),
  ].join(" ");

/** The version of a document: another one for each content, the same for the same. */
export const versionOf = (content: object): string => hash(JSON.stringify(content)).toString(16).padStart(8, "0");
