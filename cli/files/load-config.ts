import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "../../contracts/define-config.ts";
import { configProblem } from "../../contracts/options/config-problem.ts";
import { redact, SECRET_VARIABLE, type Secrets } from "../../contracts/wording/redact.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { isObject } from "../../schemas/is-object.ts";
import { lineOf } from "./config-line.ts";
import { findConfig } from "./find-config.ts";

/** A config that was loaded. */
export interface LoadedConfig {
  /** Its absolute path. */
  file: string;
  receivers: Config["receivers"];
  /** Its file as one reads it, with the line of a key where that is known. */
  place(path: readonly string[]): string;
}

let loaded = false;

/** Whether code of the user's was run: what it opened may keep the process alive. */
export const isConfigLoaded = (): boolean => loaded;

const refuse = (message: string, cause?: unknown): HookwrightError =>
  new HookwrightError("invalid-config", message, { cause });

const shown = (file: string): string => relative(process.cwd(), file) || file;

// What the file itself says is secret, since nothing else is known of one that does not load.
const secretsIn = (text: string): Secrets => {
  const written = [...text.matchAll(/\bsecret["'`]?\s*:\s*(["'`])(.+?)\1/g)].map(([, , secret = ""]) => secret);
  const given = process.env[SECRET_VARIABLE.slice(1)];
  return new Map([...written, ...(given ? [given] : [])].map((secret) => [secret, SECRET_VARIABLE]));
};

const FRAME = /(?:\(|\bat |^ *)((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()\n]*?):(\d+):\d+\)?$/gm;

// The first place of a stack, or of a parser's message, that is the user's.
const placeIn = (stack: string): string | undefined => {
  for (const [, path = "", line] of stack.matchAll(FRAME)) {
    const file = path.startsWith("file://") ? fileURLToPath(path) : path;
    if (!/[\\/]node_modules[\\/]/.test(file)) return `${shown(file)}:${line}`;
  }
  return undefined;
};

const sayFailure = (cause: unknown): string => {
  const { message, stack = message } = cause instanceof Error ? cause : { message: String(cause) };
  const [first = ""] = message.replace(/^\[hookwright\] /, "").split("\n");
  const place = placeIn(stack);
  return `${first.trim().replace(/\.$/, "")}${place === undefined ? "" : `, in ${place}`}`;
};

// Where nothing is left to wait for, what is not loaded by then never will be.
const idle = (): Promise<never> =>
  new Promise((_, reject) => {
    process.once("beforeExit", () => reject("it awaits what never comes"));
  });

const importConfig = async (file: string, text: string): Promise<unknown> => {
  const { createJiti } = await import("jiti");
  loaded = true;
  const imported = createJiti(import.meta.url, { interopDefault: false }).import(file);
  const config = await Promise.race([imported, idle()]).catch((cause: unknown) => {
    throw refuse(`Failed to load ${shown(file)}: ${redact(sayFailure(cause), secretsIn(text))}. Mend it.`);
  });
  if (isObject(config) && "default" in config) return config["default"];
  throw refuse(
    `Failed to load ${shown(file)}: it has no default export. Write export default defineConfig({ receivers: { ... } }).`,
  );
};

/**
 * Loads a config: the one that is named, else the nearest from the working directory upwards, if there is one.
 * @throws HookwrightError `invalid-config`, with file, line where it is known, and the nearest key
 */
export const loadConfig = async (named?: string): Promise<LoadedConfig | undefined> => {
  const file = named === undefined ? await findConfig(process.cwd()) : resolve(named);
  if (file === undefined) return undefined;
  const text = await readFile(file, "utf8").catch((cause: Error) => {
    throw refuse(`Failed to read the config: ${cause.message}. Name another file with --config.`, cause);
  });
  const config = await importConfig(file, text);
  const place = (path: readonly string[]): string => {
    const line = lineOf(text, path);
    return line === undefined ? shown(file) : `${shown(file)}:${line}`;
  };
  const found = configProblem(config);
  if (found) throw refuse(`Failed to read ${place(found.path)}: ${found.problem}. ${found.advice}`);
  return { file, receivers: (config as Config).receivers, place };
};
