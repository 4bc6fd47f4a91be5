import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

/** Path from the project's root to text. */
export type Sources = ReadonlyMap<string, string>;

const FOLDERS = ["schemas", "generators", "mocks", "contracts", "codegen", "cli"];

/** Every TypeScript source of the package. */
export const readSources = (root: string): Sources => {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
      (name) => `${folder}/${name.split(sep).join("/")}`,
    ),
  );
  const paths = ["index.ts", ...inFolders].filter((path) => path.endsWith(".ts"));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
};

/** A source without its comments; strings that hold `//` after a colon (URLs) stay whole. */
export const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|[^:"'`])\/\/.*$/gm, "$1");
