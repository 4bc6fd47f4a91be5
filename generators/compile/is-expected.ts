import type { Schema } from "../matches/located.ts";

const DOUBTED: readonly unknown[] = ["third-party", "inferred"];

/** Tells whether a payload has, by default, what a schema says: what only third parties know, or is inferred, it has not. */
export const isExpected = (schema: Schema): boolean => {
  if (typeof schema === "boolean") return true;
  const { "x-certainty": own, allOf = [] } = schema;
  if (own !== undefined) return !DOUBTED.includes(own);
  return (allOf as Schema[]).every(isExpected); // wherever a merge has put it
};
