import type { Located } from "../../matches/located.ts";
import { branch, product } from "../branch.ts";
import type { Node } from "../node.ts";
import type { Plan } from "../plan.ts";
import { printValue } from "../print/print-value.ts";
import { accepts } from "./accepts.ts";
import { type Emission, type Emit, type Place, refusal, unsatisfiable } from "./emission.ts";
import { emitBranches } from "./emit-branches.ts";
import { emitFaker } from "./emit-faker.ts";
import { emitIdentity } from "./emit-identity.ts";
import { emitTried } from "./emit-tried.ts";

const MAX_DEPTH = 100;
const MAX_NESTED = 2; // how often a schema may come again within itself
const MAX_SIZE = 50_000;
const MAX_LOOKED_AT = 50_000; // schemas, to branch at one place
const MAX_ITEMS = 100_000; // how often the fewest items of nested arrays may multiply

const trailOf = (place: Place, emission: Emission, followed: ReadonlySet<string>): ReadonlyMap<string, number> => {
  if (followed.size === 0) return place.trail;
  const trail = new Map(place.trail);
  for (const reference of followed) {
    const count = (trail.get(reference) ?? 0) + 1;
    if (count > MAX_NESTED + 1)
      throw unsatisfiable(
        place,
        emission,
        "$ref",
        `leads to "${reference}" within itself, again and again`,
        "Let it be left out or null.",
      );
    trail.set(reference, count);
  }
  return trail;
};

/** Makes the plan of a value that several schemas hold of, and notes its derivation. */
export const emit: Emit = (schemas, place, emission) => {
  if (emission.size++ > MAX_SIZE)
    throw refusal(place, emission, "schema", `asks for more than ${MAX_SIZE} values at once`, "Ask for fewer.");
  if (place.depth > MAX_DEPTH) throw unsatisfiable(place, emission, "schema", `nests deeper than ${MAX_DEPTH} levels`);
  if (place.copies > MAX_ITEMS)
    throw refusal(place, emission, "minItems", `asks for ${place.copies} items at once`, "Ask for fewer.");
  const followed = new Set<string>();
  const branching = {
    follow: emission.follow,
    where: { schema: emission.schema, pointer: place.pointer },
    trail: [],
    onFollow: (reference: string) => followed.add(reference),
    budget: { left: MAX_LOOKED_AT },
  };
  const nodes = product(schemas.map((located) => branch(located, branching)));
  const inner = { ...place, trail: trailOf(place, emission, followed) };
  const derive = nodes.find((node) => node.derive !== undefined)?.derive;
  if (derive !== undefined) emission.derived.push({ pointer: place.pointer, rule: derive, schemas });
  return withGiven(emitAny(nodes, schemas, inner, emission), schemas, place, emission);
};

const emitAny = (nodes: readonly Node[], schemas: readonly Located[], place: Place, emission: Emission): Plan => {
  const [node] = nodes;
  const special = node && !node.values ? node : undefined;
  if (special && emission.identity.has(place.pointer))
    return emitIdentity(special, accepts(schemas, emission), place, emission);
  const faked = nodes.find(({ faker, values }) => faker !== undefined && (values === undefined || values.length > 1));
  if (faked) {
    const plan = emitFaker(faked, accepts(schemas, emission), place, emission);
    return plan.doubt === undefined ? plan : emitTried(plan, plan.doubt, ["string"], schemas, place, emission);
  }
  return emitBranches(nodes, schemas, place, emission, emit);
};

// The builder of an event gives the field's value, however it would be drawn.
const withGiven = (plan: Plan, schemas: readonly Located[], place: Place, emission: Emission): Plan => {
  const given = emission.given.get(place.pointer);
  if (given === undefined) return plan;
  const { role, example } = given;
  if (!accepts(schemas, emission)(example)) {
    const problem = `refuses ${JSON.stringify(example)}, an instant in the form that provider.json gives it`;
    throw refusal(place, emission, "schema", problem, "Change the form, or the schema.");
  }
  return plan.kind === "scalar"
    ? { ...plan, given: role }
    : { kind: "scalar", source: printValue(plan), text: "any", given: role };
};
