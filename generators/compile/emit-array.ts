import { type Emission, type Emit, keyOf, type Place } from "./emission.ts";
import type { Node } from "./normalise.ts";

const MORE = 2; // items beyond the fewest

/** Draws `minItems` (at least one) to two more items; items that follow from other fields would be alike, so only the fewest. */
export const emitArray = (node: Node, place: Place, emission: Emission, emit: Emit): string => {
  const base = `b${place.depth + 1}`;
  const derivedBefore = emission.derived.length;
  const item = emit(node.items ?? {}, { pointer: `${place.pointer}/*`, base, depth: place.depth + 1 }, emission);
  const fewest = Math.max(node.minItems ?? 1, Math.min(1, node.maxItems ?? 1));
  const most =
    emission.derived.length > derivedBefore ? fewest : Math.min(node.maxItems ?? fewest + MORE, fewest + MORE);
  const key = keyOf(place.pointer);
  const count =
    most === fewest ? String(fewest) : `integer(${place.base}, ${keyOf(place.pointer, "#length")}, ${fewest}, ${most})`;
  return `items(${place.base}, ${key}, ${count}, (${base}) => (${item}))`;
};
