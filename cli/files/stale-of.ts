import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A file that is written whole: its path from some directory. */
interface WholeFile {
  path: string;
  content: string;
}

/** The files that are missing or differ; git may have checked them out with other line ends. */
export const staleOf = async <T extends WholeFile>(root: string, files: readonly T[]): Promise<T[]> => {
  const before = await Promise.all(files.map(({ path }) => readFile(join(root, path), "utf8").catch(() => undefined)));
  return files.filter(({ content }, i) => before[i]?.replaceAll("\r\n", "\n") !== content);
};
