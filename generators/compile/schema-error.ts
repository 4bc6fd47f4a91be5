import { HookwrightError } from "../../schemas/hookwright-error.ts";

/** The schema and the place that an error names. */
export interface Where {
  schema: string;
  pointer: string;
}

const say = (where: Where, keyword: string, problem: string, advice: string): string =>
  `Failed to compile ${where.schema || "the schema"}: ${keyword} at "${where.pointer}" ${problem}. ${advice}`;

/** The error for a schema that no generator can be made for: names the schema, the pointer, the keyword, and what to do. */
export const schemaError = (
  where: Where,
  keyword: string,
  problem: string,
  advice: string,
  options?: ErrorOptions,
): HookwrightError => new HookwrightError("invalid-schema", say(where, keyword, problem, advice), options);

/** The same, where nothing satisfies the schema: the compiler takes another way if there is one. */
export class Unsatisfiable extends HookwrightError {
  constructor(where: Where, keyword: string, problem: string, advice: string) {
    super("invalid-schema", say(where, keyword, problem, advice));
  }
}
