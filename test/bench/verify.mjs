import { judge } from "./floors.mjs";
import { interleave } from "./interleave.mjs";
import { median } from "./median.mjs";

const CASES = { "in process": "function", "over HTTP": "url" };

export const name = "verify";

/** How long a whole verification takes, in a process where nothing is warm. */
export const run = async ({ rounds = 5 }) => {
  const measured = await interleave("measure-verify.mjs", Object.values(CASES), rounds);
  const rows = Object.entries(CASES).map(([what, one]) => ({
    what,
    seconds: median(measured.map((round) => round.get(one).seconds)),
    sent: measured[0].get(one).sent,
  }));
  return {
    title: "verifyReceiver",
    columns: ["", "deliveries", "seconds"],
    rows: rows.map(({ what, sent, seconds }) => [what, String(sent), seconds.toFixed(2)]),
    notes: [`Defaults, with observe, a receiver that is right; medians of ${rounds} fresh processes.`],
    floors: judge({ "verify in process, seconds": rows[0].seconds }),
  };
};
