import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { Project } from "./project.ts";

const LOOKED_INTO = ["src", ".github"];

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT" || cause.code === "ENOTDIR") return [];
    throw new HookwrightError("invalid-option", `Failed to look at the project: ${cause.message}. Mend that first.`, {
      cause,
    });
  });

const readManifest = async (file: string): Promise<NonNullable<Project["manifest"]>> => {
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

/**
 * Looks at the project in a folder, and changes nothing.
 * @throws HookwrightError `invalid-option` for a package.json that cannot be read
 */
export const readProject = async (folder: string): Promise<Project> => {
  const root = await namesIn(folder);
  const inner = LOOKED_INTO.filter((name) => root.includes(name)).map(async (name) =>
    (await namesIn(join(folder, name))).map((one) => `${name}/${one}`),
  );
  const paths = [...root, ...(await Promise.all(inner)).flat()].sort();
  if (!root.includes("package.json")) return { paths };
  return { manifest: await readManifest(join(folder, "package.json")), paths };
};
