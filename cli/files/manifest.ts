import { readFile } from "node:fs/promises";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { isObject } from "../../schemas/is-object.ts";

/** What a package.json says. */
export interface Manifest {
  /** Whether a .js file is an ES module. */
  isModule: boolean;
  dependencies: readonly string[];
}

/**
 * Reads a package.json.
 * @throws HookwrightError `invalid-option` for one that cannot be read
 */
export const readManifest = async (file: string): Promise<Manifest> => {
  try {
    const manifest: unknown = JSON.parse((await readFile(file, "utf8")).replace(/^\uFEFF/, ""));
    if (!isObject(manifest)) throw new Error("it is no object");
    const { type, dependencies, devDependencies } = manifest;
    const all = { ...Object(dependencies), ...Object(devDependencies) };
    return { isModule: type === "module", dependencies: Object.keys(all) };
  } catch (cause) {
    const problem = (cause as Error).message;
    throw new HookwrightError("invalid-option", `Failed to read ${file}: ${problem}. Mend it first.`, { cause });
  }
};
