import type { Fault } from "../../mocks/fault.ts";
import { drop } from "../../mocks/faults/drop.ts";
import type { Check } from "../check.ts";
import { beginnings, executeWalk, type FaultyWalk, faultyWalks } from "../search/faulty-walk.ts";
import { search } from "../search/search.ts";

/** A step is lost where its number is odd; the last never is. */
const faultsOf = ({ faults }: FaultyWalk, length: number): Fault[] =>
  Array.from({ length: Math.max(0, length - 1) }, (_, i) => length - 1 - i)
    .filter((position) => (faults[position - 1] ?? 0) % 2 === 1)
    .map((position) => drop({ at: position }));

/** A walk of which only the last event comes, or all but the one before it. */
const lost = (choices: number[]): FaultyWalk[] => [
  { choices, faults: choices.map(() => 1), together: 0 },
  { choices, faults: choices.map((_, i) => (i === choices.length - 2 ? 1 : 0)), together: 0 },
];

/** With steps lost: the state is that of the newest that was delivered. */
export const toleratesLoss: Check = {
  id: "tolerates-loss",
  severity: "warning",
  passes: "where events are lost, the state is that of the newest delivered",
  needs: ["observe", "follows-lifecycle"],
  fresh: true,
  async run(session) {
    const first = beginnings(session).flatMap(lost);
    const failed = await search(session, first, faultyWalks, executeWalk(session, "with events lost", faultsOf));
    return failed ?? { result: "pass" };
  },
};
