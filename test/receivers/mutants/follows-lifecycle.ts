import { correctCloud66Parts } from "../cloud66.ts";
import { correctParts } from "../cloudflare.ts";
import { timeOf } from "../cloudflare-event.ts";
import { readNotification } from "../notification-only.ts";
import { misread } from "./misread.ts";
import type { PlantedBugs } from "./planted-bug.ts";
import { unmovedBy } from "./unmoved-by.ts";

const DAY = 86_400_000;

export const followsLifecycle: PlantedBugs = {
  fails: "follows-lifecycle",
  cloudflare: [
    { name: "takes a renewal for active at once", wrong: { move: misread({ "renewal.succeeded": "active" }) } },
    {
      name: "takes an issued certificate for active before it is deployed",
      wrong: { move: misread({ "issuance.succeeded": "active" }) },
    },
    {
      name: "takes a failed deployment back to validation",
      wrong: { move: misread({ "deployment.failed": "pending_validation" }) },
    },
    { name: "takes a failed deletion for a deletion", wrong: { move: misread({ "deletion.failed": "deleted" }) } },
    { name: "ignores deletions", wrong: { move: unmovedBy("deletion.succeeded") } },
    {
      name: "knows no way out of active",
      wrong: {
        move(row, event) {
          if (row.status !== "active") correctParts.move(row, event);
        },
      },
    },
    { name: "takes each event type once", wrong: { keyOf: ({ metadata }) => metadata.event.type } },
    {
      name: "takes each event type of a hostname once",
      wrong: { keyOf: ({ data, metadata }) => `${data.hostname}/${metadata.event.type}` },
    },
    {
      name: "takes each status of a hostname once",
      wrong: { keyOf: ({ data }) => `${data.hostname}/${data.ssl.status}` },
    },
    {
      name: "takes each correlation id once, which events share",
      wrong: { read: readNotification, keyOf: (_, body) => String(body["alert_correlation_id"]) },
    },
    {
      name: "takes one event a day, since it compares times in whole days",
      wrong: {
        move(row, event) {
          if (Math.floor(timeOf(event) / DAY) > Math.floor(row.at / DAY)) correctParts.move(row, event);
        },
      },
    },
  ],
  cloud66: [
    {
      name: "takes the notice for an expired certificate",
      wrong: {
        move(row, { event_type, timestamp, ssl_certificate: { status } }) {
          if (timestamp < row.at) return;
          row.at = timestamp;
          row.status = event_type === "ssl_certificate.expire.soon" ? "expired" : status;
        },
      },
    },
    {
      name: "knows no way out of failed",
      wrong: {
        move(row, event) {
          if (row.status !== "failed") correctCloud66Parts.move(row, event);
        },
      },
    },
    {
      name: "knows no way out of installed",
      wrong: {
        move(row, event) {
          if (row.status !== "installed") correctCloud66Parts.move(row, event);
        },
      },
    },
  ],
};
