import type { Cloud66Event } from "hookwright/cloud66";
import { type Cloud66Parts, correctCloud66Parts } from "../cloud66.ts";
import { correctParts } from "../cloudflare.ts";
import { timeOf } from "../cloudflare-event.ts";
import { readNotification } from "../notification-only.ts";
import { asking } from "./asking.ts";
import { misread } from "./misread.ts";
import type { PlantedBugs } from "./planted-bug.ts";
import { unmovedBy } from "./unmoved-by.ts";

const DAY = 86_400_000;

/** Takes two events for the same where they have a key in common. */
const onceEach = (keyOf: (event: Cloud66Event) => string): Partial<Cloud66Parts> => {
  const seen = new Set<string>();
  return {
    apply(rows, event, parts) {
      if (seen.has(keyOf(event))) return;
      seen.add(keyOf(event));
      return correctCloud66Parts.apply(rows, event, parts);
    },
  };
};

export const followsLifecycle: PlantedBugs = {
  fails: "follows-lifecycle",
  cloudflare: [
    {
      name: "asks the API, answers its errors with 2xx, and loses the event",
      around: asking((ask) => async (row) => (await ask(row)) ?? row.status),
    },
    {
      name: "asks the API once, and trusts the answer ever after",
      around: asking((ask) => {
        const known = new Map<string, Promise<string | undefined>>();
        return (row) => {
          const answer = known.get(row.id) ?? ask(row);
          known.set(row.id, answer);
          return answer;
        };
      }),
    },
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
    { name: "takes each event type once", wrong: () => onceEach(({ event_type }) => event_type) },
    {
      name: "takes each status of a certificate once",
      wrong: () => onceEach(({ ssl_certificate: { stack_id, name, status } }) => `${stack_id}/${name}/${status}`),
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
