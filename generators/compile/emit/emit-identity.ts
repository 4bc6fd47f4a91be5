import type { Node } from "../node.ts";
import type { Plan } from "../plan.ts";
import type { Accepts } from "./accepts.ts";
import { checkDrawn } from "./check-drawn.ts";
import { type Emission, keyOf, ORDINALS, type Per, type Place, refusal } from "./emission.ts";
import { emitFaker } from "./emit-faker.ts";

const DEFAULT_BITS = 30; // positive in every signed 32-bit column

const FEWEST_BITS = 20; // a million subjects

/** The least value, and the largest even number of bits whose values all lie within the bounds. */
const rangeOf = (node: Node): { least: number; bits: number } => {
  const { minimum = 0, maximum, exclusiveMinimum, exclusiveMaximum } = node;
  const least = Math.max(
    Math.ceil(minimum),
    exclusiveMinimum === undefined ? minimum : Math.floor(exclusiveMinimum) + 1,
  );
  const most = Math.min(
    maximum === undefined ? Number.POSITIVE_INFINITY : Math.floor(maximum),
    exclusiveMaximum === undefined ? Number.POSITIVE_INFINITY : Math.ceil(exclusiveMaximum) - 1,
  );
  const bits = Math.floor(Math.log2(Math.max(1, most - least + 1)) / 2) * 2;
  return { least, bits: Math.min(DEFAULT_BITS, bits) };
};

const isOf = ({ types = [] }: Node, type: string): boolean => types.length === 1 && types[0] === type;

const isUuid = ({ formats, faker }: Node): boolean => formats?.includes("uuid") || faker === "string.uuid";
const isHex = ({ patterns }: Node): boolean => patterns?.[0] === "^[0-9a-f]{32}$";
const isTemplate = ({ faker }: Node): boolean => typeof faker === "string" && faker.includes("{{identity}}");
const isInteger = (node: Node): boolean => isOf(node, "integer");

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

const emitUniqueInteger: EmitKind = (node, _accepts, place, emission, per) => {
  const { least, bits } = rangeOf(node);
  if (bits < FEWEST_BITS)
    throw refusal(
      place,
      emission,
      "maximum",
      "leaves too few whole numbers to tell subjects apart",
      `Allow ${2 ** FEWEST_BITS} of them.`,
    );
  const source = `uniqueInteger(${identityKey(place, emission, per)}, d.seed, ${ORDINALS[per]}, ${least}, ${bits})`;
  return { kind: "scalar", source, text: "plain" };
};

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
  const plan = kind.emit(node, accepts, place, emission, emission.identity.get(place.pointer) ?? "subject");
  return checkDrawn(plan, accepts, place, emission);
};
