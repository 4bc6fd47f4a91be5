import { correctCloud66Parts } from "../cloud66.ts";
import { correctParts } from "../cloudflare.ts";
import { suffixOf } from "../cloudflare-event.ts";
import type { PlantedBugs } from "./planted-bug.ts";

const increased = (extra: unknown): number => Number(extra ?? 0) + 1;

export const ignoresDuplicates: PlantedBugs = {
  fails: "ignores-duplicates",
  cloudflare: [
    {
      name: "counts duplicates",
      wrong: {
        repeated: () => undefined,
        move(row, event) {
          row.extra = increased(row.extra);
          correctParts.move(row, event);
        },
      },
    },
    {
      name: "writes a duplicate into its history",
      wrong: {
        repeated: () => undefined,
        move(row, event) {
          row.extra = [...((row.extra as string[] | undefined) ?? []), suffixOf(event)];
          correctParts.move(row, event);
        },
      },
    },
    { name: "409 for a duplicate", wrong: { repeated: () => 409 } },
    {
      name: "the event's id is unique in a table, and its violation a 500",
      wrong: {
        repeated() {
          throw new Error("unique constraint violated");
        },
      },
    },
    {
      name: "counts all but the repetition of the last event",
      wrong: () => {
        const last = new Map<string, string>();
        return {
          repeated: () => undefined,
          move(row, event) {
            if (last.get(row.id) === event.metadata.event.id) return;
            last.set(row.id, event.metadata.event.id);
            row.extra = increased(row.extra);
            correctParts.move(row, event);
          },
        };
      },
    },
  ],
  cloud66: [
    {
      name: "counts duplicates",
      wrong: {
        move(row, event) {
          row.extra = increased(row.extra);
          correctCloud66Parts.move(row, event);
        },
      },
    },
    {
      name: "writes a duplicate into its history",
      wrong: {
        move(row, event) {
          row.extra = [...((row.extra as string[] | undefined) ?? []), event.event_type];
          correctCloud66Parts.move(row, event);
        },
      },
    },
    {
      name: "409 for an event that is not newer than the last",
      wrong: () => {
        const last = new Map<string, number>();
        return {
          refuse({ timestamp, event_type, ssl_certificate: { stack_id, name } }) {
            const key = `${stack_id}/${name}/${event_type}`;
            if (last.get(key) === timestamp) return 409;
            last.set(key, timestamp);
            return undefined;
          },
        };
      },
    },
  ],
};
