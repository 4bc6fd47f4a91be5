import { lstat, readFile, realpath, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { makeFolder } from "../../contracts/captures/make-folder.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { FixtureFile } from "./fixture-files.ts";
import { pathsInIndex } from "./fixture-index.ts";

const refuse = (problem: string, cause?: unknown): HookwrightError =>
  new HookwrightError("invalid-option", `Failed to write the fixtures: ${problem}. Name another directory.`, { cause });

const orRefuse = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: Error) => {
    throw refuse(cause.message, cause);
  });

/** What there is, or `undefined` where there is nothing. */
const ifThere = <T>(work: Promise<T>): Promise<T | undefined> =>
  orRefuse(
    work.catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    }),
  );

// An index may have been tampered with, and a directory in it may be a link to elsewhere.
const isWithin = async (root: string, file: string): Promise<boolean> => {
  const found = await ifThere(lstat(file));
  if (!found?.isFile()) return false;
  return (await realpath(dirname(file))).startsWith((await realpath(root)) + sep);
};

/**
 * The files that a former run wrote and this one does not.
 * @throws HookwrightError `invalid-option` for what is no directory, or has an index.json of another's
 */
const findStale = async (root: string, files: readonly FixtureFile[]): Promise<string[]> => {
  if (root === "") throw refuse("--out is empty"); // an unset variable of a script, not the working directory
  const found = await ifThere(stat(root));
  if (found && !found.isDirectory()) throw refuse(`${root} is no directory`);
  const index = await ifThere(readFile(join(root, "index.json"), "utf8"));
  const former = index === undefined ? [] : pathsInIndex(index);
  if (former === undefined) throw refuse(`${join(root, "index.json")} is none that hookwright wrote`);
  const wanted = new Set(files.map(({ path }) => path));
  const stale: string[] = [];
  for (const path of new Set(former))
    if (!wanted.has(path) && (await isWithin(root, join(root, path)))) stale.push(path);
  return stale;
};

/** How a file stands to what it should be; git may have checked it out with other line ends. */
const compare = async (root: string, { path, content }: FixtureFile): Promise<"missing" | "differs" | "same"> => {
  const before = await ifThere(readFile(join(root, path), "utf8"));
  if (before === undefined) return "missing";
  return before.replaceAll("\r\n", "\n") === content ? "same" : "differs";
};

/** What is wrong with a directory of fixtures, a line a file: missing, differs or stale. */
export const checkFixtures = async (root: string, files: readonly FixtureFile[]): Promise<string[]> => {
  const problems: string[] = [];
  const stale = await findStale(root, files);
  for (const file of files) {
    const state = await compare(root, file);
    if (state !== "same") problems.push(`${state}: ${file.path}`);
  }
  return [...problems, ...stale.map((path) => `stale: ${path}`)];
};

/** Writes what is missing or differs, after removing what a former run wrote and this one does not. */
export const writeFixtures = async (
  root: string,
  files: readonly FixtureFile[],
): Promise<{ written: number; removed: number }> => {
  // First, since where case does not count a stale file may be the one that is to be written.
  const stale = await findStale(root, files);
  for (const path of stale) {
    await orRefuse(rm(join(root, path)));
    await rmdir(dirname(join(root, path))).catch(() => {}); // others may be in it
  }
  let written = 0;
  for (const file of files) {
    if ((await compare(root, file)) === "same") continue;
    await orRefuse(makeFolder(dirname(join(root, file.path))));
    await orRefuse(writeFile(join(root, file.path), file.content));
    written++;
  }
  return { written, removed: stale.length };
};
