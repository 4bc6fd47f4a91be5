import { judge } from "./floors.mjs";
import { interleave } from "./interleave.mjs";
import { median } from "./median.mjs";
import { CONNECTIONS, senders } from "./senders.mjs";

export const name = "deliveries";

/** How many webhooks are sent in a second. */
export const run = async ({ rounds = 3 }) => {
  const measured = await interleave("measure-senders.mjs", ["all"], rounds);
  const slices = measured.flatMap((round) => {
    const { perSecond } = round.get("all");
    return perSecond.autocannon.map((_, i) =>
      Object.fromEntries(Object.keys(senders).map((one) => [one, perSecond[one][i]])),
    );
  });
  const over = (figure) => median(slices.map(figure));
  const times = (one) => over((slice) => slice[one] / slice.autocannon);
  return {
    title: "Deliveries",
    columns: ["", "a second", "x autocannon"],
    rows: Object.keys(senders).map((one) => [one, over((slice) => slice[one]).toFixed(0), times(one).toFixed(2)]),
    notes: [
      `Medians of ${slices.length} slices in ${rounds} processes; ${CONNECTIONS} connections to a server in another process, the same bodies; more is faster.`,
    ],
    floors: judge({
      "deliverEach, x autocannon": times("hookwright deliverEach"),
      "deliver, x autocannon": times("hookwright deliver"),
    }),
  };
};
