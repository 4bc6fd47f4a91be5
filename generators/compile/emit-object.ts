import type { JsonSchema } from "../../schemas/json-schema.ts";
import { formatPointer } from "../../schemas/pointer.ts";
import { type Emission, type Emit, keyOf, type Place, propertyName } from "./emission.ts";
import { emitPool } from "./emit-faker.ts";
import { type Node, normalise } from "./normalise.ts";

const MORE = 2; // keys of a map beyond the fewest
const DEFAULT_KEYS = { path: "word.noun", arguments: [] };

// What a property's own node says of its presence, wherever a merge has put it.
const presence = (schema: JsonSchema): string | undefined =>
  schema["x-certainty"] ??
  (schema["allOf"] as JsonSchema[] | undefined)?.map(presence).find((found) => found !== undefined);

const isExpected = (schema: JsonSchema): boolean =>
  !["third-party", "inferred"].includes(presence(schema) ?? "documented");

/** The properties that a payload has by default: the required, the documented, and what those require. */
const included = (node: Node): Set<string> => {
  const names = new Set(node.required);
  for (const [name, schema] of Object.entries(node.properties ?? {})) if (isExpected(schema)) names.add(name);
  const requires = (node["dependentRequired"] ?? {}) as Record<string, string[]>;
  for (const name of names) for (const other of requires[name] ?? []) names.add(other);
  return names;
};

const emitMap = (node: Node, place: Place, emission: Emission, emit: Emit): string => {
  const base = `b${place.depth + 1}`;
  const names = normalise(node.propertyNames ?? {}, emission.resolve, place.pointer);
  const keys = emitPool({ type: "string", "x-faker": DEFAULT_KEYS.path, ...names }, place, emission);
  const value = emit(
    node.additionalProperties as JsonSchema,
    { pointer: `${place.pointer}/*`, base, depth: place.depth + 1 },
    emission,
  );
  const fewest = node.minProperties ?? 1;
  const most = Math.min(node.maxProperties ?? fewest + MORE, fewest + MORE);
  const count = `integer(${place.base}, ${keyOf(place.pointer, "#size")}, ${Math.min(fewest, most)}, ${most})`;
  return `entries(${place.base}, ${keyOf(place.pointer)}, ${keys}, ${count}, (${base}) => (${value}))`;
};

/** Draws an object: its default properties in the schema's order, or, where only `additionalProperties` is given, a small map. */
export const emitObject = (node: Node, place: Place, emission: Emission, emit: Emit): string => {
  if (!node.properties && typeof node.additionalProperties === "object") return emitMap(node, place, emission, emit);
  const names = included(node);
  const order = [...Object.keys(node.properties ?? {}).filter((name) => names.has(name)), ...names];
  const fields = [...new Set(order)].map((name) => {
    const inner = { ...place, pointer: place.pointer + formatPointer([name]), depth: place.depth + 1 };
    return `${propertyName(name)}: ${emit(node.properties?.[name] ?? {}, inner, emission)}`;
  });
  return `{ ${fields.join(", ")} }`;
};
