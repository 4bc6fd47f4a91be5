import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes a folder and those above it; Node's own `recursive` never ends where a system says ENOENT to all, as /proc does. */
export const makeFolder = async (path: string): Promise<void> => {
  const make = (): Promise<void> =>
    mkdir(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  const parent = dirname(path);
  await make().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT" || parent === path) throw error;
    await makeFolder(parent);
    await make();
  });
};
