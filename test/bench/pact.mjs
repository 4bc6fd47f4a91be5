import { createRequire } from "node:module";
import { interleave } from "./interleave.mjs";
import { median } from "./median.mjs";

const isInstalled = (name) => {
  try {
    return createRequire(process.env.HOOKWRIGHT_PACT_JS ?? import.meta.url).resolve(name) !== "";
  } catch {
    return false;
  }
};

export const name = "pact";

/** How many interactions of Pact files are verified in a second, beside pact-js where that is installed. */
export const run = async ({ rounds = 3 }) => {
  const hasPeer = isInstalled("@pact-foundation/pact");
  const cases = ["hookwright", ...(hasPeer ? ["pact-js"] : [])];
  const measured = await interleave("measure-pact.mjs", cases, rounds);
  const rows = cases.map((one) => {
    const { interactions } = measured[0].get(one);
    const seconds = median(measured.map((round) => round.get(one).seconds));
    return [one, String(interactions), seconds.toFixed(2), (interactions / seconds).toFixed(1)];
  });
  return {
    title: "verifyPact",
    columns: ["", "interactions", "seconds", "per second"],
    rows,
    notes: [
      `The committed pacts without the negatives, with states, a receiver behind a URL; medians of ${rounds} fresh processes.`,
      ...(hasPeer
        ? []
        : [
            "pact-js is not measured: @pact-foundation/pact is no dependency; name a file beside its node_modules in HOOKWRIGHT_PACT_JS.",
          ]),
    ],
    floors: [],
  };
};
