import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { JsonSchema } from "../../schemas/json-schema.ts";

const ROOT = join(import.meta.dirname, "../../schemas");

/** The JSON value of a file, by its path in schemas/. */
export const readJson = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), "utf8"));

const paths = (readdirSync(ROOT, { recursive: true }) as string[]).map((path) => path.split(sep).join("/")).sort();

/** The paths of every JSON file in schemas/. */
export const jsonPaths: readonly string[] = paths.filter((path) => path.endsWith(".json"));

/** Every schema in schemas/ with its path there. */
export const schemaFiles: readonly { path: string; schema: JsonSchema }[] = jsonPaths
  .filter((path) => path.endsWith(".schema.json"))
  .map((path) => ({ path, schema: readJson(path) as JsonSchema }));
