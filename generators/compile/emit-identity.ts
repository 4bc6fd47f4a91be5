import { type Emission, keyOf, type Per, type Place } from "./emission.ts";
import { emitFaker } from "./emit-faker.ts";
import type { Node } from "./normalise.ts";
import { schemaError } from "./schema-error.ts";

// Index and sub-index of what gets a value of its own.
const ORDINALS: Readonly<Record<Per, string>> = {
  run: "0, d.run, 0",
  name: "d.index, d.run, 0",
  subject: "d.index, d.run, d.incarnation",
  replacement: "d.index, d.run, d.replacement",
  event: "d.index, d.run, d.step",
};

const DEFAULT_BITS = 30; // positive in every signed 32-bit column

// The largest even number of bits whose values all lie within minimum and maximum.
const bitsWithin = (minimum: number, maximum: number | undefined): number =>
  maximum === undefined ? DEFAULT_BITS : Math.min(DEFAULT_BITS, Math.floor(Math.log2(maximum - minimum + 1) / 2) * 2);

const isUuid = (node: Node): boolean => node.format === "uuid" || node["x-faker"] === "string.uuid";
const isHex = (node: Node): boolean => node.pattern === "^[0-9a-f]{32}$";
const isTemplate = (node: Node): boolean =>
  typeof node["x-faker"] === "string" && node["x-faker"].includes("{{identity}}");
const isInteger = (node: Node): boolean => node.type === "integer";

type EmitKind = (node: Node, place: Place, emission: Emission, per: Per) => string;

const KINDS: readonly { is: (node: Node) => boolean; emit: EmitKind }[] = [
  // An event's key counts its schema, too: a subject's first event of one type is not its first of another.
  {
    is: isUuid,
    emit: (_node, place, emission, per) =>
      `uniqueUuid(${keyOf(place.pointer, per === "event" ? emission.schema : "")}, d.seed, ${ORDINALS[per]})`,
  },
  {
    is: isHex,
    emit: (_node, place, emission, per) =>
      `uniqueHex(${keyOf(place.pointer, per === "event" ? emission.schema : "")}, d.seed, ${ORDINALS[per]})`,
  },
  {
    is: isInteger,
    emit: (node, place) =>
      `uniqueInteger(${keyOf(place.pointer)}, d.seed, d.index, d.run, ${node.minimum ?? 0}, ${bitsWithin(node.minimum ?? 0, node.maximum)})`,
  },
  { is: isTemplate, emit: (node, place, emission) => emitFaker(node, place, emission) },
];

/** Draws a value that no other subject, event or run has, in the form that the schema asks for. */
export const emitIdentity = (node: Node, place: Place, emission: Emission): string => {
  const kind = KINDS.find(({ is }) => is(node));
  if (!kind)
    throw schemaError(
      { schema: emission.schema, pointer: place.pointer },
      "x-faker",
      "cannot tell one subject from another",
      'Identity needs format uuid, pattern "^[0-9a-f]{32}$", type integer, or a template with {{identity}}.',
    );
  return kind.emit(node, place, emission, emission.identity.get(place.pointer) ?? "subject");
};
