import type { Faker } from "@faker-js/faker";
import type { Json } from "../../schemas/json-schema.ts";
import type { Trial } from "../matches/acceptor.ts";
import { checkDerived } from "./check-derived.ts";
import { derivedRules } from "./derive.ts";
import { type Documents, type Resolve, readDocuments } from "./documents.ts";
import type { Emission, Given, Per } from "./emit/emission.ts";
import { emit } from "./emit/emit.ts";
import type { Plan } from "./plan.ts";
import { printGenerator } from "./print/print-generator.ts";
import { schemaError } from "./schema-error.ts";

/** What the compiler is told beside the schema. */
export interface CompileOptions {
  /** Finds the schema at an absolute reference without a fragment. */
  resolve: Resolve;
  faker: Faker;
  /** Refuses keywords and formats that are not known. */
  strict?: boolean;
  /** Pointer to what gets a value of its own there. */
  identity?: ReadonlyMap<string, Per>;
  given?: ReadonlyMap<string, Given>;
  /** Emits the fields, too, that a payload does not have by default. */
  extras?: boolean;
}

/** A generator as source: an expression, and what its free names stand for beside the runtime's functions. */
export interface CompiledSource {
  expression: string;
  pools: ReadonlyMap<string, Json[]>;
  trials: ReadonlyMap<string, Trial>;
}

// Schemas that hold each other can ask for values without end: then ever fewer of the optional ones are emitted.
const DEPTHS = [64, 6] as const;
const LAST_DEPTH = 3;
const ENOUGH = 4_000; // values

const idOf = (schema: unknown): string => {
  const { $id, title } = Object(schema);
  return String($id ?? title ?? "");
};

const emitRoot = (documents: Documents, options: CompileOptions): { plan: Plan; emission: Emission } => {
  const place = { pointer: "", base: "b", depth: 0, lists: 0, copies: 1, trail: new Map() };
  const emitTo = (depth: number): { plan: Plan; emission: Emission } => {
    const emission: Emission = {
      schema: idOf(documents.root.schema),
      follow: documents.follow,
      faker: options.faker,
      strict: options.strict ?? false,
      identity: options.identity ?? new Map(),
      given: options.given ?? new Map(),
      depth,
      pools: new Map(),
      trials: new Map(),
      derived: [],
      extras: options.extras ? new Map() : undefined,
      size: 0,
      characters: 0,
      most: ENOUGH,
    };
    return { plan: emit([documents.root], place, emission), emission };
  };
  for (const depth of DEPTHS) {
    const made = emitTo(depth);
    if (made.emission.size <= ENOUGH) return made;
  }
  return emitTo(LAST_DEPTH);
};

const used = <T>(table: ReadonlyMap<string, T>, expression: string): Map<string, T> =>
  new Map([...table].filter(([name]) => new RegExp(`\\b${name}\\b`).test(expression)));

/**
 * Compiles a JSON Schema to the source of a generator.
 * @throws HookwrightError `invalid-schema`, naming schema, pointer and keyword
 */
export const compileSource = (schema: unknown, options: CompileOptions): CompiledSource => {
  try {
    const documents = readDocuments(schema, options.resolve, options.strict ?? false);
    const { plan, emission } = emitRoot(documents, options);
    const rules = derivedRules(emission);
    const expression = printGenerator(plan, rules, emission.extras ?? new Map());
    const source = { expression, pools: used(emission.pools, expression), trials: used(emission.trials, expression) };
    checkDerived(source, rules, documents.root, emission);
    return source;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const where = { schema: idOf(schema), pointer: "" };
    throw schemaError(where, "schema", "nests too deep to be read", "Flatten it, or use $ref.", { cause });
  }
};
