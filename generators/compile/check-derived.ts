import { type Resolve, speaksOf } from "../../schemas/certainty.ts";
import type { JsonSchema } from "../../schemas/json-schema.ts";
import { getAt, parsePointer } from "../../schemas/pointer.ts";
import { absoluteReference } from "../../schemas/reference.ts";
import { places } from "../draws/derivations.ts";
import type { Located } from "../matches/located.ts";
import type { CompiledSource } from "./compile.ts";
import type { DerivedRule } from "./derive.ts";
import { accepts } from "./emit/accepts.ts";
import type { Emission } from "./emit/emission.ts";
import { evaluate } from "./evaluate.ts";
import { schemaError } from "./schema-error.ts";

const DRAWS = 512;

/**
 * Tries what the rules derive: a rule knows nothing of its field's own schema.
 * @throws HookwrightError `invalid-schema` where a derived value breaks it, or follows from what is nowhere
 */
export const checkDerived = (
  source: CompiledSource,
  rules: readonly DerivedRule[],
  root: Located,
  emission: Emission,
): void => {
  if (rules.length === 0) return;
  const { draw } = evaluate(source);
  const resolve: Resolve = (reference, base) =>
    emission.follow("$ref", absoluteReference(reference, base), [])?.schema as JsonSchema | undefined;
  const refuse = (pointer: string, problem: string): Error =>
    schemaError({ schema: emission.schema, pointer }, "x-derive", problem, "Change the rule, or the schema.");
  const unknown = new Set(
    rules.flatMap(({ sources }) => sources).filter((one) => !speaksOf(root.schema as JsonSchema, one, resolve)),
  );
  for (let index = 0; index < DRAWS; index++) {
    const value = draw({ seed: 0, run: 0, index, incarnation: 0, replacement: 0, step: 1 });
    for (const one of unknown) if (getAt(value, one) !== undefined) unknown.delete(one);
    for (const { pointer, schemas } of rules)
      places(value, parsePointer(pointer), (parent, key) => {
        const found = parent[key] as never;
        if (accepts(schemas, emission)(found)) return;
        throw refuse(pointer, `makes ${JSON.stringify(found)}, which the field refuses`);
      });
    if (!accepts([root], emission)(value))
      throw refuse(
        rules.map(({ pointer }) => pointer).join(" or "),
        "changes what another keyword of the schema hangs on",
      );
  }
  for (const { pointer, sources } of rules) {
    const nowhere = sources.find((one) => unknown.has(one));
    if (nowhere !== undefined) throw refuse(pointer, `follows from "${nowhere}", of which the schema does not speak`);
  }
};
