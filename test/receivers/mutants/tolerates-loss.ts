import { correctCloud66Parts } from "../cloud66.ts";
import { correctParts, type Parts, type Row } from "../cloudflare.ts";
import { suffixOf } from "../cloudflare-event.ts";
import type { PlantedBugs } from "./planted-bug.ts";
import { unmovedBy } from "./unmoved-by.ts";

type Event = Parameters<Parts["move"]>[1];

/** Keeps some events back until the row is where it expects it, in whatever order the events come. */
const waiting = (suffix: string, until: string): Partial<Parts> => {
  const held = new Map<Row, Event[]>();
  const isReady = (row: Row, event: Event): boolean => suffixOf(event) !== suffix || row.status === until;
  const move = (row: Row, event: Event): void => {
    const queue = [...(held.get(row) ?? []), event];
    for (let next = queue.findIndex((one) => isReady(row, one)); next >= 0; ) {
      const [ready] = queue.splice(next, 1);
      correctParts.move(row, ready as Event);
      next = queue.findIndex((one) => isReady(row, one));
    }
    held.set(row, queue);
  };
  return { move };
};

export const toleratesLoss: PlantedBugs = {
  fails: "tolerates-loss",
  cloudflare: [
    {
      name: "takes the expiry notice for nothing but a mail to send",
      wrong: { move: unmovedBy("renewal.upcoming_certificate_expiration_notification") },
    },
    { name: "takes a failed issuance for nothing but a mail to send", wrong: { move: unmovedBy("issuance.failed") } },
    {
      name: "takes a failed deployment for nothing but a mail to send",
      wrong: { move: unmovedBy("deployment.failed") },
    },
    {
      name: "keeps a deployment back until the issuance has come",
      wrong: () => waiting("deployment.succeeded", "pending_deployment"),
    },
    {
      name: "keeps a failed issuance back until the validation has come",
      wrong: () => waiting("issuance.failed", "pending_issuance"),
    },
  ],
  cloud66: [
    {
      name: "takes the expiry notice for nothing but a mail to send",
      wrong: {
        move(row, event) {
          if (event.event_type !== "ssl_certificate.expire.soon") correctCloud66Parts.move(row, event);
        },
      },
    },
    {
      name: "takes the expiry notice of an installed certificate only",
      wrong: {
        move(row, event) {
          if (event.event_type !== "ssl_certificate.expire.soon" || row.status === "installed")
            correctCloud66Parts.move(row, event);
        },
      },
    },
    {
      name: "takes the expiry notice only after a success of the same certificate",
      wrong: {
        move(row, event) {
          if (event.event_type === "ssl_certificate.expire.soon" && row.extra !== true) return;
          if (event.event_type === "ssl_certificate.install.ok") row.extra = true;
          correctCloud66Parts.move(row, event);
        },
      },
    },
  ],
};
