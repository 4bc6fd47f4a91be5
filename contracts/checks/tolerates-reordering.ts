import type { Fault } from "../../mocks/fault.ts";
import { overlap } from "../../mocks/faults/overlap.ts";
import { reorder } from "../../mocks/faults/reorder.ts";
import type { Check } from "../check.ts";
import { beginnings, executeWalk, type FaultyWalk, faultyWalks } from "../search/faulty-walk.ts";
import { search } from "../search/search.ts";

/** The order in which deliveries go that were held up by so many places each. */
const orderOf = ({ faults }: FaultyWalk, length: number): number[] =>
  Array.from({ length }, (_, i) => ({ position: i + 1, due: i + (faults[i] ?? 0) }))
    .sort((a, b) => a.due - b.due || b.position - a.position)
    .map(({ position }) => position);

const faultsOf =
  (mayOverlap: boolean) =>
  (walk: FaultyWalk, length: number): Fault[] => {
    const order = orderOf(walk, length);
    return [
      ...(order.some((position, i) => position !== i + 1) ? [reorder({ order })] : []),
      ...(mayOverlap && walk.together > 0 && length > 1 ? [overlap({ at: length })] : []),
    ];
  };

/** The last two events of a walk the other way round, at once, or both. */
const swapped = (choices: number[]): FaultyWalk[] => {
  const last = choices.map((_, i) => (i === choices.length - 2 ? 1 : 0));
  const none = choices.map(() => 0);
  return [
    { choices, faults: last, together: 0 },
    { choices, faults: none, together: 1 },
    { choices, faults: last, together: 1 },
  ];
};

/** Out of order or overlapping: the state is that of the newest event by its own time. */
export const toleratesReordering: Check = {
  id: "tolerates-reordering",
  severity: "warning",
  passes: "events out of order leave the state of the newest by its own time",
  needs: ["observe", "follows-lifecycle"],
  fresh: true,
  async run(session) {
    const first = beginnings(session).flatMap(swapped);
    // Who mixes up what comes at once was told so by isolates-subjects.
    const faults = faultsOf(!session.hasFailed("isolates-subjects"));
    const failed = await search(session, first, faultyWalks, executeWalk(session, "out of order", faults));
    return failed ?? { result: "pass" };
  },
};
