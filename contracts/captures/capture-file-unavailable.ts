import { HookwrightError } from "../../schemas/hookwright-error.ts";

/**
 * Stands in where there is no file system.
 * @throws HookwrightError `not-allowed`, always
 */
export const createCaptureFile = async (folder: string): Promise<never> => {
  throw new HookwrightError(
    "not-allowed",
    `Failed to save captures in ${folder}: this platform has no files. Record in Node.`,
  );
};
