import Cloudflare, { ConflictError, NotFoundError } from "cloudflare";
import { buildLifecycle, deliver, type FetchFunction } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare, { type CloudflareEvent } from "hookwright/cloudflare";
import { type MockOptions, mockProvider } from "hookwright/msw";
import { type SetupServer, setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { responseSchemasOf } from "../support/api-schemas.ts";
import { openServer, type Served } from "../support/serve.ts";
import { thrownBy } from "../support/thrown.ts";

const ZONE = "023e105f4ecef8ad9ca31a8372d0c353";
const BASE = "https://api.cloudflare.com/client/v4";

// msw 3 renamed the option; the old name is ignored there in silence, so a test below looks whether it works.
const REFUSE_THE_REST = { onUnhandledRequest: "error", onUnhandledFrame: "error" } as const;

const server: SetupServer = setupServer();
beforeAll(() => server.listen(REFUSE_THE_REST));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** A mock that answers, the provider's SDK, and what a receiver got. */
const start = (options: MockOptions = {}) => {
  const events: { event: CloudflareEvent; secret: string | null }[] = [];
  const receive: FetchFunction = async (request) => {
    events.push({ event: (await request.json()) as CloudflareEvent, secret: request.headers.get("cf-webhook-auth") });
    return new Response(null, { status: 204 });
  };
  const api = mockProvider(cloudflare, { secret: "s3cret", deliverTo: receive, ...options });
  server.use(...api.handlers);
  const client = new Cloudflare({ apiToken: "x", maxRetries: 0 });
  const create = (hostname = "shop.acme.com") => client.customHostnames.create({ zone_id: ZONE, hostname });
  const get = (id: string) => client.customHostnames.get(id, { zone_id: ZONE });
  const types = () =>
    events.map(({ event }) => event.metadata.event.type.replace("ssl.custom_hostname_certificate.", ""));
  return { api, client, create, get, events, types };
};

const request = (method: string, path: string, body?: string, authorization = "Bearer x"): Promise<Response> =>
  fetch(BASE + path, {
    method,
    headers: { authorization, "content-type": "application/json" },
    ...(body !== undefined && { body }),
  });

it("a custom hostname is created, and read again", async () => {
  const { create, get, api } = start();
  const created = await create();
  expect(created).toMatchObject({
    hostname: "shop.acme.com",
    ssl: { status: "initializing" },
    created_at: "2026-01-01T00:00:00.000Z",
  });
  const { id, hostname, created_at, status } = created;
  expect(await get(id)).toMatchObject({ id, hostname, created_at, status, ssl: { status: "pending_validation" } });
  expect(api.resources).toMatchObject([
    { status: "pending_validation", subject: { id: created.id, hostname: "shop.acme.com", zoneId: ZONE } },
  ]);
});

it("the list is paged, and the SDK walks through 45 custom hostnames", async () => {
  const { create, client } = start();
  for (let i = 0; i < 45; i++) await create(`shop-${i}.acme.com`);
  const names: string[] = [];
  for await (const { hostname } of client.customHostnames.list({ zone_id: ZONE })) names.push(hostname);
  expect(names).toEqual(Array.from({ length: 45 }, (_, i) => `shop-${i}.acme.com`));
  const page = await client.customHostnames.list({ zone_id: ZONE, page: 2, per_page: 30 } as never);
  expect(page.result).toHaveLength(15);
  expect(page.result_info).toMatchObject({ page: 2, per_page: 30 });
});

it("the list has the custom hostnames of its zone only", async () => {
  const { create, client } = start();
  await create();
  const other = await client.customHostnames.list({ zone_id: "f".repeat(32) });
  expect(other.result).toEqual([]);
});

it("a second custom hostname of that name is a ConflictError with code 1406", async () => {
  const { create } = start();
  await create();
  const error = await create().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConflictError);
  expect((error as ConflictError).errors).toMatchObject([{ code: 1406 }]);
});

it("getting an unknown id is a NotFoundError", async () => {
  const { get } = start();
  await expect(get("0d89c70d-ad9f-4843-b99f-6cc0252067e9")).rejects.toBeInstanceOf(NotFoundError);
});

