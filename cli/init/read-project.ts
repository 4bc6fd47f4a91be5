import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { readManifest } from "../files/manifest.ts";
import type { Project } from "./project.ts";

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT" || cause.code === "ENOTDIR") return [];
    throw new HookwrightError("invalid-option", `Failed to look at the project: ${cause.message}. Mend that first.`, {
      cause,
    });
  });

/**
 * Looks at the project in a folder, and changes nothing.
 * @throws HookwrightError `invalid-option` for a package.json that cannot be read
 */
export const readProject = async (folder: string): Promise<Project> => {
  const root = await namesIn(folder);
  const inner = root.includes("src") ? await namesIn(join(folder, "src")) : [];
  const paths = [...root, ...inner.map((name) => `src/${name}`)].sort();
  if (!root.includes("package.json")) return { paths };
  return { manifest: await readManifest(join(folder, "package.json")), paths };
};
