import { row } from "../../schemas/row.ts";
import { KEYWORDS } from "./keywords.ts";

/** The schemas that a keyword of a schema holds, as they are written. */
export const subschemasOf = (keyword: string, value: unknown): unknown[] => {
  const holds = row(KEYWORDS, keyword)?.holds;
  if (holds === undefined) return [];
  return holds === "schema" ? [value] : Object.values(Object(value));
};
