import { compile } from "json-schema-to-typescript";
import type { JsonSchema } from "../schemas/json-schema.ts";
import { mapSchema } from "./map-schema.ts";

// Beside branches that list their values the type says nothing more.
const listsValues = ({ anyOf }: JsonSchema): boolean =>
  Array.isArray(anyOf) && anyOf.every((branch) => Object.hasOwn(Object(branch), "enum"));

/** A schema without what json-schema-to-typescript makes a type of its own for: siblings of a `$ref`, a `type` beside branches. */
export const bare = ({ $ref, $id, $schema, type, ...rest }: JsonSchema): JsonSchema => {
  if ($ref !== undefined) return { $ref };
  return type === undefined || listsValues(rest) ? rest : { type, ...rest };
};

/** A schema that is bare all through. */
export const withBareRefs = (schema: JsonSchema): JsonSchema => mapSchema(schema, bare) as JsonSchema;

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
