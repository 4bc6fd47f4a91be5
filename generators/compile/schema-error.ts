import { HookwrightError } from "../../schemas/hookwright-error.ts";

/** The error for a schema that no generator can be made for: names the schema, the pointer, the keyword, and what to do. */
export const schemaError = (
  where: { schema: string; pointer: string },
  keyword: string,
  problem: string,
  advice: string,
): HookwrightError =>
  new HookwrightError(
    "invalid-schema",
    `Failed to compile ${where.schema || "the schema"}: ${keyword} at "${where.pointer}" ${problem}. ${advice}`,
  );
