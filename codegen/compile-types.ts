import { compile } from "json-schema-to-typescript";
import type { JsonSchema } from "../schemas/json-schema.ts";
import { mapSchema } from "./map-schema.ts";

/**
 * A schema whose `$ref`s stand alone: json-schema-to-typescript makes a new type for each `$ref` that has siblings, so
 * it is shown the bare reference only.
 */
export const withBareRefs = (schema: JsonSchema): JsonSchema =>
  mapSchema(schema, ({ $ref, $id, $schema, ...rest }) => ($ref === undefined ? rest : { $ref })) as JsonSchema;

/** The TypeScript types of a self-contained schema, named after the titles in it. */
export const compileTypes = async (schema: JsonSchema & { title: string }): Promise<string> => {
  const types = await compile(schema as Parameters<typeof compile>[0], schema.title, {
    additionalProperties: false,
    bannerComment: "",
    format: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: false,
  });
  return types.trimEnd();
};
