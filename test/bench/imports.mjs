import { judge } from "./floors.mjs";
import { interleave } from "./interleave.mjs";
import { median } from "./median.mjs";
import { modules } from "./modules.mjs";

const FEWEST = 9; // short, and shaken by the disk

export const name = "imports";

/** How long what is imported takes to load. */
export const run = async (options) => {
  const rounds = Math.max(options.rounds ?? FEWEST, FEWEST);
  const names = Object.keys(modules);
  const measured = await interleave("measure-import.mjs", names, rounds);
  const over = (one, figure) => median(measured.map((round) => figure(round.get(one), round)));
  const times = (one, other) => over(one, ({ ms }, round) => ms / round.get(other).ms);
  return {
    title: "Imports",
    columns: ["", "import, ms", "x faker en", "whole process, ms"],
    rows: names.map((one) => [
      one,
      modules[one].length === 0 ? "" : over(one, ({ ms }) => ms).toFixed(1),
      modules[one].length === 0 ? "" : times(one, "faker en").toFixed(2),
      over(one, ({ processMs }) => processMs).toFixed(0),
    ]),
    notes: [`Medians of ${rounds} fresh processes each, files in the system's cache; less is faster.`],
    floors: judge({ "import time, x faker en": times("hookwright + cloudflare", "faker en") }),
  };
};
