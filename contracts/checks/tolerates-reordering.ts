import type { Fault } from "../../mocks/fault.ts";
import { overlap } from "../../mocks/faults/overlap.ts";
import { reorder } from "../../mocks/faults/reorder.ts";
import type { Check } from "../check.ts";
import { executeWalk, type FaultyWalk, faultyWalks } from "../faulty-walk.ts";
import { search } from "../search.ts";

/** The order in which deliveries go that were held up by so many places each. */
const orderOf = ({ faults }: FaultyWalk, length: number): number[] =>
  Array.from({ length }, (_, i) => ({ position: i + 1, due: i + (faults[i] ?? 0) }))
    .sort((a, b) => a.due - b.due || b.position - a.position)
    .map(({ position }) => position);

const isInOrder = (order: readonly number[]): boolean => order.every((position, i) => position === i + 1);

const faultsOf = (walk: FaultyWalk, length: number): Fault[] => {
  const order = orderOf(walk, length);
  if (isInOrder(order)) return [];
  // Every other walk overlaps where it is out of order: the newest is on its way while the one before is still at work.
  const overlaps = walk.faults.reduce((sum, delay) => sum + delay, 0) % 2 === 0 && length > 1;
  return [reorder({ order }), ...(overlaps ? [overlap({ at: length })] : [])];
};

/** Out of order or overlapping: the state is that of the newest event by its own time. */
export const toleratesReordering: Check = {
  id: "tolerates-reordering",
  severity: "warning",
  passes: "events out of order leave the state of the newest by its own time",
  needs: ["observe", "follows-lifecycle"],
  fresh: true,
  async run(session) {
    const failed = await search(session, faultyWalks, executeWalk(session, "out of order", faultsOf));
    return failed ?? { result: "pass" };
  },
};
