import { type Emission, type Emit, keyOf, type Place } from "./emission.ts";
import type { Node } from "./normalise.ts";
import { schemaError } from "./schema-error.ts";

const MORE = 2; // items beyond the fewest

/** Draws `minItems` (one, unless given) to two more items; items that follow from other fields would be alike, so only the fewest. */
export const emitArray = (node: Node, place: Place, emission: Emission, emit: Emit): string => {
  const base = `b${place.depth + 1}`;
  const { minItems, maxItems = Number.POSITIVE_INFINITY } = node;
  const fewest = minItems ?? Math.min(1, maxItems);
  if (fewest > maxItems)
    throw schemaError(
      { schema: emission.schema, pointer: place.pointer },
      "maxItems",
      `is ${maxItems}, below the minItems ${fewest}`,
      "Mend one of them.",
    );
  if (maxItems === 0) return "[]";
  const derivedBefore = emission.derived.length;
  const item = emit(node.items ?? {}, { pointer: `${place.pointer}/*`, base, depth: place.depth + 1 }, emission);
  const most = emission.derived.length > derivedBefore ? fewest : Math.min(maxItems, fewest + MORE);
  const key = keyOf(place.pointer);
  const count =
    most === fewest ? String(fewest) : `integer(${place.base}, ${keyOf(place.pointer, "#length")}, ${fewest}, ${most})`;
  return `items(${place.base}, ${key}, ${count}, (${base}) => (${item}))`;
};
