import { readFile } from "node:fs/promises";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { type ReadPact, readPact, unreadablePact } from "./read-pact.ts";

/** Where Pact files come from: paths, or documents. */
export interface PactSources {
  /** Paths of files, of any version of Pact's specification. */
  files?: readonly string[];
  /** Documents, such as `buildPact` gives. */
  pacts?: readonly object[];
}

const load = async (file: string, taken: Set<string>): Promise<ReadPact> => {
  try {
    return readPact(file, JSON.parse((await readFile(file, "utf8")).replace(/^\uFEFF/, "")), taken);
  } catch (error) {
    const { message } = error as Error;
    return unreadablePact(
      file,
      error instanceof SyntaxError ? `it is no JSON: ${message}` : `it cannot be read: ${message}`,
    );
  }
};

/**
 * Reads Pact files and documents; what is wrong with one is said in it.
 * @throws HookwrightError `invalid-option` where none is given
 */
export const loadPacts = async ({ files = [], pacts = [] }: PactSources): Promise<ReadPact[]> => {
  if (files.length + pacts.length === 0)
    throw new HookwrightError(
      "invalid-option",
      "Failed to verify pacts: there are no interactions, and Pact would pass that. Give files or pacts.",
    );
  const taken = new Set<string>();
  const loaded: ReadPact[] = [];
  for (const file of files) loaded.push(await load(file, taken)); // one after another: keys depend on the order
  return [...loaded, ...pacts.map((pact, i) => readPact(`pacts[${i}]`, pact, taken))];
};
