import type { Json } from "../../schemas/json-schema.ts";

/**
 * How the JSON text of a scalar is made of its value: of a number or boolean as it is, of a string in quotes as it is or
 * with escapes, of what may be anything by `JSON.stringify`.
 */
export type Text = "plain" | "quoted" | "escaped" | "any";

/** Values drawn one after another by the same plan. */
export interface Stretch {
  item: Plan;
  /** The name of the variable that holds an item's base. */
  base: string;
  /** The variable that the items' bases are drawn from, and the key of those draws, as source. */
  over: string;
  key: string;
  /** How many, as source. */
  count: string;
}

/** How a value is drawn: what the compiler makes of a schema, and what source is printed of. */
export type Plan = (
  | { kind: "literal"; value: Json }
  | { kind: "scalar"; source: string; text: Text; given?: "time" | "created" }
  | { kind: "object"; fields: readonly (readonly [name: string, plan: Plan])[] }
  | { kind: "map"; keys: string; text: Text; values: Stretch }
  | { kind: "array"; fixed: readonly Plan[]; rest?: Stretch }
  | { kind: "set"; fixed: readonly Plan[]; rest: Stretch }
  | { kind: "choice"; options: readonly Plan[]; random: string }
  | { kind: "tried"; plan: Plan; over: string; accepts: string; instead: Json }
) & {
  /** A keyword that the drawn values may break: they must be tried. */
  doubt?: string;
};
