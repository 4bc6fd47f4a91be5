import { type Emission, keyOf, type Place } from "./emission.ts";
import type { Node } from "./normalise.ts";
import { schemaError } from "./schema-error.ts";

const SPAN = 1000;

const range = (node: Node, place: Place, emission: Emission): [number, number] => {
  const minimum = node.minimum ?? (node.maximum === undefined ? 0 : Math.min(0, node.maximum - SPAN));
  const maximum = node.maximum ?? minimum + SPAN;
  if (minimum > maximum)
    throw schemaError(
      { schema: emission.schema, pointer: place.pointer },
      "maximum",
      `is ${maximum}, below the minimum ${minimum}`,
      "Mend one of them.",
    );
  return [minimum, maximum];
};

/** Draws an integer within `minimum` and `maximum`, or of 1,001 around what is given. */
export const emitInteger = (node: Node, place: Place, emission: Emission): string => {
  const [minimum, maximum] = range(node, place, emission);
  const [least, most] = [Math.ceil(minimum), Math.floor(maximum)];
  if (least > most)
    throw schemaError(
      { schema: emission.schema, pointer: place.pointer },
      "maximum",
      `is ${maximum}: no integer lies between it and the minimum ${minimum}`,
      "Mend one of them.",
    );
  return `integer(${place.base}, ${keyOf(place.pointer)}, ${least}, ${most})`;
};

/** Draws a number within `minimum` and `maximum`. */
export const emitNumber = (node: Node, place: Place, emission: Emission): string => {
  const [minimum, maximum] = range(node, place, emission);
  return `number(${place.base}, ${keyOf(place.pointer)}, ${minimum}, ${maximum})`;
};
