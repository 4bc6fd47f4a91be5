import { faker } from "@faker-js/faker/locale/en";
import { type CompileOptions, compileSource } from "../../../generators/compile/compile.ts";
import { evaluate } from "../../../generators/compile/evaluate.ts";
import { ownFaker } from "../../../generators/compile/own-faker.ts";
import { HookwrightError } from "../../../schemas/hookwright-error.ts";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import type { EmittedGenerator } from "../../../schemas/provider.ts";

const options: CompileOptions = { resolve: () => undefined, faker: ownFaker(faker) };

/** The source of a schema's generator. */
export const sourceOf = (schema: JsonSchema): string => compileSource(schema, options).expression;

/** The generator of a schema. */
export const generatorOf = (schema: JsonSchema): EmittedGenerator => evaluate(compileSource(schema, options));

/** The message of the `invalid-schema` error that compiling a schema throws; any other outcome is an error. */
export const refusalOf = (compile: () => unknown): string => {
  try {
    compile();
  } catch (error) {
    if (error instanceof HookwrightError && error.code === "invalid-schema") return error.message;
    throw error;
  }
  throw new Error("the schema was not refused");
};
