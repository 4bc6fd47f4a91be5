import { setTimeout as sleep } from "node:timers/promises";
import type { CertificateRow, Cloud66Parts } from "../cloud66.ts";
import type { Parts, Row } from "../cloudflare.ts";
import { timeOf } from "../cloudflare-event.ts";
import type { PlantedBugs } from "./planted-bug.ts";

/** Keeps one status for all rows that are alike, though each has its own time. */
const sharing =
  (isAlike: (a: Row, b: Row) => boolean): Parts["apply"] =>
  (rows, event, { find }) => {
    for (const row of find(rows, event)) {
      if (timeOf(event) < row.at) continue;
      row.at = timeOf(event);
      for (const other of rows) if (isAlike(row, other)) other.status = event.data.ssl.status;
    }
  };

interface Kept {
  at: number;
  status: string;
}

/** Reads the whole table, waits, and writes the whole table. */
const racing = async <R extends Kept>(rows: readonly R[], mine: readonly R[], next: Kept): Promise<void> => {
  const table = rows.map((row) => [row, row.status] as const);
  await sleep(2);
  for (const [row, status] of table) row.status = status;
  for (const row of mine) if (next.at >= row.at) Object.assign(row, next);
};

/** Keeps the event that it works on in a variable that all requests share. */
const confused = <R, E>(
  move: (rows: readonly R[], event: E) => void,
): ((rows: readonly R[], event: E) => Promise<void>) => {
  let current: E;
  return async (rows, event) => {
    current = event;
    await sleep(2);
    move(rows, current);
  };
};

export const isolatesSubjects: PlantedBugs = {
  fails: "isolates-subjects",
  cloudflare: [
    { name: "keeps one status for each zone", wrong: { apply: sharing((a, b) => a.zoneId === b.zoneId) } },
    {
      name: "keeps one status for all hostnames with the same first two letters",
      wrong: { apply: sharing((a, b) => a.hostname.slice(0, 2) === b.hostname.slice(0, 2)) },
    },
    {
      name: "reads the whole table, waits, and writes the whole table",
      wrong: {
        apply: (rows, event, { find }) =>
          racing(rows, find(rows, event), { at: timeOf(event), status: event.data.ssl.status }),
      },
    },
    {
      name: "keeps the current event where all requests see it",
      wrong: () => {
        let parts: Pick<Parts, "find" | "move">;
        const apply = confused<Row, Parameters<Parts["move"]>[1]>((rows, event) => {
          for (const row of parts.find(rows, event)) parts.move(row, event);
        });
        return {
          apply(rows, event, given) {
            parts = given;
            return apply(rows, event);
          },
        };
      },
    },
  ],
  cloud66: [
    {
      name: "keeps one status for all certificates",
      wrong: {
        apply(rows, event, { find }) {
          for (const row of find(rows, event)) {
            if (event.timestamp < row.at) continue;
            row.at = event.timestamp;
            for (const other of rows) other.status = event.ssl_certificate.status;
          }
        },
      },
    },
    {
      name: "reads the whole table, waits, and writes the whole table",
      wrong: {
        apply: (rows, event, { find }) =>
          racing(rows, find(rows, event), { at: event.timestamp, status: event.ssl_certificate.status }),
      },
    },
    {
      name: "keeps the current event where all requests see it",
      wrong: () => {
        let parts: Pick<Cloud66Parts, "find" | "move">;
        const apply = confused<CertificateRow, Parameters<Cloud66Parts["move"]>[1]>((rows, event) => {
          for (const row of parts.find(rows, event)) parts.move(row, event);
        });
        return {
          apply(rows, event, given) {
            parts = given;
            return apply(rows, event);
          },
        };
      },
    },
  ],
};