it("time lets the issuance happen: its events arrive with the secret, and the API's status follows", async () => {
  const { api, create, get, events, types } = start();
  const { id } = await create();
  const exchanges = await api.advance({ days: 1 });
  expect(types()).toEqual(["validation.succeeded", "issuance.succeeded", "deployment.succeeded"]);
  expect(new Set(events.map(({ secret }) => secret))).toEqual(new Set(["s3cret"]));
  expect(new Set(events.map(({ event }) => event.data.id))).toEqual(new Set([id]));
  expect(new Set(events.map(({ event }) => event.data.hostname))).toEqual(new Set(["shop.acme.com"]));
  expect(exchanges.map(({ response }) => response?.status)).toEqual([204, 204, 204]);
  expect(api.exchanges).toEqual(exchanges);
  expect((await get(id)).ssl).toMatchObject({ status: "active" });
  expect(api.now).toEqual(new Date("2026-01-02T00:00:00Z"));
});

it("events come one by one as time passes, and each advance returns its own", async () => {
  const { api, create, get, types } = start();
  const { id } = await create();
  expect(await api.advance({ seconds: 1 })).toEqual([]);
  expect(await api.advance({ seconds: 70 })).toHaveLength(1);
  expect(types()).toEqual(["validation.succeeded"]);
  expect((await get(id)).ssl).toMatchObject({ status: "pending_issuance" });
  expect(await api.advance({ days: 1 })).toHaveLength(2);
});

it("a receiver that asks the API while it handles an event sees the state after that event", async () => {
  const seen: unknown[] = [];
  const { create } = start();
  const inner = start({
    deliverTo: async (incoming: Request) => {
      const { data } = (await incoming.json()) as CloudflareEvent;
      seen.push([
        data.ssl.status,
        (await inner.get(data.id ?? "")).ssl?.status,
        inner.api.now.getTime() > Date.UTC(2026, 0, 1),
      ]);
      return new Response();
    },
  });
  await inner.create();
  await inner.api.advance({ days: 1 });
  expect(seen).toEqual(["pending_issuance", "pending_deployment", "active"].map((status) => [status, status, true]));
  expect(create).toBeTypeOf("function");
});

it("what a create sets, its events repeat", async () => {
  const { api, client, events } = start();
  await client.customHostnames.create({
    zone_id: ZONE,
    hostname: "shop.acme.com",
    ssl: { method: "txt", type: "dv" },
    custom_metadata: { tenant: "acme" },
    custom_origin_server: "origin.acme.com",
  } as never);
  await api.advance({ days: 1 });
  for (const { event } of events)
    expect(event.data).toMatchObject({ custom_metadata: { tenant: "acme" }, custom_origin_server: "origin.acme.com" });
  expect(events[0]?.event.data.ssl).toMatchObject({ method: "txt" });
});

it("plan chooses the lifecycle of the hostnames that match", async () => {
  const { api, create, types } = start();
  api.plan("validation-failure", ({ hostname }) => hostname === "bad.acme.com");
  await create("good.acme.com");
  await api.advance({ days: 1 });
  expect(types()).not.toContain("validation.failed");
  await create("bad.acme.com");
  await api.advance({ days: 1 });
  expect(types().slice(3)).toEqual([
    "validation.failed",
    "validation.failed",
    "validation.succeeded",
    "issuance.succeeded",
    "deployment.succeeded",
  ]);
});

it("a planned renewal comes 60 days after the issuance", async () => {
  const { api, create, types } = start();
  api.plan("renewal");
  await create();
  expect(await api.advance({ days: 59 })).toHaveLength(3);
  expect(await api.advance({ days: 2 })).toHaveLength(3);
  expect(types().slice(3)).toEqual([
    "renewal.upcoming_certificate_expiration_notification",
    "renewal.succeeded",
    "deployment.succeeded",
  ]);
});

