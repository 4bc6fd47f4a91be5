import type { Delay, LifecycleDefinition } from "../schemas/provider.ts";
import { durationInWords, scheduleInWords } from "./in-words.ts";
import type { Short } from "./short-names.ts";
import { code, table } from "./table.ts";

const STARTS = { replacement: "a new certificate", subject: "a new subject of the same name" } as const;

const silentTable = ({ silent = {} }: LifecycleDefinition): string =>
  table(
    ["silent move", "what happens", "after", "unasked", "begins"],
    Object.entries(silent).map(([name, { description = "", after, walk, starts }]) => [
      `(${name})`,
      description,
      durationInWords(after),
      walk ? "yes" : "",
      starts ? STARTS[starts] : "",
    ]),
  );

const delayInWords = ({ after, since, retry }: Delay, short: Short): string => {
  if (retry !== undefined) return `on the schedule ${code(retry)}`;
  const from = since ? `the latest ${since.map((one) => code(short(one))).join(" or ")}` : "the step before";
  return `${durationInWords(after ?? "PT1M")} after ${from}`;
};

const delayTable = ({ delays = {} }: LifecycleDefinition, short: Short): string =>
  table(
    ["event", "comes"],
    Object.entries(delays).map(([eventType, delay]) => [code(short(eventType)), delayInWords(delay, short)]),
  );

const schedules = ({ retries = {} }: LifecycleDefinition): string[] =>
  Object.entries(retries).map(([name, { seconds }]) => `The schedule ${code(name)}: ${scheduleInWords(seconds)}.`);

/** When events and silent moves come: Markdown blocks. */
export const timesInWords = (machine: LifecycleDefinition, short: Short): string[] => [
  delayTable(machine, short),
  ...schedules(machine),
  silentTable(machine),
];
