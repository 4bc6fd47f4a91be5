import { compile } from "json-schema-to-typescript";

/**
 * A schema whose `$ref`s stand alone and are rewritten: json-schema-to-typescript makes a new type for each `$ref` that
 * has siblings, so it is shown the bare reference only.
 */
export const withBareRefs = (schema: unknown, rewrite: (ref: string) => string): unknown => {
  if (Array.isArray(schema)) return schema.map((item) => withBareRefs(item, rewrite));
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref, $id, $schema, ...rest } = schema as { $ref?: unknown; $id?: unknown; $schema?: unknown };
  if (typeof $ref === "string") return { $ref: rewrite($ref) };
  // A schema that describes schemas has properties called $id and $schema, whose values are schemas.
  const names = Object.entries({ $id, $schema }).filter(([, value]) => typeof value === "object");
  return Object.fromEntries(
    [...names, ...Object.entries(rest)].map(([name, item]) => [name, withBareRefs(item, rewrite)]),
  );
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
