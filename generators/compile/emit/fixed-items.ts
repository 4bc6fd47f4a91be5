import type { Located } from "../../matches/located.ts";
import { prefixLength } from "../facets.ts";
import type { Contains, Node } from "../node.ts";
import type { Plan } from "../plan.ts";
import { Unsatisfiable } from "../schema-error.ts";
import { type Attempt, isPlan } from "./emission.ts";

/** How many items may have a plan of their own. */
export const MAX_FIXED: number = 1024;

/** What other items must be, so that no more match a `contains` than may. */
export const limits = (contains: readonly Contains[]): Located[] =>
  contains
    .filter(({ most }) => Number.isFinite(most))
    .map(({ schema, scope }) => ({ schema: { not: schema as never }, scope }));

const times = (count: number): number[] => Array.from({ length: Math.min(count, MAX_FIXED) }, (_, i) => i);

/** What each item that a `contains` asks for must be: an item for each, or items that serve several. */
const waysToContain = (contains: readonly Contains[], room: number): Located[][][] => {
  const serving = (some: readonly Contains[]): Located[] => [
    ...some,
    ...limits(contains.filter((other) => !some.includes(other))),
  ];
  const each = contains.flatMap((one) => times(one.fewest).map(() => serving([one])));
  const most = Math.max(0, ...contains.map(({ fewest }) => fewest));
  const shared = times(most).map((i) => serving(contains.filter(({ fewest }) => i < fewest)));
  return contains.length <= 1 ? [each] : each.length <= room ? [each, shared] : [shared];
};

const NOTHING: Located = { schema: false, scope: [] };

/** Makes the plan of the item at an index, of which more schemas hold. */
export type EmitItem = (index: number, more: readonly Located[]) => Attempt;

/** The items with a plan of their own, and the keyword that they may break together. */
export interface Fixed {
  fixed: Plan[];
  doubt: string | undefined;
}

/** Puts the items that are wanted behind those of the prefix, or in their places where there is no room, or they match anyway. */
const place = (
  wantedItems: readonly (readonly Located[])[],
  prefix: Fixed & { end: Unsatisfiable | undefined },
  maxItems: number,
  emitItem: EmitItem,
): Fixed | Unsatisfiable => {
  const fixed = [...prefix.fixed];
  const reached = fixed.length;
  const taken = new Set<number>();
  for (const wanted of wantedItems) {
    const inPrefix = (): boolean => {
      const places = fixed.slice(0, reached).map((_, i) => (taken.has(i) ? undefined : emitItem(i, wanted)));
      const within = places.findIndex((made) => made !== undefined && isPlan(made));
      if (within < 0) return false;
      taken.add(within);
      fixed[within] = places[within] as Plan;
      return true;
    };
    if (prefix.doubt !== undefined && inPrefix()) continue;
    const behind = prefix.end === undefined && fixed.length < maxItems ? emitItem(fixed.length, wanted) : prefix.end;
    if (behind && isPlan(behind)) fixed.push(behind);
    else if (!inPrefix()) return behind ?? (emitItem(reached, [NOTHING]) as Unsatisfiable);
  }
  return { fixed, doubt: prefix.doubt };
};

/** The items with a plan of their own: those of `prefixItems`, then those that `contains` asks for; `few` as few as may be. */
export const fixedItems = (
  node: Node,
  contains: readonly Contains[],
  emitItem: EmitItem,
  few: boolean,
): Fixed | Unsatisfiable => {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = node;
  const length = Math.min(prefixLength(node), maxItems, few && contains.length === 0 ? minItems : maxItems, MAX_FIXED);
  const bounds = limits(contains);
  let doubt: string | undefined;
  let end: Unsatisfiable | undefined;
  const fixed: Plan[] = [];
  while (fixed.length < length && end === undefined) {
    const sure = emitItem(fixed.length, bounds);
    const made = isPlan(sure) || bounds.length === 0 ? sure : emitItem(fixed.length, []);
    if (!isPlan(made)) end = made;
    else fixed.push(made);
    if (made !== sure) doubt = "maxContains";
  }
  const ways = waysToContain(contains, Math.max(1, maxItems - length)).map((wanted) =>
    place(wanted, { fixed, doubt, end }, maxItems, emitItem),
  );
  return ways.find((way) => !(way instanceof Unsatisfiable)) ?? (ways[0] as Unsatisfiable);
};
