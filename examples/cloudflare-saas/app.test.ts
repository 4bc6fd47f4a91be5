import Cloudflare from "cloudflare";
import { formatReport, verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import { setupServer } from "msw/node";
import { afterAll, beforeEach, expect, it } from "vitest";
import { createApp } from "./app.ts";
import { createMemoryStore } from "./domain-store.ts";
import { registerWebhook } from "./register-webhook.ts";

const SECRET = "s3cret";

// Cloudflare, as far as this application needs it. Its clock stands still unless we advance it.
const api = mockProvider(cloudflare, { destinations: () => app.fetch });
const server = setupServer(...api.handlers);
server.listen({ onUnhandledRequest: "error" }); // before the SDK is made, which keeps the fetch that it finds
afterAll(() => server.close());
beforeEach(() => api.reset());

const sdk = new Cloudflare({ apiToken: "any" });
const store = createMemoryStore();
const app = createApp({ cloudflare: sdk, store, zoneId: "023e105f4ecef8ad9ca31a8372d0c353", secret: SECRET });

const call = async (method: string, path: string, body?: object): Promise<unknown> => {
  const response = await app.request(path, { method, ...(body && { body: JSON.stringify(body) }) });
  return response.json();
};

/** What the webhooks of a while were, without what all their types begin with. */
const advance = async (duration: Parameters<typeof api.advance>[0]): Promise<string[]> => {
  const exchanges = await api.advance(duration);
  for (const { response } of exchanges) expect(response?.status).toBe(204);
  return exchanges.map(({ delivery }) => delivery.eventType?.replace("ssl.custom_hostname_certificate.", "") ?? "");
};

// Sixty days of a domain's life in a test of less than a second: no step waits for real time.
it("a customer's domain is added, mended, served, renewed and deleted", { timeout: 1000 }, async () => {
  const url = "https://saas.example.com/webhooks/cloudflare";
  await registerWebhook(sdk, { accountId: "01a7362d577a6c3019a474fd6f485823", url, secret: SECRET });
  api.plan("validation-failure");

  const added = await call("POST", "/domains", { hostname: "shop.acme.com" });
  expect(added).toMatchObject({ state: "waiting", problems: [], records: [{ http_url: expect.any(String) }] });

  // The domain does not point to us yet. The customer reads why, mends it, and asks for another try.
  expect(await advance({ minutes: 3 })).toEqual(["validation.failed", "validation.failed"]);
  const failed = await call("GET", "/domains/shop.acme.com");
  expect(failed).toMatchObject({ state: "waiting", problems: [expect.stringContaining("shop.acme.com")] });
  await call("POST", "/domains/shop.acme.com/validate");
  expect(await advance({ minutes: 5 })).toEqual(["validation.succeeded", "issuance.succeeded", "deployment.succeeded"]);
  expect(await call("GET", "/domains/shop.acme.com")).toMatchObject({ state: "live", problems: [], records: [] });

  // Sixty days later the certificate is renewed, and the customer notices nothing.
  expect(await advance({ days: 60 })).toEqual(["renewal.upcoming_certificate_expiration_notification"]);
  expect(await advance({ hours: 1 })).toEqual(["renewal.succeeded"]);
  expect(await call("GET", "/domains/shop.acme.com")).toMatchObject({ state: "live" });
  expect(await advance({ minutes: 5 })).toEqual(["deployment.succeeded"]);
  expect(await call("GET", "/domains/shop.acme.com")).toMatchObject({ state: "live" });

  // The customer leaves.
  expect(await call("DELETE", "/domains/shop.acme.com")).toMatchObject({ state: "leaving" });
  expect(await advance({ days: 1 })).toEqual(["deletion.succeeded"]);
  expect(await call("GET", "/domains/shop.acme.com")).toEqual({ problems: ["not found"] });
  expect(await advance({ days: 400 })).toEqual([]);
});

it("what Cloudflare refuses, the customer reads", async () => {
  const refused = await app.request("/domains", { method: "POST", body: JSON.stringify({ hostname: "192.0.2.1" }) });
  expect([refused.status, await refused.json()]).toEqual([422, { problems: [expect.any(String)] }]);
});

it("every check is passed, whatever order events come in, and whoever sends them", async () => {
  const report = await verifyReceiver(cloudflare, app.fetch, {
    url: "https://saas.example.com/webhooks/cloudflare",
    secret: SECRET,
    api, // set to each event's state before the event is sent, as Cloudflare itself would be
    prepare: ({ id = "", zoneId = "", hostname = "" }) =>
      store.add({ id, zoneId, hostname, status: "initializing", hasServed: false, problems: [], records: [] }),
    observe: ({ id = "" }) => store.find(id),
  });
  expect(report.counts, formatReport(report, "text")).toMatchObject({ fail: 0, warn: 0, skip: 0 });
});
