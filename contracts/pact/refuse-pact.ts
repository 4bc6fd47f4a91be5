import type { CheckResult } from "../generated/report.ts";
import { unsentCheck } from "./judge-interaction.ts";
import type { ReadPact } from "./read-pact.ts";

/** What is the same for a whole file: a check for each of its interactions, or one for the file that has none. */
export const refusePact = (pact: ReadPact, problem: string): CheckResult[] => {
  const file = { key: pact.name, description: pact.name, kind: "unknown" as const, states: [], notes: [], raw: {} };
  return (pact.interactions.length > 0 ? pact.interactions : [file]).map((one) => unsentCheck(one, "fail", problem));
};
