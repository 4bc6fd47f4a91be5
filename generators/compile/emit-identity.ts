import type { Json } from "../../schemas/json-schema.ts";
import { type Emission, keyOf, ORDINALS, type Per, type Place, refusal } from "./emission.ts";
import { emitFaker } from "./emit-faker.ts";
import type { Node } from "./node.ts";
import type { Plan } from "./plan.ts";

const DEFAULT_BITS = 30; // positive in every signed 32-bit column

// The largest even number of bits whose values all lie within minimum and maximum.
const bitsWithin = (minimum: number, maximum: number | undefined): number =>
  maximum === undefined ? DEFAULT_BITS : Math.min(DEFAULT_BITS, Math.floor(Math.log2(maximum - minimum + 1) / 2) * 2);

const isOf = ({ types = [] }: Node, type: string): boolean => types.length === 1 && types[0] === type;

const isUuid = ({ formats, faker }: Node): boolean => formats?.includes("uuid") || faker === "string.uuid";
const isHex = ({ patterns }: Node): boolean => patterns?.[0] === "^[0-9a-f]{32}$";
const isTemplate = ({ faker }: Node): boolean => typeof faker === "string" && faker.includes("{{identity}}");
const isInteger = (node: Node): boolean => isOf(node, "integer");

type Accepts = (value: Json) => boolean;
type EmitKind = (node: Node, accepts: Accepts, place: Place, emission: Emission, per: Per) => Plan;

// An event's key counts its schema, too: a subject's first event of one type is not its first of another.
const identityKey = ({ pointer }: Place, { schema }: Emission, per: Per): string =>
  keyOf(pointer, per === "event" ? schema : "");

const emitUnique =
  (form: "Hex" | "Uuid"): EmitKind =>
  (_node, _accepts, place, emission, per) => {
    const key = identityKey(place, emission, per);
    const source =
      per === "run" ? `run${form}(${key}, d.seed, d.run)` : `unique${form}(${key}, d.seed, ${ORDINALS[per]})`;
    return { kind: "scalar", source, text: "quoted" };
  };

const emitUniqueInteger: EmitKind = ({ minimum = 0, maximum }, _accepts, place, emission, per) => ({
  kind: "scalar",
  source: `uniqueInteger(${identityKey(place, emission, per)}, d.seed, ${ORDINALS[per]}, ${minimum}, ${bitsWithin(minimum, maximum)})`,
  text: "plain",
});

const KINDS: readonly { is: (node: Node) => boolean; emit: EmitKind }[] = [
  { is: isUuid, emit: emitUnique("Uuid") },
  { is: isHex, emit: emitUnique("Hex") },
  { is: isInteger, emit: emitUniqueInteger },
  { is: isTemplate, emit: emitFaker },
];

/** Draws a value that no other subject, event or run has, in the form that the schema asks for. */
export const emitIdentity = (node: Node, accepts: Accepts, place: Place, emission: Emission): Plan => {
  const kind = KINDS.find(({ is }) => is(node));
  if (!kind)
    throw refusal(
      place,
      emission,
      "x-faker",
      "cannot tell one subject from another",
      'Identity needs format uuid, pattern "^[0-9a-f]{32}$", type integer, or a template with {{identity}}.',
    );
  return kind.emit(node, accepts, place, emission, emission.identity.get(place.pointer) ?? "subject");
};
