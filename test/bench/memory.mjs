import { judge } from "./floors.mjs";
import { interleave } from "./interleave.mjs";

const CASES = { "in process": "100000|function", "over HTTP": "20000|url" };

export const name = "memory";

/** Whether streaming keeps anything. */
export const run = async () => {
  const [round] = await interleave("measure-memory.mjs", Object.values(CASES), 1);
  const found = Object.entries(CASES).map(([what, args]) => ({ what, args, ...round.get(args) }));
  const growth = ({ samples }) => samples.at(-1).used / samples[0].used;
  return {
    title: "Memory while lifecycles are streamed",
    columns: [
      ["", "lifecycles", "deliveries", "seconds"],
      ["10 %", "50 %", "100 %"].map((share) => `used at ${share}, MiB`),
      ["10 %", "50 %", "100 %"].map((share) => `rss at ${share}, MiB`),
    ].flat(),
    rows: found.map(({ what, args, samples, answered, seconds }) => [
      ...[what, args.split("|")[0], String(answered), seconds.toFixed(1)],
      ...samples.map(({ used }) => used.toFixed(1)),
      ...samples.map(({ rss }) => rss.toFixed(0)),
    ]),
    notes: ["Used: the heap and what hangs on it, after the garbage is collected; rss: what the process holds."],
    floors: judge(Object.fromEntries(found.map((one) => [`memory ${one.what} at the end, x at a tenth`, growth(one)]))),
  };
};
