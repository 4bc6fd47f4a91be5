import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { oneByOne } from "../../schemas/one-by-one.ts";

const inFolder = async (folder: string, ending: string): Promise<string[]> => {
  const all = await readdir(folder).catch((cause: Error) => {
    throw new HookwrightError("invalid-option", `Failed to read ${folder}: ${cause.message}. Name another.`, { cause });
  });
  const names = all.filter((name) => name.endsWith(ending)).sort();
  if (names.length > 0) return names.map((name) => join(folder, name));
  throw new HookwrightError(
    "invalid-option",
    `Failed to read ${folder}: no file in it ends in ${ending}. Name a file, or another folder.`,
  );
};

/**
 * The files that are given, and of a folder those in it with an ending, in the order of their names. What is no folder is left
 * to whoever reads it.
 * @throws HookwrightError `invalid-option` for a folder without any
 */
export const filesIn = async (paths: readonly string[], ending: string): Promise<string[]> => {
  const isFolder = (path: string): Promise<boolean> =>
    stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
  const found = await oneByOne(paths, async (path) => ((await isFolder(path)) ? inFolder(path, ending) : [path]));
  return found.flat();
};
