import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../../contracts/captures/make-folder.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";

/** A file to be written: its name, and its whole text. */
export interface PactTextFile {
  name: string;
  content: string;
}

const orRefuse = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: Error) => {
    throw new HookwrightError(
      "invalid-option",
      `Failed to write the pacts: ${cause.message}. Name another directory with --out.`,
      { cause },
    );
  });

/** How a file stands to what it should be; git may have checked it out with other line ends. */
const compare = async (out: string, { name, content }: PactTextFile): Promise<"missing" | "differs" | "same"> => {
  const before = await orRefuse(
    readFile(join(out, name), "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    }),
  );
  if (before === undefined) return "missing";
  return before.replaceAll("\r\n", "\n") === content ? "same" : "differs";
};

/** What is not up to date, a line a file: missing or differs. */
export const checkPacts = async (out: string, files: readonly PactTextFile[]): Promise<string[]> => {
  const states = await Promise.all(files.map((file) => compare(out, file)));
  return files.flatMap(({ name }, i) => (states[i] === "same" ? [] : [`${states[i]}: ${name}`]));
};

/** Writes what is missing or differs, and leaves other files alone; the answer is how many those were. */
export const writePacts = async (out: string, files: readonly PactTextFile[]): Promise<number> => {
  await orRefuse(makeFolder(out));
  let written = 0;
  for (const file of files) {
    if ((await compare(out, file)) === "same") continue;
    await orRefuse(writeFile(join(out, file.name), file.content));
    written++;
  }
  return written;
};
