import type { Faker } from "@faker-js/faker";
import type { Json, JsonSchema } from "../../schemas/json-schema.ts";
import { acceptsOf } from "./accepts.ts";
import { emitDerivations } from "./derive.ts";
import type { Emission, Per } from "./emission.ts";
import { emit } from "./emit.ts";
import type { Resolve } from "./normalise.ts";
import { parseSchema } from "./parse.ts";
import { resolver } from "./resolve.ts";

/** What the compiler is told beside the schema. */
export interface CompileOptions {
  /** Finds the schema at an absolute reference. */
  resolve: Resolve;
  faker: Faker;
  /** Pointer to what gets a value of its own there. */
  identity?: ReadonlyMap<string, Per>;
  given?: ReadonlyMap<string, "time" | "created">;
}

/** A generator as source: an expression whose free names are the runtime's functions and the pools. */
export interface CompiledSource {
  expression: string;
  pools: ReadonlyMap<string, Json[]>;
}

/**
 * Compiles a JSON Schema to the source of a generator.
 * @throws HookwrightError `invalid-schema`, naming schema, pointer and keyword
 */
export const compileSource = (schema: JsonSchema, options: CompileOptions): CompiledSource => {
  const parsed = parseSchema(schema);
  const emission: Emission = {
    schema: schema.$id ?? schema.title ?? "",
    resolve: resolver(parsed, options.resolve),
    faker: options.faker,
    acceptsOf,
    identity: options.identity ?? new Map(),
    given: options.given ?? new Map(),
    pools: new Map(),
    derived: [],
  };
  const value = emit(parsed, { pointer: "", base: "b", depth: 0 }, emission);
  const expression = `{
  draw: (d) => {
    const b = baseOf(d.seed, d.index);
    return ${value};
  },
  derive: (v, keep) => {
    ${emitDerivations(emission)}
  },
}`;
  return { expression, pools: emission.pools };
};
