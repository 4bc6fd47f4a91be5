import type { Json } from "../../../schemas/json-schema.ts";
import { matches } from "../../matches/matches.ts";
import type { Node } from "../node.ts";
import type { Plan } from "../plan.ts";
import { Unsatisfiable } from "../schema-error.ts";
import { drawerOf } from "./drawer.ts";
import { attempt, type Emission, type Emit, type Place } from "./emission.ts";
import { emitPool } from "./emit-faker.ts";
import { emitPattern } from "./pattern.ts";

const WORDS = "word.noun";
const DRAWS = 64;
const MAX_PATTERNS = 16;

const drawNames = (make: () => Plan, emission: Emission): Json[] => {
  const plan = attempt(emission, make);
  if (plan instanceof Unsatisfiable) return [];
  const drawOne = drawerOf(plan, "b", emission);
  return Array.from({ length: DRAWS }, (_, i) => drawOne(i));
};

/** Names for properties that have none of their own: as `patternProperties` and `propertyNames` say, else plain words. */
export const inventNames = (node: Node, place: Place, emission: Emission, emit: Emit): string[] => {
  const { names = [], objects = [], dependentRequired = {} } = node;
  const isName = (value: Json): value is string =>
    typeof value === "string" &&
    !Object.hasOwn(dependentRequired, value) &&
    names.every((located) => matches(located, value, emission.follow));
  const faker = names.map(({ schema }) => (typeof schema === "object" ? schema["x-faker"] : undefined)).find(Boolean);
  const inner = { ...place, pointer: `${place.pointer}#names`, base: "b", depth: place.depth + 1 };
  const patterns = objects.flatMap((facet) => facet.patterns.map(([pattern]) => pattern)).slice(0, MAX_PATTERNS);
  const matching = patterns.flatMap((pattern) => drawNames(() => emitPattern(pattern, {}, inner, emission), emission));
  const named = (): Json[] =>
    drawNames(() => emit([{ schema: { type: "string" }, scope: [] }, ...names], inner, emission), emission);
  const others =
    faker !== undefined || names.length === 0
      ? (emission.pools.get(emitPool(faker ?? WORDS, isName, place, emission).name) ?? [])
      : named();
  return [...new Set([...matching, ...others])].filter(isName);
};
