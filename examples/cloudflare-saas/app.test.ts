import Cloudflare from "cloudflare";
import { formatReport, verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import { setupServer } from "msw/node";
import { afterAll, beforeEach, expect, it } from "vitest";
import { createApp } from "./app.ts";
import { describeDomain } from "./describe-domain.ts";
import { createMemoryStore } from "./domain-store.ts";
import { refreshDomain } from "./refresh-domain.ts";
import { registerWebhook } from "./register-webhook.ts";

const SECRET = "s3cret";
const URL = "https://saas.example.com/webhooks/cloudflare";

// Cloudflare, as far as this application needs it. Its clock stands still unless we advance it.
const api = mockProvider(cloudflare, { destinations: () => app.fetch });
const server = setupServer(...api.handlers);
server.listen({ onUnhandledRequest: "error" }); // before the SDK is made, which keeps the fetch that it finds
afterAll(() => server.close());
beforeEach(() => api.reset());

const sdk = new Cloudflare({ apiToken: "any" });
const store = createMemoryStore();
const app = createApp({ cloudflare: sdk, store, zoneId: "023e105f4ecef8ad9ca31a8372d0c353", secret: SECRET });

const call = async (method: string, path: string, body?: object): Promise<unknown> =>
  (await app.request(path, { method, ...(body && { body: JSON.stringify(body) }) })).json();
const visit = (): Promise<unknown> => call("GET", "/domains/shop.acme.com");

/** Lets time pass; the answer is what webhooks came, without what all their types begin with. */
const wait = async (duration: Parameters<typeof api.advance>[0]): Promise<(string | undefined)[]> => {
  const exchanges = await api.advance(duration);
  for (const { response } of exchanges) expect(response?.status).toBe(204);
  return exchanges.map(({ delivery }) => delivery.eventType?.replace("ssl.custom_hostname_certificate.", ""));
};

// Two months go by in about a third of a second: nothing here waits for real time.
it("a customer's domain is added, mended, served, renewed and deleted", async () => {
  await registerWebhook(sdk, { accountId: "01a7362d577a6c3019a474fd6f485823", url: URL, secret: SECRET });
  api.plan("validation-failure");

  const added = await call("POST", "/domains", { hostname: "shop.acme.com" });
  expect(added).toMatchObject({ state: "waiting", problems: [], records: [{ http_url: expect.any(String) }] });

  // The customer has not put the record in place, reads what is wrong, does it, and asks for another try.
  expect(await wait({ minutes: 3 })).toEqual(["validation.failed", "validation.failed"]);
  expect(await visit()).toMatchObject({ state: "waiting", problems: [expect.stringContaining("shop.acme.com")] });
  await call("POST", "/domains/shop.acme.com/validate");
  expect(await wait({ minutes: 5 })).toEqual(["validation.succeeded", "issuance.succeeded", "deployment.succeeded"]);
  expect(await visit()).toMatchObject({ state: "live", problems: [], records: [] });

  // Sixty days after it was issued the certificate is renewed, and nobody notices.
  expect(await wait({ days: 60 })).toEqual(["renewal.upcoming_certificate_expiration_notification"]);
  expect(await wait({ hours: 1 })).toEqual(["renewal.succeeded", "deployment.succeeded"]);
  expect(await visit()).toMatchObject({ state: "live" });

  // The customer leaves.
  expect(await call("DELETE", "/domains/shop.acme.com")).toMatchObject({ state: "leaving" });
  expect(await wait({ minutes: 5 })).toEqual(["deletion.succeeded"]);
  expect(await visit()).toEqual({ problems: ["not found"] });
});

it.each([
  ["pending_deployment", false, "waiting"],
  ["active", true, "live"],
  ["pending_deployment", true, "live"], // a renewal
  ["validation_timed_out", false, "stalled"],
  ["expired", true, "stalled"],
])("a domain whose certificate is %s, and that served before: %s, is %s", (status, hasServed, state) => {
  const domain = { id: "", zoneId: "", hostname: "shop.acme.com", status, hasServed, problems: [], records: [] };
  expect(describeDomain(domain).state).toBe(state);
});

it("what Cloudflare refuses, the customer reads", async () => {
  const refused = await app.request("/domains", { method: "POST", body: JSON.stringify({ hostname: "192.0.2.1" }) });
  expect([refused.status, await refused.json()]).toEqual([422, { problems: [expect.any(String)] }]);
});

it("an answer of Cloudflare's that comes late does not replace a newer one", async () => {
  await call("POST", "/domains", { hostname: "late.acme.com" });
  const { id = "" } = (await store.findByHostname("late.acme.com")) ?? {};
  // While its first answer is under way, the certificate becomes active, and another request hears of it.
  const slow = new Cloudflare({
    apiToken: "any",
    fetch: async (...request) => {
      const answer = await fetch(...request);
      if ((await store.find(id))?.status !== "active") {
        api.show({ id }, "active");
        await refreshDomain(sdk, store, id);
      }
      return answer;
    },
  });
  await refreshDomain(slow, store, id);
  expect(await store.find(id)).toMatchObject({ status: "active" });
});

it("every check is passed: in any order of events, and whoever sends them", { timeout: 120_000 }, async () => {
  const report = await verifyReceiver(cloudflare, app.fetch, {
    url: URL,
    secret: SECRET,
    api, // set to each event's state before the event is sent, as Cloudflare itself would be
    prepare: ({ id = "", zoneId = "", hostname = "" }) =>
      store.add({ id, zoneId, hostname, status: "initializing", hasServed: false, problems: [], records: [] }),
    observe: ({ id = "" }) => store.find(id),
  });
  expect(report.counts, formatReport(report, "text")).toMatchObject({ fail: 0, warn: 0, skip: 0 });
});
