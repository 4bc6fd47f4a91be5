import { findUp } from "./find-up.ts";

/** The names of a config, in the order in which they are looked for. */
export const CONFIG_NAMES: readonly string[] = ["ts", "mts", "js", "mjs"].map((end) => `hookwright.config.${end}`);

/** The nearest config, from a folder upwards. */
export const findConfig = (folder: string): Promise<string | undefined> => findUp(folder, CONFIG_NAMES);
