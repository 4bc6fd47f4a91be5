import { formatPointer } from "../../../schemas/pointer.ts";
import { row } from "../../../schemas/row.ts";
import { matches } from "../../matches/matches.ts";
import { schemasOfProperty } from "../facets.ts";
import { isExpected } from "../is-expected.ts";
import type { Node } from "../node.ts";
import type { Plan } from "../plan.ts";
import { Unsatisfiable } from "../schema-error.ts";
import { attempt, type Emission, type Emit, type EmitNode, type Place, refusal, unsatisfiable } from "./emission.ts";
import { emitMap } from "./emit-map.ts";
import { inventNames } from "./invent-names.ts";

const MAX_PROPERTIES = 10_000;

type Fields = Map<string, Plan>;

/** The names, and what `dependentRequired` asks for beside them. */
const closure = ({ dependentRequired = {} }: Node, start: Iterable<string>): string[] => {
  const names = new Set(start);
  for (const name of names) for (const other of row(dependentRequired, name) ?? []) names.add(other);
  return [...names];
};

const namesOf = ({ objects = [] }: Node): string[] => [
  ...new Set(objects.flatMap(({ properties }) => Object.keys(properties))),
];

// JavaScript puts names like array indices first, in their order, whatever the order of writing.
const inOrder = (fields: Fields, declared: readonly string[]): [string, Plan][] => {
  const names = [...new Set([...declared.filter((name) => fields.has(name)), ...fields.keys()])];
  const order = Object.keys(Object.fromEntries(names.map((name) => [name, true])));
  return order.map((name) => [name, fields.get(name) as Plan]);
};

// Names for properties that are only asked for by their number.
const fillers = function* (optional: readonly string[], count: number, invent: () => string[]): Generator<string> {
  yield* optional;
  for (let i = 1; i <= 2 * count; i++) yield `property${i}`;
  yield* invent();
};

/** Emits single properties, and says why where nothing satisfies one; what a schema plainly forbids is told at no cost. */
const propertyEmitter = (node: Node, place: Place, emission: Emission, emit: Emit) => {
  const known = new Map<string, Plan | Unsatisfiable>();
  const barred = (name: string): Unsatisfiable | undefined => {
    const isName = (node.names ?? []).every((located) => matches(located, name, emission.follow));
    const named = (node.objects ?? []).some(({ properties }) => row(properties, name) === false);
    const keyword = !isName ? "propertyNames" : named ? "properties" : "additionalProperties";
    const isBarred = !isName || schemasOfProperty(node, name).some(({ schema }) => schema === false);
    return isBarred ? unsatisfiable(place, emission, keyword, `forbids "${name}", which is asked for`) : undefined;
  };
  const emitProperty = (name: string): Plan | Unsatisfiable => {
    const inner = { ...place, pointer: place.pointer + formatPointer([name]), depth: place.depth + 1 };
    const made = known.get(name) ?? attempt(emission, () => emit(schemasOfProperty(node, name), inner, emission));
    known.set(name, made);
    return made;
  };
  return { barred, emitProperty };
};

/**
 * Draws an object: the required properties, the documented ones, and what those require; fewer or more where
 * `maxProperties` or `minProperties` ask for it.
 */
const emitFields = (node: Node, place: Place, emission: Emission, emit: Emit): Plan => {
  const { required = [], minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = node;
  if (minProperties > MAX_PROPERTIES)
    throw refusal(
      place,
      emission,
      "minProperties",
      `is ${minProperties}, above the ${MAX_PROPERTIES} that are drawn`,
      "Ask for fewer.",
    );
  const { barred, emitProperty } = propertyEmitter(node, place, emission, emit);
  const declared = namesOf(node);
  const fields: Fields = new Map();
  /** Adds properties together, or none of them. */
  const add = (names: readonly string[]): Unsatisfiable | undefined => {
    const fresh = names.filter((name) => !fields.has(name));
    const no = fresh.map(barred).find((one) => one !== undefined);
    if (no) return no;
    if (fields.size + fresh.length > maxProperties)
      return unsatisfiable(place, emission, "maxProperties", `is ${maxProperties}, but more are required`);
    const made: [string, Plan][] = [];
    for (const name of fresh) {
      const plan = emitProperty(name);
      if (plan instanceof Unsatisfiable) return plan;
      made.push([name, plan]);
    }
    for (const [name, plan] of made) fields.set(name, plan);
    return undefined;
  };
  const failed = add(closure(node, required));
  if (failed) throw failed;
  const optional = declared.filter((name) => !fields.has(name));
  const expected = optional.filter((name) => schemasOfProperty(node, name).every(({ schema }) => isExpected(schema)));
  if (place.depth < emission.depth)
    for (const name of expected) if (emission.size < emission.most) add(closure(node, [name]));
  for (const name of fillers(optional, minProperties, () => inventNames(node, place, emission, emit))) {
    if (fields.size >= minProperties) break;
    add(closure(node, [name]));
  }
  if (fields.size < minProperties)
    throw unsatisfiable(
      place,
      emission,
      "minProperties",
      `is ${minProperties}, more than the ${fields.size} that were found`,
    );
  noteExtras(
    optional.filter((name) => !fields.has(name) && !barred(name)),
    emitProperty,
    place,
    emission,
  );
  return { kind: "object", fields: inOrder(fields, declared) };
};

// Fields that a payload does not have by default are kept beside it, where their place is one that every payload has.
const noteExtras = (
  names: readonly string[],
  emitProperty: (name: string) => Plan | Unsatisfiable,
  place: Place,
  emission: Emission,
): void => {
  if (!emission.extras || place.base !== "b" || place.depth >= emission.depth) return;
  for (const name of names) {
    const made = emitProperty(name);
    if (!(made instanceof Unsatisfiable)) emission.extras.set(place.pointer + formatPointer([name]), made);
  }
};

const isMap = (node: Node): boolean => {
  const { required = [], objects = [] } = node;
  const says = objects.some(({ others, patterns }) => typeof others === "object" || patterns.length > 0);
  return namesOf(node).length === 0 && required.length === 0 && says;
};

/** Draws an object: a small map where no property has a name, else its properties in the schema's order. */
export const emitObject: EmitNode = (node, place, emission, emit) =>
  (isMap(node) ? emitMap(node, place, emission, emit) : undefined) ?? emitFields(node, place, emission, emit);
