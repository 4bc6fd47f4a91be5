import type { LifecycleDefinition } from "../../schemas/provider.ts";
import type { Short } from "./short-names.ts";
import { code, table } from "./table.ts";

interface Sourced {
  "x-certainty"?: string;
  $comment?: string;
}

/** Everything in lifecycle.json that says how surely it is known. */
export const sourceTable = (machine: LifecycleDefinition, short: Short): string => {
  const rows = (what: string, all: Readonly<Record<string, Sourced>> = {}, name = (key: string) => code(key)) =>
    Object.entries(all).map(([key, sourced]) => [`${what} ${name(key)}`, sourced] as const);
  return table(
    ["what", "certainty", "source or remark"],
    [
      ...rows("state", machine.states),
      ...rows("silent move", machine.silent, (key) => `(${key})`),
      ...rows("time of", machine.delays, (key) => code(short(key))),
      ...rows("schedule", machine.retries),
      ...rows("lifecycle", machine.lifecycles),
    ]
      .filter(([, { $comment, "x-certainty": certainty }]) => $comment !== undefined || certainty !== undefined)
      .map(([what, { $comment = "", "x-certainty": certainty = "" }]) => [what, certainty, $comment]),
  );
};