it("a delete drops what was to come, and deletion.succeeded arrives", async () => {
  const { api, client, create, get, types } = start();
  const { id } = await create();
  await api.advance({ seconds: 70 });
  expect(await client.customHostnames.delete(id, { zone_id: ZONE })).toEqual({ id });
  expect((await get(id)).ssl).toMatchObject({ status: "pending_deletion" });
  await api.advance({ days: 1 });
  expect(types()).toEqual(["validation.succeeded", "deletion.succeeded"]);
  await expect(get(id)).rejects.toBeInstanceOf(NotFoundError);
});

it("a deleted hostname can be created again, under a new id", async () => {
  const { api, client, create } = start();
  const { id } = await create();
  await client.customHostnames.delete(id, { zone_id: ZONE });
  await api.advance({ days: 1 });
  expect((await create()).id).not.toBe(id);
});

it("a hostname deleted twice emits one deletion", async () => {
  const { api, client, create, types } = start();
  const { id } = await create();
  for (let i = 0; i < 2; i++) await client.customHostnames.delete(id, { zone_id: ZONE });
  await api.advance({ days: 1 });
  expect(types()).toEqual(["deletion.succeeded"]);
});

it.each([
  {
    call: "create",
    method: "POST",
    path: `/zones/${ZONE}/custom_hostnames`,
    body: '{"hostname":"new.acme.com"}',
    status: 200,
    schema: "CloudflareCustomHostnameResponse",
  },
  {
    call: "create with everything",
    method: "POST",
    path: `/zones/${ZONE}/custom_hostnames`,
    body: '{"hostname":"new.acme.com","ssl":{"method":"http","type":"dv","settings":{"http2":"on"}},"custom_metadata":{"a":"b"},"custom_origin_server":"o.acme.com"}',
    status: 200,
    schema: "CloudflareCustomHostnameResponse",
  },
  {
    call: "get",
    method: "GET",
    path: `/zones/${ZONE}/custom_hostnames/{id}`,
    status: 200,
    schema: "CloudflareCustomHostnameResponse",
  },
  {
    call: "list",
    method: "GET",
    path: `/zones/${ZONE}/custom_hostnames`,
    status: 200,
    schema: "CloudflareCustomHostnamesResponse",
  },
  {
    call: "list past the end",
    method: "GET",
    path: `/zones/${ZONE}/custom_hostnames?page=9`,
    status: 200,
    schema: "CloudflareCustomHostnamesResponse",
  },
  {
    call: "delete",
    method: "DELETE",
    path: `/zones/${ZONE}/custom_hostnames/{id}`,
    status: 200,
    schema: "CloudflareDeletedCustomHostnameResponse",
  },
  {
    call: "create of a duplicate",
    method: "POST",
    path: `/zones/${ZONE}/custom_hostnames`,
    body: '{"hostname":"shop.acme.com"}',
    status: 409,
    schema: "CloudflareErrorResponse",
  },
  {
    call: "create without a name",
    method: "POST",
    path: `/zones/${ZONE}/custom_hostnames`,
    body: "{}",
    status: 400,
    schema: "CloudflareErrorResponse",
  },
  {
    call: "create with broken JSON",
    method: "POST",
    path: `/zones/${ZONE}/custom_hostnames`,
    body: "{",
    status: 400,
    schema: "CloudflareErrorResponse",
  },
  {
    call: "get of an unknown id",
    method: "GET",
    path: `/zones/${ZONE}/custom_hostnames/0d89c70d-ad9f-4843-b99f-6cc0252067e9`,
    status: 404,
    schema: "CloudflareErrorResponse",
  },
  {
    call: "delete of an unknown id",
    method: "DELETE",
    path: `/zones/${ZONE}/custom_hostnames/0d89c70d-ad9f-4843-b99f-6cc0252067e9`,
    status: 404,
    schema: "CloudflareErrorResponse",
  },
])(
  "the answer to a $call has status $status and is a valid $schema",
  async ({ method, path, body, status, schema }) => {
    const { create } = start();
    const { id } = await create();
    const response = await request(method, path.replace("{id}", id), body);
    expect(response.status).toBe(status);
    expect(responseSchemasOf(await response.json())).toContain(schema);
  },
);

