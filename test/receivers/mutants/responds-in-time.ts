import { setTimeout as sleep } from "node:timers/promises";
import { suffixOf } from "../cloudflare-event.ts";
import { answer } from "../test-receiver.ts";
import { asking } from "./asking.ts";
import type { PlantedBugs } from "./planted-bug.ts";

const TIMEOUT = 300;
const POLL = 20;
const LOOPS = 40; // a test must come to an end, long after the timeout

const never = (): Promise<never> => new Promise(() => {});

const slow = async (): Promise<Response> => {
  await sleep(2 * TIMEOUT);
  return answer(204);
};

/** A status, a first word, and no end. */
const unfinished = (): Response =>
  new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("ok")) }));

export const respondsInTime: PlantedBugs = {
  fails: "responds-in-time",
  cloudflare: [
    {
      name: "never answers one event type",
      onTheWire: true,
      wrong: { respond: (event) => (suffixOf(event) === "deployment.failed" ? never() : answer(204)) },
      options: { timeout: TIMEOUT },
    },
    {
      name: "is slow about one event type",
      onTheWire: true,
      wrong: { respond: (event) => (suffixOf(event) === "renewal.succeeded" ? slow() : answer(204)) },
      options: { timeout: TIMEOUT },
    },
    {
      name: "asks the API as long as the certificate is pending before it answers",
      around: asking((ask) => async (row) => {
        for (let tries = 1; ; tries++) {
          const status = await ask(row);
          if (!status?.startsWith("pending_") || tries === LOOPS) return status;
          await sleep(POLL);
        }
      }),
      options: { timeout: TIMEOUT },
    },
    { name: "is slow about everything", wrong: { respond: slow }, options: { timeout: TIMEOUT } },
    {
      name: "begins an answer and never ends it",
      onTheWire: true,
      wrong: { respond: (event) => (suffixOf(event) === "issuance.failed" ? unfinished() : answer(200)) },
      options: { timeout: TIMEOUT },
    },
  ],
  cloud66: [
    {
      name: "never answers a failure",
      wrong: {
        respond: ({ event_type }) => (event_type === "ssl_certificate.install.fail" ? never() : answer(204)),
      },
      options: { timeout: TIMEOUT },
    },
    {
      name: "is slow about the expiry notice",
      wrong: { respond: ({ event_type }) => (event_type === "ssl_certificate.expire.soon" ? slow() : answer(204)) },
      options: { timeout: TIMEOUT },
    },
    {
      name: "begins an answer and never ends it",
      onTheWire: true,
      wrong: {
        respond: ({ event_type }) => (event_type === "ssl_certificate.install.fail" ? unfinished() : answer(200)),
      },
      options: { timeout: TIMEOUT },
    },
    { name: "is slow about everything", wrong: { respond: slow }, options: { timeout: TIMEOUT } },
  ],
};
