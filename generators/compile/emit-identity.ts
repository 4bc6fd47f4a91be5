import { type Emission, keyOf, ORDINALS, type Per, type Place } from "./emission.ts";
import { emitFaker } from "./emit-faker.ts";
import type { Node } from "./normalise.ts";
import { schemaError } from "./schema-error.ts";

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

// An event's key counts its schema, too: a subject's first event of one type is not its first of another.
const identityKey = ({ pointer }: Place, { schema }: Emission, per: Per): string =>
  keyOf(pointer, per === "event" ? schema : "");

const emitUnique =
  (name: string): EmitKind =>
  (_node, place, emission, per) =>
    `${name}(${identityKey(place, emission, per)}, d.seed, ${ORDINALS[per]})`;

const emitUniqueInteger: EmitKind = ({ minimum = 0, maximum }, place, emission, per) =>
  `uniqueInteger(${identityKey(place, emission, per)}, d.seed, ${ORDINALS[per]}, ${minimum}, ${bitsWithin(minimum, maximum)})`;

const KINDS: readonly { is: (node: Node) => boolean; emit: EmitKind }[] = [
  { is: isUuid, emit: emitUnique("uniqueUuid") },
  { is: isHex, emit: emitUnique("uniqueHex") },
  { is: isInteger, emit: emitUniqueInteger },
  { is: isTemplate, emit: emitFaker },
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
