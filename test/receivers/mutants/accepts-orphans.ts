import { correctParts } from "../cloudflare.ts";
import type { PlantedBugs } from "./planted-bug.ts";

export const acceptsOrphans: PlantedBugs = {
  fails: "accepts-orphans",
  cloudflare: [
    {
      name: "TypeError on the hostname of an orphan",
      wrong: {
        find(rows, { data }) {
          const host = (data.hostname as string).toLowerCase();
          return rows.filter(({ id, hostname }) => id === data.id && hostname === host);
        },
      },
    },
    { name: "404 for an orphan", wrong: { refuse: ({ data }) => (data.id === undefined ? 404 : undefined) } },
    { name: "400 for an orphan", wrong: { refuse: ({ data }) => (data.hostname === undefined ? 400 : undefined) } },
    {
      name: "updates every row where the hostname is undefined",
      wrong: { find: (rows, { data }) => rows.filter(({ id }) => data.id === undefined || id === data.id) },
    },
    {
      name: "takes an orphan for the newest row of its zone",
      wrong: {
        find: (rows, event) =>
          event.data.id === undefined
            ? rows.filter(({ zoneId }) => zoneId === event.metadata.zone?.id).slice(-1)
            : correctParts.find(rows, event),
      },
    },
    {
      name: "takes an orphan for the first row, where the hostname is undefined",
      wrong: {
        find: (rows, event) => (event.data.id === undefined ? rows.slice(0, 1) : correctParts.find(rows, event)),
      },
    },
    {
      name: "finds rows by any certificate they ever had",
      wrong: {
        find: (rows, { data }) =>
          rows.filter(({ id, certificates }) => id === data.id || certificates.includes(data.ssl.id)),
        move(row, event) {
          row.certificates.push(event.data.ssl.id);
          correctParts.move(row, event);
        },
      },
    },
  ],
  cloud66: [], // documents none
};
