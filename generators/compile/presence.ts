import type { JsonSchema } from "../../schemas/json-schema.ts";
import type { Located, Schema } from "../matches/located.ts";

// What a property's own schema says of its presence, wherever a merge has put it.
const certaintyOf = (schema: Schema): string | undefined =>
  typeof schema === "boolean"
    ? undefined
    : (schema["x-certainty"] ??
      (schema["allOf"] as JsonSchema[] | undefined)?.map(certaintyOf).find((found) => found !== undefined));

/** Tells whether a payload has an optional property by default: what only third parties know, or is inferred, it has not. */
export const isExpected = (schemas: readonly Located[]): boolean =>
  !schemas.some(({ schema }) => ["third-party", "inferred"].includes(certaintyOf(schema) ?? "documented"));
