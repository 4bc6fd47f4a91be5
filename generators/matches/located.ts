import type { JsonSchema } from "../../schemas/json-schema.ts";
import { withoutFragment } from "../../schemas/reference.ts";

/** A parsed schema: of draft 2020-12, with absolute references, each keyword of the right form. */
export type Schema = boolean | JsonSchema;

/** A schema, and the resources through which it was reached, outermost first: what a `$dynamicRef` in it depends on. */
export interface Located {
  schema: Schema;
  scope: readonly string[];
}

/** Finds what a `$ref` or `$dynamicRef` with an absolute reference leads to from a scope. */
export type Follow = (
  keyword: "$ref" | "$dynamicRef",
  reference: string,
  scope: readonly string[],
) => Located | undefined;

/** A subschema within a scope: one with an `$id` is a resource of its own, and opens a scope. */
export const locate = (schema: Schema, scope: readonly string[]): Located => {
  const id = typeof schema === "object" ? schema.$id : undefined;
  const resource = id === undefined ? undefined : withoutFragment(id);
  return { schema, scope: resource === undefined || scope.includes(resource) ? scope : [...scope, resource] };
};
