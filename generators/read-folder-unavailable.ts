import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { ProviderFolder } from "../schemas/provider-folder.ts";

/**
 * Stands in where there is no file system.
 * @throws HookwrightError `not-allowed`, always
 */
export const readFolder = async (folder: string | URL): Promise<ProviderFolder> => {
  throw new HookwrightError(
    "not-allowed",
    `Failed to read ${String(folder)}: this platform has no files. Pass the folder's content as an object.`,
  );
};
