import { access } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The names of a config, in the order in which they are looked for. */
export const CONFIG_NAMES: readonly string[] = ["ts", "mts", "js", "mjs"].map((end) => `hookwright.config.${end}`);

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** The nearest config, from a folder upwards. */
export const findConfig = async (folder: string): Promise<string | undefined> => {
  for (const name of CONFIG_NAMES) if (await exists(join(folder, name))) return join(folder, name);
  const parent = dirname(folder);
  return parent === folder ? undefined : findConfig(parent);
};
