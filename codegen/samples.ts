import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Json } from "../schemas/json-schema.ts";

/** An example in a provider's folder, `samples/<name>.json`, and what `samples/sources.json` says of it. */
export interface Sample {
  name: string;
  value: Json;
  /** Where it is from, and how surely. */
  summary?: string;
}

/** The event type that a sample is of: the longest that its name is, or begins with before a dot. */
export const eventTypeOf = (name: string, eventTypes: readonly string[]): string | undefined =>
  eventTypes
    .filter((eventType) => `${name}.`.startsWith(`${eventType}.`))
    .toSorted((a, b) => b.length - a.length)
    .at(0);

const SOURCES = "sources.json";

const readJson = async (path: string): Promise<Json> => {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    const problem = (cause as Error).message;
    throw new HookwrightError("invalid-provider", `Failed to read ${path}: ${problem}. Mend it.`, { cause });
  }
};

/**
 * Reads the examples of a provider's folder, in the order of their names; there may be none.
 * @throws HookwrightError `invalid-provider` for a file that is no JSON
 */
export const readSamples = async (folder: string): Promise<Sample[]> => {
  const root = join(folder, "samples");
  const names = await readdir(root).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const files = names.filter((name) => name.endsWith(".json")).sort();
  const sources = files.includes(SOURCES) ? Object(await readJson(join(root, SOURCES))) : {};
  return Promise.all(
    files
      .filter((file) => file !== SOURCES)
      .map(async (file) => {
        const { source, certainty } = Object(sources[file]);
        return {
          name: file.replace(/\.json$/, ""),
          value: await readJson(join(root, file)),
          ...(source !== undefined && { summary: `${certainty ?? "documented"}: ${source}` }),
        };
      }),
  );
};
