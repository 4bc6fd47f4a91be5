import type { Json } from "../../schemas/json-schema.ts";
import { row } from "../../schemas/row.ts";
import { type Emission, type Emit, keyOf, literal, type Place } from "./emission.ts";
import { emitArray } from "./emit-array.ts";
import { emitFaker } from "./emit-faker.ts";
import { emitIdentity } from "./emit-identity.ts";
import { emitInteger, emitNumber } from "./emit-number.ts";
import { emitObject } from "./emit-object.ts";
import { emitString } from "./emit-string.ts";
import { REFUSED } from "./keywords.ts";
import { type Node, normalise } from "./normalise.ts";
import { schemaError } from "./schema-error.ts";

const MAX_DEPTH = 64;

type EmitNode = (node: Node, place: Place, emission: Emission, emit: Emit) => string;

// Of the values that are named, those that the other keywords of the node accept.
const emitEnum: EmitNode = (node, place, emission) => {
  const { const: only, enum: named = [] } = node;
  const candidates = only === undefined ? named : [only];
  const values = candidates.length === 0 ? [] : candidates.filter(emission.acceptsOf(node)); // Ajv refuses an empty enum
  if (values.length === 0)
    throw schemaError(
      { schema: emission.schema, pointer: place.pointer },
      only === undefined ? "enum" : "const",
      "names no value that the rest of the schema accepts",
      "Mend one of them.",
    );
  return values.length === 1
    ? literal(values[0] as Json)
    : `pick([${values.map(literal).join(", ")}], draw(${place.base}, ${keyOf(place.pointer)}))`;
};

const TYPES: Readonly<Record<string, EmitNode>> = {
  object: emitObject,
  array: emitArray,
  string: emitString,
  integer: emitInteger,
  number: emitNumber,
  boolean: (_node, place) => `draw(${place.base}, ${keyOf(place.pointer)}) < 0x80000000`,
  null: () => "null",
};

const typeOf = (node: Node): string => {
  const types = [node.type ?? []].flat();
  const implied = node.properties || node.additionalProperties ? "object" : node.items ? "array" : "string";
  return types.find((type) => type !== "null") ?? types[0] ?? implied;
};

const emitType: EmitNode = (node, place, emission, emit) => {
  const emitter = row(TYPES, typeOf(node));
  if (!emitter)
    throw schemaError(
      { schema: emission.schema, pointer: place.pointer },
      "type",
      `is "${typeOf(node)}", no JSON type`,
      `Known: ${Object.keys(TYPES).join(", ")}.`,
    );
  return emitter(node, place, emission, emit);
};

// The first row that applies draws the value.
const RULES: readonly { applies: (node: Node, place: Place, emission: Emission) => boolean; emit: EmitNode }[] = [
  { applies: (node) => node.const !== undefined, emit: emitEnum },
  { applies: (_node, place, emission) => emission.identity.has(place.pointer), emit: emitIdentity },
  { applies: (node) => node["x-faker"] !== undefined, emit: emitFaker },
  { applies: (node) => node.enum !== undefined, emit: emitEnum },
  { applies: () => true, emit: emitType },
];

/** Emits the expression that draws a value of any supported schema, and notes its derivation. */
export const emit: Emit = (schema, place, emission) => {
  if (place.depth > MAX_DEPTH)
    throw schemaError(
      { schema: emission.schema, pointer: place.pointer },
      "$ref",
      `nests deeper than ${MAX_DEPTH} levels`,
      "Break the circle.",
    );
  const node = normalise(schema, emission.resolve, { schema: emission.schema, pointer: place.pointer });
  const refused = REFUSED.find((keyword) => node[keyword] !== undefined && node[keyword] !== false);
  if (refused !== undefined)
    throw schemaError(
      { schema: emission.schema, pointer: place.pointer },
      refused,
      "is not supported",
      "Say the same without it.",
    );
  if (node["x-derive"] !== undefined) emission.derived.push({ pointer: place.pointer, rule: node["x-derive"] });
  const rule = RULES.find(({ applies }) => applies(node, place, emission));
  const drawn = rule?.emit(node, place, emission, emit) ?? "null";
  const given = emission.given.get(place.pointer);
  return given === undefined ? drawn : `(d.${given} ?? ${drawn})`;
};
