import type { Located } from "../../matches/located.ts";
import { TYPES } from "../keywords.ts";
import { isSpecific, type Node, spokenTypes } from "../node.ts";
import type { Plan } from "../plan.ts";
import { Unsatisfiable } from "../schema-error.ts";
import { accepts } from "./accepts.ts";
import {
  attempt,
  drawOf,
  type Emission,
  type Emit,
  type EmitNode,
  isPlan,
  type Place,
  unsatisfiable,
} from "./emission.ts";
import { emitArray } from "./emit-array.ts";
import { emitInteger, emitNumber } from "./emit-number.ts";
import { emitObject } from "./emit-object.ts";
import { emitString } from "./emit-string.ts";
import { emitTried } from "./emit-tried.ts";

const MAX_NAMED = 10_000; // values to choose from
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
  return isPlan(made) ? { plan: made, node, type } : made;
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
      named.size > 1 || schemas.some(({ schema }) => Object.hasOwn(Object(schema), "enum")) ? "enum" : "const",
      "names no value that the rest of the schema accepts",
    );
  return choose(
    fit.slice(0, MAX_NAMED).map((value): Plan => ({ kind: "literal", value })),
    place,
    "",
  );
};

const BLAMED = ["const", "enum", "allOf", "anyOf", "oneOf", "not", "if", "$ref", "dependentSchemas", "type"];

const nothingSatisfies = (schemas: readonly Located[], place: Place, emission: Emission): Unsatisfiable => {
  const isFalse = schemas.some(({ schema }) => schema === false);
  const keywords = schemas.flatMap(({ schema }) => Object.keys(Object(schema)));
  const keyword = BLAMED.find((one) => keywords.includes(one)) ?? "schema";
  if (isFalse) return unsatisfiable(place, emission, "schema", "is false, which nothing satisfies", "Allow something.");
  return unsatisfiable(place, emission, keyword, "cannot be satisfied", "Allow something.");
};

/** Draws by one of the ways to satisfy a schema, the plainest that can be: of named values, those that all schemas accept. */
export const emitBranches = (
  nodes: readonly Node[],
  schemas: readonly Located[],
  place: Place,
  emission: Emission,
  emit: Emit,
): Plan => {
  const reasons: Unsatisfiable[] = [];
  const some = nodes.some(isSpecific);
  const rankOf = (node: Node): number => (node.rank ?? 0) + (some && !isSpecific(node) ? UNSPECIFIC : 0);
  const found: Option[] = [];
  const listed: Plan[] = [];
  for (const rank of [...new Set(nodes.map(rankOf))].sort((a, b) => a - b)) {
    if (found.length + listed.length > 0) break;
    const ranked = nodes.filter((node) => rankOf(node) === rank);
    const named = ranked.filter(({ values }) => values !== undefined);
    const made = named.length > 0 ? attempt(emission, () => emitValues(named, schemas, place, emission)) : undefined;
    if (made) (isPlan(made) ? listed : reasons).push(made as never);
    for (const node of ranked.filter(({ values }) => values === undefined)) {
      if (found.length > 0 && emission.size > emission.most) break; // one way will do where there is much already
      const made = optionsOf(node, place, emission, emit);
      found.push(...made.options);
      reasons.push(...made.reasons);
    }
  }
  const options = prefer(found, ({ type }) => type !== "null");
  const plans = [...listed, ...options.map(({ plan }) => plan)];
  if (plans.length === 0) throw reasons[0] ?? nothingSatisfies(schemas, place, emission);
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
