import type { Json } from "../../schemas/json-schema.ts";
import type { Located } from "../matches/located.ts";
import { matches } from "../matches/matches.ts";
import { branch, product } from "./branch.ts";
import {
  attempt,
  drawOf,
  type Emission,
  type Emit,
  type EmitNode,
  type Place,
  refusal,
  unsatisfiable,
} from "./emission.ts";
import { emitArray } from "./emit-array.ts";
import { emitFaker } from "./emit-faker.ts";
import { emitIdentity } from "./emit-identity.ts";
import { emitInteger, emitNumber } from "./emit-number.ts";
import { emitObject } from "./emit-object.ts";
import { emitString } from "./emit-string.ts";
import { emitTried } from "./emit-tried.ts";
import { TYPES } from "./keywords.ts";
import { isSpecific, type Node, spokenTypes } from "./node.ts";
import type { Plan } from "./plan.ts";
import { Unsatisfiable } from "./schema-error.ts";

const MAX_DEPTH = 100;
const MAX_NESTED = 2; // how often a schema may come again within itself
const MAX_SIZE = 50_000;
const UNSPECIFIC = 10; // the rank of a way that says nothing of a value, where another says something

const EMITTERS: Readonly<Record<string, EmitNode>> = {
  object: emitObject,
  array: emitArray,
  string: emitString,
  integer: emitInteger,
  number: emitNumber,
  boolean: (_node, place) => ({ kind: "scalar", source: `${drawOf(place)} < 0x80000000`, text: "plain" }),
  null: () => ({ kind: "literal", value: null }),
};

/** A way to draw a value, and the type of the values that it draws. */
interface Option {
  plan: Plan;
  node: Node;
  type: string;
}

/** The types to draw by choice, and those to fall back on where nothing satisfies them. */
const typesOf = (node: Node): { preferred: string[]; others: string[] } => {
  const allowed = (node.types ?? TYPES).filter(
    (type) => type !== "integer" || !(node.types ?? TYPES).includes("number"),
  );
  const spoken = spokenTypes(node);
  const implied = spoken.length > 0 ? spoken : ["string"];
  const preferred = node.types
    ? allowed.filter((type) => type !== "null")
    : allowed.filter((type) => implied.includes(type));
  return { preferred, others: allowed.filter((type) => !preferred.includes(type)) };
};

const emitType = (type: string, node: Node, place: Place, emission: Emission, emit: Emit): Option | Unsatisfiable => {
  const made = attempt(
    emission,
    () => EMITTERS[type]?.(node, place, emission, emit) ?? { kind: "literal", value: null },
  );
  return made instanceof Unsatisfiable ? made : { plan: made, node, type };
};

const split = (made: readonly (Option | Unsatisfiable)[]): { options: Option[]; reasons: Unsatisfiable[] } => ({
  options: made.filter((one): one is Option => !(one instanceof Unsatisfiable)),
  reasons: made.filter((one) => one instanceof Unsatisfiable),
});

const optionsOf = (node: Node, place: Place, emission: Emission, emit: Emit) => {
  const { preferred, others } = typesOf(node);
  const first = split(preferred.map((type) => emitType(type, node, place, emission, emit)));
  if (first.options.length > 0) return first;
  for (const type of others) {
    const made = emitType(type, node, place, emission, emit);
    if (!(made instanceof Unsatisfiable)) return { options: [made], reasons: [] };
    first.reasons.push(made);
  }
  return first;
};

/** Those that the test holds of, unless it holds of none. */
const prefer = <T>(list: readonly T[], holds: (item: T) => boolean): readonly T[] =>
  list.some(holds) ? list.filter(holds) : list;

const choose = (plans: readonly Plan[], place: Place, part: string): Plan => {
  const [only] = plans;
  return plans.length === 1 && only ? only : { kind: "choice", options: plans, random: drawOf(place, part) };
};

// Of the values that are named, those that all the schemas accept.
const emitValues = (nodes: readonly Node[], schemas: readonly Located[], place: Place, emission: Emission): Plan => {
  const named = new Map(nodes.flatMap(({ values = [] }) => values).map((value) => [JSON.stringify(value), value]));
  const fit = [...named.values()].filter((value) => accepts(schemas, emission)(value));
  if (fit.length === 0)
    throw unsatisfiable(
      place,
      emission,
      named.size === 1 ? "const" : "enum",
      "names no value that the rest of the schema accepts",
    );
  return choose(
    fit.map((value): Plan => ({ kind: "literal", value })),
    place,
    "",
  );
};

