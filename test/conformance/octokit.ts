import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { JsonSchema } from "../../schemas/json-schema.ts";
import type { Definitions } from "./schema.ts";

const file = createRequire(import.meta.url).resolve("@octokit/webhooks-schemas/schema.json");

/** The schemas of GitHub's webhooks in one file of draft-07, as @octokit/webhooks-schemas publishes them. */
export const octokitSchema: JsonSchema = JSON.parse(readFileSync(file, "utf8")) as JsonSchema;

/** The URI that the file is registered by; it has no `$id` of its own. */
export const OCTOKIT_ID = "https://unpkg.com/@octokit/webhooks-schemas/schema.json";

const definitions = octokitSchema["definitions"] as Record<string, JsonSchema>;

const nameIn = ({ $ref = "" }: JsonSchema): string => $ref.replace("#/definitions/", "");

// An event with several actions is a oneOf of nothing but references to them.
const leavesOf = (name: string): string[] => {
  const actions = definitions[name]?.["oneOf"] as JsonSchema[] | undefined;
  return actions?.every(({ $ref }) => $ref) ? actions.flatMap((action) => leavesOf(nameIn(action))) : [name];
};

/** The definitions that describe one action of one event: all that are reached from the root's oneOf through oneOfs. */
export const octokitEvents: readonly string[] = (octokitSchema["oneOf"] as JsonSchema[]).flatMap((event) =>
  leavesOf(nameIn(event)),
);

/** No value satisfies it: its location requires "type" and "details" in every oneOf, and forbids all properties beside it. */
export const CONTRADICTORY: string = "secret_scanning_alert_location$created";

/** A schema that leads to a definition of the file. */
export const octokitReference = (name: string): JsonSchema => ({
  $schema: "http://json-schema.org/draft-07/schema#",
  $ref: `${OCTOKIT_ID}#/definitions/${name}`,
});

/** The file, where such a schema finds it. */
export const octokitDefinitions: Definitions = { [OCTOKIT_ID]: octokitSchema };

/** The same with the definitions inside, for who follows no reference within another file. */
export const octokitEmbedded = (name: string): JsonSchema => ({ definitions, $ref: `#/definitions/${name}` });
