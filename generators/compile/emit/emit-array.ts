import { prefixLength, schemasOfItem } from "../facets.ts";
import type { Node } from "../node.ts";
import type { Plan } from "../plan.ts";
import { Unsatisfiable } from "../schema-error.ts";
import {
  attempt,
  type EmitNode,
  isEnough,
  isPlan,
  keyOf,
  moreAt,
  type Place,
  refusal,
  unsatisfiable,
  within,
} from "./emission.ts";
import { type EmitItem, fixedItems, limits, MAX_FIXED } from "./fixed-items.ts";

const EMPTY: Plan = { kind: "literal", value: null };

const finish = (
  fixed: readonly Plan[],
  rest: (Plan & { kind: "array" })["rest"],
  unique: boolean,
  fewest: number,
  place: Place,
  doubt: string | undefined,
): Plan => {
  const doubtful = doubt === undefined ? {} : { doubt };
  if (!unique) return { kind: "array", fixed, ...(rest && { rest }), ...doubtful };
  const none = { item: EMPTY, base: `b${place.depth + 1}`, over: place.base, key: keyOf(place.pointer), count: "0" };
  const sure = fewest <= 1 && fixed.length <= 1;
  return { kind: "set", fixed, rest: rest ?? none, ...(sure ? doubtful : { doubt: "uniqueItems" }) };
};

// Where every item matches what is wanted, more of those make up the number.
const withMoreWanted = (node: Node, count: number): Node | undefined => {
  const [only, ...others] = node.contains ?? [];
  const fewest = Math.min(only?.most ?? 0, count, MAX_FIXED);
  if (!only || others.length > 0 || only.fewest >= fewest) return undefined;
  return { ...node, contains: [{ ...only, fewest }] };
};

/** Draws an array: the items of `prefixItems`, those that `contains` asks for, then one to three more. */
export const emitArray: EmitNode = (node, place, emission, emit) => {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, uniqueItems: unique = false } = node;
  if (minItems > maxItems)
    throw unsatisfiable(place, emission, "maxItems", `is ${maxItems}, below the minItems ${minItems}`);
  const contains = node.contains ?? [];
  const torn = contains.find(({ fewest, most }) => fewest > most);
  const many = contains.find(({ fewest }) => fewest > MAX_FIXED);
  if (many)
    throw refusal(
      place,
      emission,
      "minContains",
      `is ${many.fewest}, above the ${MAX_FIXED} that are drawn`,
      "Ask for fewer.",
    );
  if (torn)
    throw unsatisfiable(place, emission, "maxContains", `is ${torn.most}, below the minContains ${torn.fewest}`);
  const base = `b${place.depth + 1}`;
  const few = isEnough(place, emission);
  const itemAt = (index: number): Place => ({
    ...place,
    pointer: `${place.pointer}/${index}`,
    base: unique ? base : place.base,
    depth: place.depth + 1,
  });
  const emitItem: EmitItem = (index, more) =>
    attempt(emission, () => emit([...schemasOfItem(node, index), ...more], itemAt(index), emission));
  const made = fixedItems(node, contains, emitItem, few);
  if (made instanceof Unsatisfiable) throw made;
  const { fixed, doubt } = made;

  const index = Math.max(fixed.length, prefixLength(node));
  const others = schemasOfItem(node, index);
  const least = few ? minItems : (node.minItems ?? (fixed.length === 0 ? Math.min(1, maxItems) : 0));
  const fewest = Math.max(0, least - fixed.length);
  if (few && fewest === 0) return finish(fixed, undefined, unique, minItems, place, doubt);
  const derived = emission.derived.length;
  const reachable = fixed.length >= prefixLength(node) && fixed.length < maxItems;
  const item = reachable
    ? attempt(emission, () => emit([...others, ...limits(contains)], within(place, base, fewest), emission))
    : unsatisfiable(place, emission, "minItems", `is ${minItems}, more than the ${fixed.length} that are possible`);
  if (!isPlan(item)) {
    const more = fixed.length < minItems ? withMoreWanted(node, minItems) : undefined;
    if (more) return emitArray(more, place, emission, emit);
    if (fixed.length < minItems) throw item;
    return finish(fixed, undefined, unique, minItems, place, doubt);
  }
  const alike = emission.derived.length > derived; // items that follow from other fields would be alike
  const open = !few && !alike && (others.length > 0 || fixed.length === 0);
  const most = open ? Math.min(maxItems - fixed.length, fewest + moreAt(place)) : fewest;
  const count =
    most === fewest ? String(fewest) : `integer(${place.base}, ${keyOf(place.pointer, "#length")}, ${fewest}, ${most})`;
  const rest = { item, base, over: place.base, key: keyOf(place.pointer), count };
  return finish(fixed, most === 0 ? undefined : rest, unique, minItems, place, doubt);
};
