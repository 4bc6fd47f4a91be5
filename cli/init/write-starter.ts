import { realpath, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { makeFolder } from "../../contracts/captures/make-folder.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { StarterFile } from "./starter-file.ts";

const refuse = (path: string, problem: string, cause?: unknown): HookwrightError =>
  new HookwrightError(
    "invalid-option",
    `Failed to write ${path}: ${problem}. Mend that, or copy what --dry-run prints to where it belongs.`,
    { cause },
  );

/**
 * Writes a file of a starter unless something is there already; tells whether it did.
 * @throws HookwrightError `invalid-option` where it cannot be written, or a link leads out of the project
 */
export const writeStarter = async (root: string, { path, content }: StarterFile): Promise<boolean> => {
  const file = join(root, path);
  try {
    await makeFolder(dirname(file));
    const folder = await realpath(dirname(file));
    if (!`${folder}${sep}`.startsWith(`${await realpath(root)}${sep}`))
      throw new Error(`${dirname(path)} leads out of the project, to ${folder}`);
    await writeFile(file, content, { flag: "wx" });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw refuse(path, (cause as Error).message, cause);
  }
};
