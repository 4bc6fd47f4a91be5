import type { Faker } from "@faker-js/faker";
import type { Json, JsonSchema } from "../schemas/json-schema.ts";
import { absoluteReference } from "../schemas/reference.ts";
import { checkNumbers } from "./check-numbers.ts";

/** What `compileGenerator` makes: a pure function of (schema, seed, index). */
export interface Generator {
  /** The value at an index, whatever was drawn before. */
  value(index: number): Json;
  /** The JSON text of `value(index)`, byte for byte, made straight away. */
  text(index: number): string;
}

/** What `compileGenerator` takes beside the schema. */
export interface CompileGeneratorOptions {
  /** @default 0 */
  seed?: number;
  /** Schemas that `$ref`s lead to, by their `$id`. */
  definitions?: Readonly<Record<string, JsonSchema | boolean | Readonly<Record<string, unknown>>>>;
  /** Draws the pools of `x-faker`; English unless given. */
  faker?: Faker;
  /** Refuses keywords and formats that are not known, instead of taking them for annotations. @default false */
  strict?: boolean;
}

/**
 * Compiles a JSON Schema to a generator of valid values.
 * @throws HookwrightError `invalid-schema`, naming schema, pointer and keyword
 * @example (await compileGenerator({ type: 'integer', minimum: 1 }, { seed: 42 })).value(0)
 */
export const compileGenerator = async (
  schema: JsonSchema | boolean | Readonly<Record<string, unknown>>,
  options: CompileGeneratorOptions = {},
): Promise<Generator> => {
  const { seed = 0, definitions = {}, strict = false } = options;
  checkNumbers({ seed });
  const [{ compileSource }, { evaluate }, { ownFaker }, faker] = await Promise.all([
    import("./compile/compile.ts"),
    import("./compile/evaluate.ts"),
    import("./compile/own-faker.ts"),
    options.faker ?? import("@faker-js/faker/locale/en").then((module) => module.faker),
  ]);
  const byId = new Map(Object.entries(definitions).map(([id, one]) => [absoluteReference(id, "").split("#")[0], one]));
  const source = compileSource(schema, { resolve: (id) => byId.get(id), faker: ownFaker(faker), strict });
  const generator = evaluate(source);
  const drawAt = (index: number) => {
    checkNumbers({ index });
    return { seed, run: 0, index, incarnation: 0, replacement: 0, step: 1 };
  };
  return { value: (index) => generator.draw(drawAt(index)), text: (index) => generator.text(drawAt(index)) };
};
