import { correctParts } from "../cloudflare.ts";
import type { PlantedBugs } from "./planted-bug.ts";

export const staysDeleted: PlantedBugs = {
  fails: "stays-deleted",
  cloudflare: [
    {
      name: "deletes the row, and makes a new one of a late event",
      wrong: {
        apply(rows, event, { find, move }) {
          const { id, hostname = "" } = event.data;
          if (!id) return;
          if (find(rows, event).length === 0)
            rows.push({ id, hostname, zoneId: "", certificates: [], at: 0, status: "initializing" });
          for (const row of find(rows, event)) {
            move(row, event);
            if (row.status === "deleted") rows.splice(rows.indexOf(row), 1);
          }
        },
      },
    },
    {
      name: "forgets the time of the last event on deletion",
      wrong: {
        move(row, event) {
          correctParts.move(row, event);
          if (row.status === "deleted") row.at = 0;
        },
      },
    },
    {
      name: "takes the old id's deletion for one of the hostname",
      wrong: { find: (rows, { data }) => (data.id ? rows.filter(({ hostname }) => hostname === data.hostname) : []) },
    },
    {
      name: "finds the newest row of a hostname, whatever the id",
      wrong: {
        find: (rows, { data }) => (data.id ? rows.filter(({ hostname }) => hostname === data.hostname).slice(-1) : []),
      },
    },
  ],
  cloud66: [], // no event says that a certificate is gone
};
