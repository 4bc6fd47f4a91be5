import type { Fault } from "../../mocks/fault.ts";
import { drop } from "../../mocks/faults/drop.ts";
import type { Check } from "../check.ts";
import { executeWalk, type FaultyWalk, faultyWalks } from "../faulty-walk.ts";
import { search } from "../search.ts";

/** A step is lost where its number is odd; the last never is. */
const faultsOf = ({ faults }: FaultyWalk, length: number): Fault[] =>
  Array.from({ length: length - 1 }, (_, i) => length - 1 - i)
    .filter((position) => (faults[position - 1] ?? 0) % 2 === 1)
    .map((position) => drop({ at: position }));

/** With steps lost: the state is that of the newest that was delivered. */
export const toleratesLoss: Check = {
  id: "tolerates-loss",
  severity: "warning",
  passes: "where events are lost, the state is that of the newest delivered",
  needs: ["observe", "follows-lifecycle"],
  fresh: true,
  async run(session) {
    const failed = await search(session, faultyWalks, executeWalk(session, "with events lost", faultsOf));
    return failed ?? { result: "pass" };
  },
};
