// What is run in a browser and in Workers' runtime: an example's application, unmodified, against the mock.
import Cloudflare from "cloudflare";
import { buildLifecycle, deliver, type VerifyOptions, verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import type { HttpHandler } from "msw";
import { createApp } from "../../examples/cloudflare-saas/app.ts";
import { createMemoryStore } from "../../examples/cloudflare-saas/domain-store.ts";

/** What the story came to, as JSON. */
export interface Outcome {
  runtime: string;
  /** The webhooks of 100 virtual days, and how they were answered. */
  webhooks: [eventType: string | undefined, status: number | undefined][];
  /** What the customer saw then. */
  page: unknown;
  /** How deliveries without a mock were answered. */
  delivered: (number | undefined)[];
  checks: Record<string, number>;
  problems: (string | undefined)[];
}

const SECRET = "s3cret";
const WEBHOOKS = "https://saas.example.com/webhooks/cloudflare";

/** Tells it; `open` puts the mock's handlers between the SDK and the world, and gives the fetch that goes through them. */
export const tellStory = async (
  open: (handlers: HttpHandler[]) => Promise<typeof fetch>,
  verify: Pick<VerifyOptions, "check"> = {},
): Promise<Outcome> => {
  const api = mockProvider(cloudflare, { secret: SECRET, url: WEBHOOKS, deliverTo: (request) => app.fetch(request) });
  const sdk = new Cloudflare({ apiToken: "any", fetch: await open(api.handlers) });
  const store = createMemoryStore();
  const app = createApp({ cloudflare: sdk, store, zoneId: "023e105f4ecef8ad9ca31a8372d0c353", secret: SECRET });

  await app.request("/domains", { method: "POST", body: JSON.stringify({ hostname: "shop.acme.com" }) });
  const webhooks = await api.advance({ days: 100 });
  const page: unknown = await (await app.request("/domains/shop.acme.com")).json();
  const issuance = buildLifecycle(cloudflare, "issuance", { seed: 7 });
  const delivered = await deliver(issuance, app.fetch, { secret: SECRET, url: WEBHOOKS });
  const report = await verifyReceiver(cloudflare, app.fetch, {
    ...verify,
    url: WEBHOOKS,
    secret: SECRET,
    api,
    prepare: ({ id = "", zoneId = "", hostname = "" }) =>
      store.add({ id, zoneId, hostname, status: "initializing", hasServed: false, problems: [], records: [] }),
    observe: ({ id = "" }) => store.find(id),
  });
  return {
    runtime: navigator.userAgent,
    webhooks: webhooks.map(({ delivery, response }) => [
      delivery.eventType?.split(".").slice(2).join("."),
      response?.status,
    ]),
    page,
    delivered: delivered.map(({ response }) => response?.status),
    checks: { ...report.counts },
    problems: report.checks.filter(({ result }) => result !== "pass").map(({ id, summary }) => `${id}: ${summary}`),
  };
};
