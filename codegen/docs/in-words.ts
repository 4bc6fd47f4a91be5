import { durationMs } from "../../generators/draws/instant.ts";

const SECOND = 1000;
const UNITS: readonly (readonly [string, number])[] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** Seconds in words, in the largest unit that they are a whole number of: "4 hours". */
export const secondsInWords = (seconds: number): string => {
  const [unit, size] = UNITS.find(([, size]) => seconds % size === 0) ?? ["second", 1];
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
};

/** An ISO 8601 duration in words: "60 days". */
export const durationInWords = (duration: string): string => secondsInWords(durationMs(duration) / SECOND);

/** A retry schedule in words: each wait, the last one once, and how long all take. */
export const scheduleInWords = (seconds: readonly number[]): string => {
  const last = seconds.at(-1) ?? 0;
  const different = seconds.slice(0, seconds.findLastIndex((one) => one !== last) + 1);
  const total = seconds.reduce((sum, one) => sum + one, 0);
  const first = different.length === 0 ? "" : `${different.join(", ")} seconds, then `;
  return `${first}${secondsInWords(last)} each time; ${seconds.length} attempts take ${Number((total / 86_400).toFixed(1))} days`;
};
