import { createHmac } from "node:crypto";
import { answer, correctParts } from "../cloudflare.ts";
import { suffixOf } from "../cloudflare-event.ts";
import { SECRET } from "../test-receiver.ts";
import type { PlantedBugs } from "./planted-bug.ts";

interface Ssl {
  settings: { min_tls_version: string };
  method: string;
  validation_errors: { message: string }[];
}

/** The certificate of an event as a receiver sees it that takes all of it for granted. */
const sslOf = (event: { data: { ssl: object } }): Ssl => event.data.ssl as unknown as Ssl;

const REFUSES_ALL = { "accepts-test-message": "what refuses every request refuses test messages, too" };

const floods = (): Response =>
  new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(2 ** 16)) }));

export const acceptsValid: PlantedBugs = {
  fails: "accepts-valid",
  cloudflare: [
    { name: "reads body.type, which is not there", wrong: { refuse: (event) => ("type" in event ? undefined : 400) } },
    {
      name: "reads data.custom_hostname_id, which is not there",
      wrong: { refuse: ({ data }) => ("custom_hostname_id" in data ? undefined : 400) },
    },
    {
      name: "takes the secret for a key to sign with",
      wrong: { isGenuine: (given, secret) => given === createHmac("sha256", secret).update("").digest("hex") },
      alsoFails: REFUSES_ALL,
    },
    {
      name: "TypeError on validation_errors[0]",
      wrong: {
        move(row, event) {
          const [first] = sslOf(event).validation_errors;
          row.extra = first?.message;
          correctParts.move(row, event);
        },
      },
    },
    {
      name: "TypeError on settings, which deletions have not",
      wrong: {
        move(row, event) {
          row.extra = sslOf(event).settings.min_tls_version;
          correctParts.move(row, event);
        },
      },
    },
    {
      name: "TypeError on method, which the expiry notice has not",
      wrong: {
        move(row, event) {
          row.extra = sslOf(event).method.toUpperCase();
          correctParts.move(row, event);
        },
      },
    },
    {
      name: "takes times with milliseconds only",
      wrong: {
        move(row, event) {
          if (!/\.\d{3}Z$/.test(event.metadata.event.created_at)) throw new RangeError("no time");
          correctParts.move(row, event);
        },
      },
    },
    {
      name: "knows successes only",
      wrong: {
        move(row, event) {
          if (!suffixOf(event).endsWith(".succeeded")) throw new Error("unknown event type");
          correctParts.move(row, event);
        },
      },
    },
    {
      name: "redirects to the same path with a slash",
      onTheWire: true,
      wrong: { respond: () => new Response(null, { status: 308, headers: { location: "/webhooks/" } }) },
    },
    {
      name: "415 unless Content-Type names a charset",
      wrong: {
        refuseRequest: ({ headers }) =>
          headers.get("content-type") === "application/json; charset=utf-8" ? undefined : 415,
      },
      alsoFails: REFUSES_ALL,
    },
    {
      name: "resets the connection on one event type",
      onTheWire: true,
      around: ({ fetch, options }) => ({
        async fetch(request) {
          if ((await request.clone().text()).includes("certificate.renewal.failed")) throw new Error("socket hang up");
          return fetch(request);
        },
        options,
      }),
    },
    { name: "floods the answer without end", onTheWire: true, wrong: { respond: floods } },
  ],
  cloud66: [
    {
      name: "reads body.event, which is not there",
      wrong: { refuse: (event) => ("event" in event ? undefined : 400) },
    },
    {
      name: "RangeError on cert_expiry, which a failure has not",
      wrong: {
        move(row, { ssl_certificate }) {
          const { cert_expiry } = ssl_certificate as { cert_expiry: string };
          row.extra = new Date(cert_expiry).toISOString();
        },
      },
    },
    {
      name: "reads the token from a header",
      wrong: { isGenuine: () => false },
    },
    {
      name: "redirects to the same path with a slash",
      wrong: {
        respond: () => new Response(null, { status: 308, headers: { location: `/webhooks/?token=${SECRET}` } }),
      },
    },
    {
      name: "500 on the expiry notice",
      wrong: {
        respond: ({ event_type }) => answer(event_type === "ssl_certificate.expire.soon" ? 500 : 204),
      },
    },
    {
      name: "resets the connection on a failure",
      onTheWire: true,
      around: ({ fetch, options }) => ({
        async fetch(request) {
          if ((await request.clone().text()).includes("install.fail")) throw new Error("socket hang up");
          return fetch(request);
        },
        options,
      }),
    },
    { name: "floods the answer without end", onTheWire: true, wrong: { respond: floods } },
  ],
};
