import { compileGenerator, HookwrightError } from "hookwright";
import type { JsonSchema } from "../../schemas/json-schema.ts";
import type { Maker } from "./conform.ts";

/** Values of hookwright; the seeds are indices, which are drawn as independently. */
export const hookwrightMaker: Maker = {
  async make(schema, definitions) {
    const { value } = await compileGenerator(schema as JsonSchema, { seed: 42, definitions });
    return value;
  },
  isRefusal: (error) => error instanceof HookwrightError && error.code === "invalid-schema",
};
