import cloudflare from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import { describeReceiver } from "hookwright/vitest";
import { setupServer } from "msw/node";
import { afterAll, expect, it } from "vitest";
import { POST } from "./app/webhooks/cloudflare/route.ts";
import { readStatus } from "./lib/domains.ts";

const ZONE = "023e105f4ecef8ad9ca31a8372d0c353";
Object.assign(process.env, { CLOUDFLARE_WEBHOOK_SECRET: "s3cret", CLOUDFLARE_ZONE: ZONE, CLOUDFLARE_TOKEN: "any" });

// Next answers methods that a route does not export by itself.
const route = (request: Request): Promise<Response> | Response =>
  request.method === "POST" ? POST(request) : new Response(null, { status: 405 });

const api = mockProvider(cloudflare, { secret: "s3cret", deliverTo: route });
const server = setupServer(...api.handlers);
server.listen();
afterAll(() => server.close());

// What it does with an event is seen nowhere but in what it asks next: the answers alone are checked here.
describeReceiver(cloudflare, route, { secret: "s3cret", strict: true });

it("a page shows what Cloudflare says, from the event on that told of it", async () => {
  const created = await fetch(`https://api.cloudflare.com/client/v4/zones/${ZONE}/custom_hostnames`, {
    method: "POST",
    headers: { authorization: "Bearer any", "content-type": "application/json" },
    body: JSON.stringify({ hostname: "shop.acme.com", ssl: { method: "http", type: "dv" } }),
  });
  const { result } = (await created.json()) as { result: { id: string } };

  expect(await readStatus(result.id)).toBe("pending_validation");
  await api.advance({ minutes: 10 }); // the certificate is validated, issued and deployed, and each time an event comes
  expect(await readStatus(result.id)).toBe("active");
});
