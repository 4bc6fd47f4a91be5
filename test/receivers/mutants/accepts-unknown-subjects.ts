import type { CertificateRow } from "../cloud66.ts";
import { correctCloud66Parts } from "../cloud66.ts";
import { correctParts, type Parts, type Row } from "../cloudflare.ts";
import type { PlantedBugs } from "./planted-bug.ts";

const never = (): Promise<never> => new Promise(() => {});

type Event = Parameters<Parts["find"]>[1];

const isUnknown = (rows: readonly Row[], event: Event): boolean =>
  Boolean(event.data.id) && correctParts.find(rows, event).length === 0;

export const acceptsUnknownSubjects: PlantedBugs = {
  fails: "accepts-unknown-subjects",
  cloudflare: [
    {
      name: "TypeError on the row of an unknown hostname",
      wrong: {
        apply(rows, event, { move }) {
          if (event.data.id) move(correctParts.find(rows, event)[0] as Row, event);
        },
      },
    },
    {
      name: "never answers for an unknown hostname",
      onTheWire: true,
      wrong: {
        apply: (rows, event, parts) => (isUnknown(rows, event) ? never() : correctParts.apply(rows, event, parts)),
      },
      options: { timeout: 300 },
    },
    {
      name: "500 for an unknown hostname, whose history is bound to a row",
      wrong: {
        apply(rows, event, parts) {
          if (isUnknown(rows, event)) throw new Error("foreign key constraint violated");
          return correctParts.apply(rows, event, parts);
        },
      },
    },
  ],
  cloud66: [
    {
      name: "TypeError on the row of an unknown certificate",
      wrong: {
        apply(rows, event, { find, move }) {
          move(find(rows, event)[0] as CertificateRow, event);
        },
      },
    },
    {
      name: "never answers for an unknown certificate",
      wrong: {
        apply: (rows, event, parts) =>
          parts.find(rows, event).length === 0 ? never() : correctCloud66Parts.apply(rows, event, parts),
      },
      options: { timeout: 300 },
    },
    {
      name: "500 for an unknown stack",
      wrong: {
        apply(rows, event, parts) {
          if (!rows.some(({ stackId }) => stackId === event.ssl_certificate.stack_id)) throw new Error("no such stack");
          return correctCloud66Parts.apply(rows, event, parts);
        },
      },
    },
  ],
};