it("a call without credentials is refused", async () => {
  start();
  const response = await request("GET", `/zones/${ZONE}/custom_hostnames`, undefined, "");
  expect(response.status).toBe(400);
  expect(responseSchemasOf(await response.json())).toEqual(["CloudflareErrorResponse"]);
});

it("an unknown route answers 501, says which are known, and is remembered", async () => {
  const { api } = start();
  const response = await request("GET", "/zones");
  expect(response.status).toBe(501);
  expect(await response.json()).toMatchObject({
    method: "GET",
    routes: expect.arrayContaining(["GET /zones/:zone_id/custom_hostnames"]),
  });
  expect(api.unhandled).toEqual([{ method: "GET", url: `${BASE}/zones` }]);
});

it("two mocks share nothing", async () => {
  const one = start();
  const created = await one.create();
  const other = start(); // its handlers come first
  expect(other.api.resources).toEqual([]);
  await expect(other.get(created.id)).rejects.toBeInstanceOf(NotFoundError);
  await other.api.advance({ days: 1 });
  expect([one.events, other.events]).toEqual([[], []]);
  expect(one.api.now).toEqual(new Date("2026-01-01T00:00:00Z"));
});

it("two mocks with one seed give the same ids, another seed gives others", async () => {
  const ids = [];
  for (const seed of [7, 7, 8]) ids.push((await start({ seed }).create()).id);
  expect(ids[0]).toBe(ids[1]);
  expect(ids[0]).not.toBe(ids[2]);
});

it("reset forgets resources, plans, exchanges and what was to come, and sets the clock back", async () => {
  const { api, create, types } = start();
  api.plan("validation-failure");
  const { id } = await create();
  await api.advance({ seconds: 90 });
  await request("GET", "/zones");
  api.reset();
  expect([api.resources, api.exchanges, api.unhandled]).toEqual([[], [], []]);
  expect(api.now).toEqual(new Date("2026-01-01T00:00:00Z"));
  const before = types().length;
  await api.advance({ days: 1 });
  expect(types()).toHaveLength(before);
  expect((await create()).id).toBe(id);
  await api.advance({ days: 1 });
  expect(types().slice(before)).toEqual(["validation.succeeded", "issuance.succeeded", "deployment.succeeded"]);
});

it("a receiver that fails changes nothing for the mock: the exchange says so", async () => {
  const { api, create, get } = start({
    deliverTo: () => {
      throw new Error("down");
    },
  });
  const { id } = await create();
  const exchanges = await api.advance({ days: 1 });
  expect(exchanges.map(({ error }) => error?.code)).toEqual(["threw", "threw", "threw"]);
  expect((await get(id)).ssl).toMatchObject({ status: "active" });
});

it("without deliverTo the status still follows, and nothing is sent", async () => {
  const api = mockProvider(cloudflare);
  server.use(...api.handlers);
  const client = new Cloudflare({ apiToken: "x", maxRetries: 0 });
  await client.customHostnames.create({ zone_id: ZONE, hostname: "shop.acme.com" });
  expect(await api.advance({ days: 1 })).toEqual([]);
  expect(api.resources.map(({ status }) => status)).toEqual(["active"]);
});

it("an advance that a receiver asks for is refused as busy", async () => {
  let code = "";
  const { api, create } = start({
    deliverTo: async () => {
      code = (await thrownBy(() => api.advance({ seconds: 1 }))).code;
      return new Response();
    },
  });
  await create();
  await api.advance({ days: 1 });
  expect(code).toBe("busy");
});

it("the clock starts where start says, and the events bear its times", async () => {
  const { api, create, events } = start({ start: "2030-05-06T07:08:09Z" });
  expect((await create()).created_at).toBe("2030-05-06T07:08:09.000Z");
  await api.advance({ days: 1 });
  for (const { event } of events) expect(event.metadata.event.created_at).toMatch(/^2030-05-06T07:/);
});

it("an envelope wraps the webhooks", async () => {
  const { api, create, events } = start({ envelope: "notification" });
  await create();
  await api.advance({ days: 1 });
  expect(events[0]?.event).toMatchObject({
    alert_type: expect.any(String),
    data: { metadata: { event: { type: "ssl.custom_hostname_certificate.validation.succeeded" } } },
  });
});

