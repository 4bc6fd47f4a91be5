import type { RequestListener } from "node:http";
import type { FetchFunction } from "hookwright";
import { describe, expect, it } from "vitest";
import { createMemoryKv } from "../../examples/cloudflare-worker/memory-kv.ts";
import worker from "../../examples/cloudflare-worker/src/index.ts";
import { createApp as createExpress } from "../../examples/express/app.ts";
import { createDomainStore as createExpressStore } from "../../examples/express/domain-store.ts";
import { createApp as createFastify } from "../../examples/fastify/app.ts";
import { createDomainStore as createFastifyStore } from "../../examples/fastify/domain-store.ts";
import { createInbox } from "../../examples/fastify/inbox.ts";
import { takeEvent } from "../../examples/fastify/take-event.ts";
import { createApp as createHono } from "../../examples/hono/app.ts";
import { createStatusStore } from "../../examples/hono/status-store.ts";
import { POST } from "../../examples/next-route/app/webhooks/cloudflare/route.ts";
import { createReceiver } from "../../examples/node-http/receiver.js";
import { serve } from "../support/serve.ts";

const secret = "s3cret";
process.env["CLOUDFLARE_WEBHOOK_SECRET"] = secret; // what examples/next-route reads

/** A fetch function that sends to a listener of node:http. */
const served = async (listener: RequestListener): Promise<FetchFunction> => {
  const origin = await serve(listener);
  return (request) => fetch(new Request(origin + new URL(request.url).pathname, request));
};

/** Each of Cloudflare's receivers in examples/, made anew. */
const RECEIVERS: Readonly<Record<string, () => FetchFunction | Promise<FetchFunction>>> = {
  "cloudflare-worker": () => {
    const env = { WEBHOOK_SECRET: secret, DOMAINS: createMemoryKv() };
    return (request) => worker.fetch(request, env);
  },
  express: () => served(createExpress(secret, createExpressStore())),
  fastify: async () => {
    const failures: unknown[] = [];
    const domains = createFastifyStore();
    const inbox = createInbox((body) => takeEvent(domains, body).catch((error) => void failures.push(error)));
    const app = createFastify(secret, inbox);
    await app.ready();
    const send = await served((request, response) => app.routing(request, response));
    return async (request) => {
      const answer = await send(request);
      await inbox.drained(); // it works after its answer
      expect(failures).toEqual([]);
      return answer;
    };
  },
  hono: () => createHono(secret, createStatusStore()).fetch,
  "next-route": () => POST,
  "node-http": () => served(createReceiver({ secret }).listeners("request")[0] as RequestListener),
};

const event = (
  data: object,
  metadata: unknown = { event: { id: "e", created_at: "2026-01-01T00:00:00Z" } },
): object => ({
  metadata,
  data: { id: "x", ...data },
});

/** Bodies that look like an event, and lack what is read of one. */
const ODD: Readonly<Record<string, unknown>> = {
  "whose ssl is null": event({ ssl: null }),
  "whose ssl is empty": event({ ssl: {} }),
  "without metadata": event({ ssl: { status: "active" } }, undefined),
  "whose metadata is null": event({ ssl: { status: "active" } }, null),
  "whose metadata is empty": event({ ssl: {} }, {}),
  "whose time is none": event({ ssl: { status: "active" } }, { event: { created_at: "soon" } }),
  "whose id is a number": event({ id: 1, ssl: { status: "active" } }),
  "whose data is null": { data: null },
};

describe.each(Object.keys(RECEIVERS))("the receiver of examples/%s", (name) => {
  const post = async (body: unknown): Promise<number> => {
    const receive = await RECEIVERS[name]?.();
    const answer = await receive?.(
      new Request("http://127.0.0.1/webhooks/cloudflare", {
        method: "POST",
        headers: { "cf-webhook-auth": secret, "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    );
    return answer?.status ?? 0;
  };

  it.each(Object.entries(ODD))("takes an event %s", async (_name, body) => {
    expect(await post(body)).toBeOneOf([202, 204]);
  });

  it("refuses a list", async () => {
    expect(await post([])).toBe(400);
  });
});
