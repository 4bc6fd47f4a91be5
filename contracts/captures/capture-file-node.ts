import { randomBytes } from "node:crypto";
import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { makeFolder } from "./make-folder.ts";

/** A file that captures are added to. */
export interface CaptureFile {
  path: string;
  append(lines: string): Promise<void>;
}

/**
 * Makes a new file in a folder: its name is the present, so that files sort by their time.
 * @throws HookwrightError `invalid-option` for a folder that cannot be written
 */
export const createCaptureFile = async (folder: string): Promise<CaptureFile> => {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const path = join(folder, `${stamp}-${randomBytes(2).toString("hex")}.ndjson`);
  try {
    await makeFolder(folder);
    await writeFile(path, "", { flag: "wx" });
  } catch (cause) {
    throw new HookwrightError(
      "invalid-option",
      `Failed to save captures: ${(cause as Error).message}. Name another folder.`,
      { cause },
    );
  }
  return { path, append: (lines) => appendFile(path, lines) };
};