const emitNodes = (nodes: readonly Node[], schemas: readonly Located[], place: Place, emission: Emission): Plan => {
  const reasons: Unsatisfiable[] = [];
  const named = nodes.filter(({ values }) => values !== undefined);
  const listed = named.length > 0 ? attempt(emission, () => emitValues(named, schemas, place, emission)) : undefined;
  if (listed instanceof Unsatisfiable) reasons.push(listed);
  const isListed = listed !== undefined && !(listed instanceof Unsatisfiable);
  const some = nodes.some(isSpecific);
  const rankOf = (node: Node): number => (node.rank ?? 0) + (some && !isSpecific(node) ? UNSPECIFIC : 0);
  const open = nodes.filter(({ values }) => values === undefined);
  let found: Option[] = [];
  for (const rank of [...new Set(open.map(rankOf))].sort((a, b) => a - b)) {
    if (found.length > 0 || (isListed && rank > 0)) break;
    const made = open.filter((node) => rankOf(node) === rank).map((node) => optionsOf(node, place, emission, emit));
    found = made.flatMap(({ options }) => options);
    reasons.push(...made.flatMap((one) => one.reasons));
  }
  const options = prefer(found, ({ type }) => type !== "null");
  const plans = [...(isListed ? [listed] : []), ...options.map(({ plan }) => plan)];
  if (plans.length === 0) throw reasons[0] ?? unsatisfiable(place, emission, keywordOf(schemas), "cannot be satisfied");
  const plan = choose(plans, place, "#branch");
  const doubt = options.map(({ node, plan: own }) => node.unmerged ?? own.doubt).find((one) => one !== undefined);
  if (doubt === undefined) return plan;
  return emitTried(
    plan,
    doubt,
    options.map(({ type }) => type),
    schemas,
    place,
    emission,
  );
};

// The keyword to blame where nothing satisfies a schema.
const keywordOf = (schemas: readonly Located[]): string =>
  schemas
    .flatMap(({ schema }) => (typeof schema === "boolean" ? [] : Object.keys(schema)))
    .find((keyword) =>
      ["allOf", "anyOf", "oneOf", "not", "if", "$ref", "dependentSchemas", "type"].includes(keyword),
    ) ?? "schema";

/** Tells whether a value satisfies all of the schemas. */
const accepts =
  (schemas: readonly Located[], { follow }: Emission) =>
  (value: Json): boolean =>
    schemas.every((located) => matches(located, value, follow));

const trailOf = (place: Place, emission: Emission, followed: ReadonlySet<string>): ReadonlyMap<string, number> => {
  if (followed.size === 0) return place.trail;
  const trail = new Map(place.trail);
  for (const reference of followed) {
    const count = (trail.get(reference) ?? 0) + 1;
    if (count > MAX_NESTED + 1)
      throw unsatisfiable(place, emission, "$ref", `leads to "${reference}" within itself, again and again`);
    trail.set(reference, count);
  }
  return trail;
};

/** Makes the plan of a value that several schemas hold of, and notes its derivation. */
export const emit: Emit = (schemas, place, emission) => {
  if (emission.size++ > MAX_SIZE)
    throw refusal(place, emission, "schema", `asks for more than ${MAX_SIZE} values at once`, "Ask for fewer.");
  if (place.depth > MAX_DEPTH) throw unsatisfiable(place, emission, "schema", `nests deeper than ${MAX_DEPTH} levels`);
  const followed = new Set<string>();
  const branching = {
    follow: emission.follow,
    where: { schema: emission.schema, pointer: place.pointer },
    trail: [],
    onFollow: (reference: string) => followed.add(reference),
  };
  const nodes = schemas.map((located) => branch(located, branching)).reduce(product, [{}]);
  const inner = { ...place, trail: trailOf(place, emission, followed) };
  const derive = nodes.find((node) => node.derive !== undefined)?.derive;
  if (derive !== undefined) emission.derived.push({ pointer: place.pointer, rule: derive });
  return withGiven(emitAny(nodes, schemas, inner, emission), place, emission);
};

const emitAny = (nodes: readonly Node[], schemas: readonly Located[], place: Place, emission: Emission): Plan => {
  const [node] = nodes;
  const special = node && !node.values ? node : undefined;
  if (special && emission.identity.has(place.pointer))
    return emitIdentity(special, accepts(schemas, emission), place, emission);
  const faked = nodes.find(({ faker, values }) => faker !== undefined && (values === undefined || values.length > 1));
  if (faked) return emitFaker(faked, accepts(schemas, emission), place, emission);
  return emitNodes(nodes, schemas, place, emission);
};

const withGiven = (plan: Plan, place: Place, emission: Emission): Plan => {
  const given = emission.given.get(place.pointer);
  return given !== undefined && plan.kind === "scalar" ? { ...plan, given } : plan;
};
