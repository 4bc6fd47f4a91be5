import { access } from "node:fs/promises";
import { dirname, join } from "node:path";

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** The nearest file that has one of the names, the earlier name first, from a folder upwards. */
export const findUp = async (folder: string, names: readonly string[]): Promise<string | undefined> => {
  for (const name of names) if (await exists(join(folder, name))) return join(folder, name);
  const parent = dirname(folder);
  return parent === folder ? undefined : findUp(parent, names);
};
