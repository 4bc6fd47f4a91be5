import { interleave } from "./interleave.mjs";
import { median } from "./median.mjs";

const COUNTS = ["1", "100", "1000"];

export const name = "mock";

/** How long 400 virtual days of a mocked provider take, and what is left in memory of it. */
export const run = async ({ rounds = 3 }) => {
  const measured = await interleave("measure-mock.mjs", COUNTS, rounds);
  const of = (count, field) => median(measured.map((round) => round.get(count)[field]));
  return {
    title: "mockProvider: 400 days",
    columns: ["custom hostnames", "events", "seconds to create", "seconds to advance", "heap, MiB"],
    rows: COUNTS.map((count) => [
      count,
      String(of(count, "events")),
      of(count, "creates").toFixed(2),
      of(count, "seconds").toFixed(2),
      of(count, "mib").toFixed(0),
    ]),
    notes: [
      `A receiver in process that reads each event and holds each subject's in order; medians of ${rounds} fresh processes. All exchanges are kept.`,
    ],
    floors: [],
  };
};
