import type { JsonSchema } from "../../schemas/json-schema.ts";
import { formatPointer } from "../../schemas/pointer.ts";
import { row } from "../../schemas/row.ts";
import { type Emission, type Emit, keyOf, type Place, propertyName } from "./emission.ts";
import { emitPool } from "./emit-faker.ts";
import { type Node, normalise } from "./normalise.ts";
import { schemaError } from "./schema-error.ts";

const MORE = 2; // keys of a map beyond the fewest
const DEFAULT_KEYS = "word.noun";

// What a property's own node says of its presence, wherever a merge has put it.
const presence = (schema: JsonSchema): string | undefined =>
  schema["x-certainty"] ??
  (schema["allOf"] as JsonSchema[] | undefined)?.map(presence).find((found) => found !== undefined);

const isExpected = (schema: JsonSchema): boolean =>
  !["third-party", "inferred"].includes(presence(schema) ?? "documented");

const refuse = (place: Place, emission: Emission, keyword: string, problem: string): Error =>
  schemaError({ schema: emission.schema, pointer: place.pointer }, keyword, problem, "Mend one of them.");

/** The names, and what `dependentRequired` asks for beside them. */
const closure = (node: Node, start: Iterable<string>): Set<string> => {
  const requires = (node["dependentRequired"] ?? {}) as Record<string, string[]>;
  const names = new Set(start);
  for (const name of names) for (const other of row(requires, name) ?? []) names.add(other);
  return names;
};

// Names for properties that are only asked for by their number.
const fillers = function* (names: ReadonlySet<string>): Generator<string> {
  for (let i = 1; ; i++) if (!names.has(`property${i}`)) yield `property${i}`;
};

/**
 * The properties that a payload has by default: the required, the documented, and what those require; fewer or more where
 * `maxProperties` or `minProperties` ask for it.
 */
const included = (node: Node, place: Place, emission: Emission): Set<string> => {
  const { required = [], properties = {}, minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = node;
  const names = closure(node, required);
  if (names.size > maxProperties)
    throw refuse(place, emission, "maxProperties", `is ${maxProperties}, but ${names.size} are required`);
  for (const [name, schema] of Object.entries(properties)) {
    const more = closure(node, [...names, name]);
    if (isExpected(schema) && more.size <= maxProperties) for (const one of more) names.add(one);
  }
  for (const name of fillers(names)) {
    if (names.size >= minProperties) break;
    names.add(name);
  }
  return names;
};

const emitMap = (node: Node, place: Place, emission: Emission, emit: Emit): string => {
  const base = `b${place.depth + 1}`;
  const inner = { pointer: `${place.pointer}/*`, base, depth: place.depth + 1 };
  const names = normalise(node.propertyNames ?? {}, emission.resolve, {
    schema: emission.schema,
    pointer: place.pointer,
  });
  const keys = emitPool({ type: "string", "x-faker": DEFAULT_KEYS, ...names }, place, emission);
  const value = emit(node.additionalProperties as JsonSchema, inner, emission);
  const available = emission.pools.get(keys)?.length ?? 0;
  const fewest = node.minProperties ?? Math.min(1, node.maxProperties ?? 1);
  const most = Math.min(node.maxProperties ?? fewest + MORE, fewest + MORE, available);
  if (most < fewest)
    throw refuse(place, emission, "minProperties", `is ${fewest}, more than the ${most} that are possible`);
  const count = `integer(${place.base}, ${keyOf(place.pointer, "#size")}, ${fewest}, ${most})`;
  return `entries(${place.base}, ${keyOf(place.pointer)}, ${keys}, ${count}, (${base}) => (${value}))`;
};

/** What a property must be: what is said of it by name, else of all others. */
const schemaOf = (node: Node, name: string, place: Place, emission: Emission): JsonSchema => {
  const named = row(node.properties ?? {}, name);
  if (named !== undefined) return named;
  if (node.additionalProperties === false)
    throw refuse(place, emission, "additionalProperties", `forbids "${name}", which is asked for`);
  return typeof node.additionalProperties === "object" ? node.additionalProperties : {};
};

/** Draws an object: its default properties in the schema's order, or, where only `additionalProperties` is given, a small map. */
export const emitObject = (node: Node, place: Place, emission: Emission, emit: Emit): string => {
  const isMap = !node.properties && !node.required && typeof node.additionalProperties === "object";
  if (isMap) return emitMap(node, place, emission, emit);
  const names = included(node, place, emission);
  const order = [...Object.keys(node.properties ?? {}).filter((name) => names.has(name)), ...names];
  const fields = [...new Set(order)].map((name) => {
    const inner = { ...place, pointer: place.pointer + formatPointer([name]), depth: place.depth + 1 };
    return `${propertyName(name)}: ${emit(schemaOf(node, name, place, emission), inner, emission)}`;
  });
  // One field a line: the source is committed, and a changed field should be a changed line.
  const indent = "  ".repeat(place.depth + 2);
  return fields.length === 0 ? "{}" : `{\n${fields.map((field) => `${indent}  ${field},`).join("\n")}\n${indent}}`;
};