it("a plan of an unknown lifecycle is refused with the known ones, nearest first", async () => {
  const error = await thrownBy(() => mockProvider(cloudflare).plan("isuance" as "issuance"));
  expect(error.code).toBe("unknown-name");
  expect(error.message).toContain('"isuance". Known, nearest first: issuance,');
});

it("a provider without an API has the clock and its webhooks: a plan begins a lifecycle", async () => {
  const tokens: (string | null)[] = [];
  const api = mockProvider(Object.assign(Object.create(cloud66) as typeof cloud66, { name: "unmocked" }), {
    secret: "s3cret",
    deliverTo: ({ url }: Request) => {
      tokens.push(new URL(url).searchParams.get("token"));
      return new Response();
    },
  });
  expect(api.handlers).toEqual([]);
  api.plan("install");
  expect(api.resources.map(({ status }) => status)).toEqual(["installing"]);
  const exchanges = await api.advance({ hours: 1 });
  expect(exchanges.map(({ delivery }) => delivery.eventType)).toEqual(["ssl_certificate.install.ok"]);
  expect(tokens).toEqual(["s3cret"]);
  expect(api.resources.map(({ status }) => status)).toEqual(["installed"]);
  api.plan("install-failure");
  expect(await api.advance({ hours: 1 })).toHaveLength(3);
  expect(new Set(api.resources.map(({ subject }) => subject.stackId)).size).toBe(2);
});

const withServer = async (use: (served: Served, count: () => number) => Promise<void>): Promise<void> => {
  let requests = 0;
  const served = await openServer((_, response) => {
    requests++;
    response.writeHead(204).end();
  });
  try {
    await use(served, () => requests);
  } finally {
    await served.close();
  }
};

it("a delivery to a URL gets through while msw refuses everything that it does not know", async () => {
  await withServer(async ({ origin }, count) => {
    await expect(fetch(origin)).rejects.toThrow(); // an ordinary fetch is refused, or this test would show nothing
    expect(count()).toBe(0);
    const exchanges = await deliver(buildLifecycle(cloudflare, "issuance"), origin);
    expect(exchanges.map(({ response }) => response?.status)).toEqual([204, 204, 204]);
    expect(count()).toBe(3);
  });
});

it("so do a mock's webhooks", async () => {
  await withServer(async ({ origin }, count) => {
    const { api, create } = start({ deliverTo: origin });
    await create();
    const exchanges = await api.advance({ days: 1 });
    expect(exchanges.map(({ response }) => response?.status)).toEqual([204, 204, 204]);
    expect(count()).toBe(3);
  });
});

it("a receiver in this process sees the URL that the mock was given, and a destination its own", async () => {
  const urls: string[] = [];
  const receive: FetchFunction = ({ url }) => {
    urls.push(url);
    return new Response(null, { status: 204 });
  };
  const url = "https://shop.acme.com/webhooks/cloudflare";
  const { client, api, create } = start({ deliverTo: receive, url, destinations: () => receive });
  const account = { account_id: "01a7362d577a6c3019a474fd6f485823", name: "hooks" };
  for (const path of ["a", "b"]) {
    const { id } = await client.alerting.destinations.webhooks.create({ ...account, url: `https://acme.com/${path}` });
    const mechanisms = { webhooks: [{ id: id ?? "" }] };
    const policy = { alert_type: "custom_ssl_certificate_event_type", enabled: true, mechanisms } as const;
    await client.alerting.policies.create({ ...account, ...policy });
  }
  expect(urls.splice(0)).toEqual(["https://acme.com/a", "https://acme.com/b"]); // the test messages
  await create();
  await api.advance({ minutes: 2 });
  expect(urls.toSorted()).toEqual(["https://acme.com/a", "https://acme.com/b", url]);
});

it("a URL that is none is refused", async () => {
  const { api, create } = start({ url: "webhooks" });
  await create();
  await expect(api.advance({ minutes: 2 })).rejects.toMatchObject({ code: "invalid-option" });
});
