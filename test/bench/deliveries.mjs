import { judge } from "./floors.mjs";
import { interleave } from "./interleave.mjs";
import { median } from "./median.mjs";
import { CONNECTIONS, senders } from "./senders.mjs";

export const name = "deliveries";

/** How many webhooks are sent in a second. */
export const run = async ({ rounds = 7 }) => {
  const names = Object.keys(senders);
  const measured = await interleave("measure-sender.mjs", names, rounds);
  const over = (one, figure) => median(measured.map((round) => figure(round.get(one), round)));
  const times = (one, other) => over(one, ({ perSecond }, round) => perSecond / round.get(other).perSecond);
  return {
    title: "Deliveries",
    columns: ["", "a second", "x autocannon"],
    rows: names.map((one) => [
      one,
      over(one, ({ perSecond }) => perSecond).toFixed(0),
      times(one, "autocannon").toFixed(2),
    ]),
    notes: [
      `Medians of ${rounds} rounds, ${CONNECTIONS} connections to a server in another process, the same bodies; more is faster.`,
    ],
    floors: judge({
      "deliverEach, x autocannon": times("hookwright deliverEach", "autocannon"),
      "deliver, x autocannon": times("hookwright deliver", "autocannon"),
    }),
  };
};
