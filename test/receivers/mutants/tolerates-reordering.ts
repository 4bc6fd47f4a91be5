import { setTimeout as sleep } from "node:timers/promises";
import type { Parts, Row } from "../cloudflare.ts";
import { suffixOf, timeOf } from "../cloudflare-event.ts";
import type { PlantedBugs } from "./planted-bug.ts";

const HOUR = 3_600_000;

/** Compares times in units so large that the last write within one wins; what is deleted stays so. */
const inUnitsOf =
  (unit: number): Parts["move"] =>
  (row, event) => {
    if (row.status === "deleted" || Math.floor(timeOf(event) / unit) < Math.floor(row.at / unit)) return;
    row.at = Math.max(row.at, timeOf(event));
    row.status = event.data.ssl.status;
  };

/** Decides by the time that it read before it waited; every other wait is long. */
const decidingEarly = <R extends { at: number; status: string }>(): ((
  rows: readonly R[],
  next: { at: number; status: string },
) => Promise<void>) => {
  let waits = 0;
  return async (rows, next) => {
    const older = rows.filter(({ at }) => at <= next.at);
    await sleep(waits++ % 2 === 0 ? 20 : 2);
    for (const row of older) Object.assign(row, next);
  };
};

export const toleratesReordering: PlantedBugs = {
  fails: "tolerates-reordering",
  cloudflare: [
    {
      name: "the last write wins",
      wrong: {
        move(row, { data }) {
          row.status = data.ssl.status;
        },
      },
    },
    {
      name: "the last write wins, but for what is deleted",
      wrong: {
        move(row, { data }) {
          if (row.status !== "deleted") row.status = data.ssl.status;
        },
      },
    },
    { name: "compares times in whole days", wrong: { move: inUnitsOf(24 * HOUR) } },
    { name: "compares times in whole hours", wrong: { move: inUnitsOf(HOUR) } },
    {
      name: "goes by the time of failures only",
      wrong: {
        move(row, event) {
          if (row.status === "deleted" || (suffixOf(event).endsWith("failed") && timeOf(event) < row.at)) return;
          row.at = timeOf(event);
          row.status = event.data.ssl.status;
        },
      },
    },
    {
      name: "decides whether an event is new before it waits for the database",
      isTimed: true,
      wrong: () => {
        const decide = decidingEarly<Row>();
        return {
          apply: (rows, event, { find }) =>
            decide(find(rows, event), { at: timeOf(event), status: event.data.ssl.status }),
        };
      },
    },
  ],
  cloud66: [
    {
      name: "the last write wins",
      wrong: {
        move(row, { ssl_certificate: { status } }) {
          row.status = status;
        },
      },
    },
    {
      name: "compares times in whole days",
      wrong: {
        move(row, { timestamp, ssl_certificate: { status } }) {
          if (Math.floor(timestamp / 86_400) < Math.floor(row.at / 86_400)) return;
          row.at = timestamp;
          row.status = status;
        },
      },
    },
    {
      name: "decides whether an event is new before it waits for the database",
      isTimed: true,
      wrong: () => {
        const decide = decidingEarly();
        return {
          apply: (rows, event, { find }) =>
            decide(find(rows, event), { at: event.timestamp, status: event.ssl_certificate.status }),
        };
      },
    },
  ],
};
