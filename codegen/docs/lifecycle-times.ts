import type { Delay, LifecycleDefinition, SilentMove } from "../../schemas/provider.ts";
import { durationInWords, scheduleInWords } from "./in-words.ts";
import type { Short } from "./short-names.ts";
import { code, table } from "./table.ts";

const STARTS = { replacement: "a new certificate", subject: "a new subject of the same name" } as const;

const latestOf = (since: readonly string[], short: Short): string =>
  `the latest ${since.map((one) => code(short(one))).join(" or ")}`;

const unasked = ({ walk, idle }: SilentMove): string => {
  if (walk) return "yes";
  return idle ? "in a mock, when nothing else is to come" : "";
};

const silentTable = ({ silent = {} }: LifecycleDefinition, short: Short): string =>
  table(
    ["silent move", "what happens", "after", "unasked", "begins"],
    Object.entries(silent).map(([name, { description = "", after, since, starts, ...move }]) => [
      `(${name})`,
      description,
      since ? `${durationInWords(after)} after ${latestOf(since, short)}` : durationInWords(after),
      unasked({ after, ...move }),
      starts ? STARTS[starts] : "",
    ]),
  );

const delayInWords = ({ after, since, retry }: Delay, short: Short): string => {
  if (retry !== undefined) return `on the schedule ${code(retry)}`;
  const from = since ? latestOf(since, short) : "the step before";
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
  silentTable(machine, short),
];
