// The law that ties the mission together: a mock's webhooks, a built lifecycle and a Pact file are the same events.
import Cloudflare from "cloudflare";
import { buildLifecycle } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import { buildPact } from "hookwright/pact";
import { getResponse } from "msw";
import { setupServer } from "msw/node";
import { expect, it } from "vitest";

const start = "2026-03-01T12:00:00Z";

/** A receiver that keeps the bytes it was sent. */
const recorder = () => {
  const bodies: string[] = [];
  const receive = async (request: Request): Promise<Response> => {
    bodies.push(await request.text());
    return new Response(null, { status: 204 });
  };
  return { bodies, receive };
};

it("Cloudflare: one create call that names only a hostname delivers what buildLifecycle builds and buildPact holds", async () => {
  const { bodies, receive } = recorder();
  const api = mockProvider(cloudflare, { seed: 0, start, deliverTo: receive });
  const server = setupServer(...api.handlers);
  server.listen({ onUnhandledRequest: "error" });
  try {
    const sdk = new Cloudflare({ apiToken: "token", maxRetries: 0 });
    await sdk.customHostnames.create({ zone_id: "023e105f4ecef8ad9ca31a8372d0c353", hostname: "shop.acme.com" });
  } finally {
    server.close();
  }
  await api.advance({ days: 1 });

  const subject = api.resources[0]?.subject;
  expect(subject?.hostname).toBe("shop.acme.com");
  const { steps } = buildLifecycle(cloudflare, "issuance", { seed: 0, start, ...(subject && { subject }) });
  expect(bodies).toHaveLength(3);
  expect(bodies).toEqual(steps.map(({ payload }) => JSON.stringify(payload)));

  const [pact] = buildPact(cloudflare, {
    receiver: "web",
    lifecycles: ["issuance"],
    seed: 0,
    start,
    ...(subject && { subject }),
  });
  expect(pact?.interactions.map(({ request }) => request.body.content)).toEqual(bodies.map((body) => JSON.parse(body)));
});

/** The provider as one whose API nobody mocks: a plan begins at once. */
const withoutApi = { ...cloud66, name: "cloud66-without-api" };

it("Cloud66: one plan delivers what buildLifecycle builds and buildPact holds", async () => {
  const { bodies, receive } = recorder();
  const api = mockProvider(withoutApi, { seed: 0, start, deliverTo: receive });
  api.plan("install");
  await api.advance({ days: 1 });

  const subject = api.resources[0]?.subject;
  const { steps } = buildLifecycle(cloud66, "install", { seed: 0, start, ...(subject && { subject }) });
  expect(bodies).toHaveLength(1);
  expect(bodies).toEqual(steps.map(({ payload }) => JSON.stringify(payload)));

  const [pact] = buildPact(cloud66, {
    receiver: "web",
    lifecycles: ["install"],
    seed: 0,
    start,
    ...(subject && { subject }),
  });
  expect(pact?.interactions.map(({ request }) => request.body.content)).toEqual(bodies.map((body) => JSON.parse(body)));
});

it("Cloud66: one create call delivers what buildLifecycle builds, but for what the call says of the certificate", async () => {
  const { bodies, receive } = recorder();
  const api = mockProvider(cloud66, { seed: 0, start, deliverTo: receive });
  const answer = await getResponse(
    api.handlers,
    new Request("https://app.cloud66.com/api/3/stacks/0123456789abcdef0123456789abcdef/ssl_certificates", {
      method: "POST",
      headers: { authorization: "Bearer any", "content-type": "application/json" },
      body: JSON.stringify({ ssl_certificate: { type: "lets_encrypt", server_names: "shop.acme.com" } }),
    }),
  );
  expect(answer?.status).toBe(200);
  await api.advance({ days: 1 });

  const subject = api.resources[0]?.subject;
  const said = { lets_encrypt: true, has_intermediate_cert: true, ssl_termination: true };
  const overrides = { ssl_certificate: said };
  const { steps } = buildLifecycle(cloud66, "install", { seed: 0, start, overrides, ...(subject && { subject }) });
  expect(bodies).toEqual(steps.map(({ payload }) => JSON.stringify(payload)));
});

it("what the API call set overrides what was drawn", async () => {
  const { bodies, receive } = recorder();
  const api = mockProvider(cloudflare, { deliverTo: receive });
  const server = setupServer(...api.handlers);
  server.listen({ onUnhandledRequest: "error" });
  try {
    const sdk = new Cloudflare({ apiToken: "token", maxRetries: 0 });
    const custom_metadata = { plan: "gold" };
    await sdk.customHostnames.create({
      zone_id: "023e105f4ecef8ad9ca31a8372d0c353",
      hostname: "a.acme.com",
      custom_metadata,
      ssl: { method: "txt", type: "dv", settings: { min_tls_version: "1.3", http2: "off" } },
    });
  } finally {
    server.close();
  }
  await api.advance({ days: 1 });
  for (const body of bodies)
    expect(JSON.parse(body).data).toMatchObject({
      ssl: { method: "txt", settings: { min_tls_version: "1.3", http2: "off" } },
    });
  expect(JSON.parse(bodies[0] ?? "").data.custom_metadata).toEqual({ plan: "gold" });
});
