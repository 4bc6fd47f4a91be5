import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import type { JsonSchema } from "../../schemas/json-schema.ts";
import type { Definitions } from "./schema.ts";

const ORIGIN = "http://localhost:1234/";
const remotesFolder = join(import.meta.dirname, "json-schema-test-suite/remotes");
const metaschemaFolder = join(
  createRequire(import.meta.url).resolve("ajv/package.json"),
  "../dist/refs/json-schema-2020-12",
);

const schemasIn = (folder: string): [path: string, schema: JsonSchema][] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .map((path) => [path.split(sep).join("/"), JSON.parse(readFileSync(join(folder, path), "utf8")) as JsonSchema]);

/** The schemas that the suite wants to be found at localhost:1234. */
export const remotes: Definitions = Object.fromEntries(
  schemasIn(remotesFolder).map(([path, schema]) => [ORIGIN + path, schema]),
);

/** The metaschema of draft 2020-12 and its seven vocabularies, by their `$id`s. */
export const metaschemas: Definitions = Object.fromEntries(
  schemasIn(metaschemaFolder).map(([, schema]) => [String(schema.$id), schema]),
);

/** Everything outside a group that its `$ref`s may lead to. */
export const suiteDefinitions: Definitions = { ...remotes, ...metaschemas };
