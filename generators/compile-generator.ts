import type { Faker } from "@faker-js/faker";
import type { Json, JsonSchema } from "../schemas/json-schema.ts";

/** What `compileGenerator` makes: a pure function of (schema, seed, index). */
export interface Generator {
  value(index: number): Json;
  /** The JSON text of `value(index)`. */
  text(index: number): string;
}

/** What `compileGenerator` takes beside the schema. */
export interface CompileGeneratorOptions {
  /** @default 0 */
  seed?: number;
  /** Schemas that `$ref`s lead to, by their `$id`. */
  definitions?: Readonly<Record<string, JsonSchema>>;
  /** Draws the pools of `x-faker`; English unless given. */
  faker?: Faker;
}

const nothingFixed = (): boolean => false;

/**
 * Compiles a JSON Schema to a generator of valid values.
 * @throws HookwrightError `invalid-schema`, naming schema, pointer and keyword
 * @example (await compileGenerator({ type: 'integer', minimum: 1 }, { seed: 42 })).value(0)
 */
export const compileGenerator = async (
  schema: JsonSchema,
  options: CompileGeneratorOptions = {},
): Promise<Generator> => {
  const { seed = 0, definitions = {} } = options;
  const [{ compileSource }, { evaluate }, { ownFaker }, faker] = await Promise.all([
    import("./compile/compile.ts"),
    import("./compile/evaluate.ts"),
    import("./compile/own-faker.ts"),
    options.faker ?? import("@faker-js/faker/locale/en").then((module) => module.faker),
  ]);
  const source = compileSource(schema, { resolve: (reference) => definitions[reference], faker: ownFaker(faker) });
  const generator = evaluate(source);
  const value = (index: number): Json => {
    const drawn = generator.draw({ seed, run: 0, index, incarnation: 0, replacement: 0, step: 1 });
    generator.derive(drawn, nothingFixed);
    return drawn;
  };
  return { value, text: (index) => JSON.stringify(value(index)) };
};
