import { compile } from "json-schema-to-typescript";

// Beside branches that list their values the type says nothing more.
const listsValues = (schema: Record<string, unknown>): boolean =>
  Array.isArray(schema["anyOf"]) && schema["anyOf"].every((branch) => Object.hasOwn(Object(branch), "enum"));

/**
 * A schema whose `$ref`s stand alone and are rewritten: json-schema-to-typescript makes a new type for each `$ref` that
 * has siblings, and for a `type` beside branches, so it is shown the bare reference only, and no such `type`.
 */
export const withBareRefs = (schema: unknown, rewrite: (ref: string) => string): unknown => {
  if (Array.isArray(schema)) return schema.map((item) => withBareRefs(item, rewrite));
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref, $id, $schema, ...rest } = schema as Record<string, unknown>;
  if (typeof $ref === "string") return { $ref: rewrite($ref) };
  // A schema that describes schemas has properties called $id and $schema, whose values are schemas.
  const names = Object.entries({ $id, $schema }).filter(([, value]) => typeof value === "object");
  const kept = Object.entries(rest).filter(([name]) => name !== "type" || !listsValues(rest));
  return Object.fromEntries([...names, ...kept].map(([name, item]) => [name, withBareRefs(item, rewrite)]));
};

/** The TypeScript types of a self-contained schema, named after the titles in it. */
export const compileTypes = async (schema: { title: string }): Promise<string> => {
  const types = await compile(schema as Parameters<typeof compile>[0], schema.title, {
    additionalProperties: false,
    bannerComment: "",
    format: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: false,
  });
  return types.trimEnd();
};
