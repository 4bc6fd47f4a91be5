import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FetchFunction } from "hookwright";
import cloud66, { type Cloud66Event } from "hookwright/cloud66";
import { type MockOptions, mockProvider } from "hookwright/msw";
import { type SetupServer, setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type ApiSchemas, apiSchemas } from "../support/response-schemas.ts";

const STACK = "5999b763474b0eafa5fafb64bff0ba80";
const BASE = "https://app.cloud66.com/api/3";
const PEM = "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----";

const server: SetupServer = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "error", onUnhandledFrame: "error" } as never));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const schemas: ApiSchemas = apiSchemas("cloud66");

interface Certificate {
  uuid: string;
  name: string;
  server_names: string;
  status: number;
  [field: string]: unknown;
}

/** A mock that answers, its calls (every answer is held to its schema), and what a receiver got. */
const start = (options: MockOptions = {}, suffix = ".json") => {
  const events: Cloud66Event[] = [];
  const receive: FetchFunction = async (request) => {
    events.push((await request.json()) as Cloud66Event);
    return new Response(null, { status: 204 });
  };
  const api = mockProvider(cloud66, { deliverTo: receive, ...options });
  server.use(...api.handlers);
  const call = async (method: string, path: string, body?: unknown, authorization = "Bearer x") => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const response = await fetch(BASE + path, { method, headers: { authorization }, ...(text && { body: text }) });
    const answer = await response.json();
    const [schema] = schemas.responses(answer);
    expect(schema).toBeDefined();
    return { status: response.status, schema, body: answer };
  };
  const path = (uuid?: string, stack = STACK) =>
    `/stacks/${stack}/ssl_certificates${uuid === undefined ? "" : `/${uuid}`}${suffix}`;
  const create = async (certificate: object = {}, stack = STACK): Promise<Certificate> => {
    const wrapped = { ssl_certificate: { type: "lets_encrypt", server_names: "shop.acme.com", ...certificate } };
    return (await call("POST", path(undefined, stack), wrapped)).body.response;
  };
  const get = async (uuid: string): Promise<Certificate> => (await call("GET", path(uuid))).body.response;
  const update = async (uuid: string, certificate: object): Promise<Certificate> =>
    (await call("PUT", path(uuid), { ssl_certificate: certificate })).body.response;
  const types = () => events.map(({ event_type }) => event_type.replace("ssl_certificate.", ""));
  return { api, call, path, create, get, update, events, types };
};

it.each([".json", ""])(
  "a certificate is created, read, listed and deleted through paths that end in '%s'",
  async (suffix) => {
    const { call, path, create, get } = start({}, suffix);
    const created = await create();
    expect(created).toMatchObject({ server_names: "shop.acme.com", type: "lets_encrypt", status: 0, wildcard: false });
    expect(await get(created.uuid)).toEqual({ ...created, status: 1 });
    const list = await call("GET", path());
    expect(list.body).toEqual({
      response: [{ ...created, status: 1 }],
      count: 1,
      pagination: { current: 1, next: null, prev: null, previous: null, count: 1, pages: 1 },
    });
    const removed = await call("DELETE", path(created.uuid));
    expect(removed.body.response).toMatchObject({ uuid: created.uuid, status: 4 });
    expect((await call("GET", path(created.uuid))).status).toBe(404);
    expect((await call("GET", path())).body.response).toEqual([]);
  },
);

it("a certificate has every field of its schema, and no other", async () => {
  const { create } = start();
  const file = fileURLToPath(new URL("../../schemas/cloud66/api/ssl-certificate.schema.json", import.meta.url));
  const { properties } = JSON.parse(readFileSync(file, "utf8")) as { properties: object };
  expect(Object.keys(await create()).sort()).toEqual(Object.keys(properties).sort());
});

it("creating begins the installation: its webhook comes in its time, and the API agrees with it", async () => {
  const { api, create, get, events } = start();
  const { uuid, name } = await create();
  await api.advance({ minutes: 10 });
  const [event] = events;
  expect(event).toMatchObject({
    event_type: "ssl_certificate.install.ok",
    ssl_certificate: { name, server_names: "shop.acme.com", lets_encrypt: true },
  });
  const certificate = await get(uuid);
  expect(certificate).toMatchObject({ status: 3, sha256_fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(event?.ssl_certificate).toMatchObject({
    cert_expiry: certificate["expires_at"],
    updated_at: certificate["updated_at"],
  });
});

it("what is installed is renewed in its time, again and again", async () => {
  const { api, create, get, types } = start();
  const { uuid } = await create();
  await api.advance({ days: 130 });
  expect(types()).toEqual(["install.ok", "expire.soon", "install.ok", "expire.soon", "install.ok"]);
  expect(Date.parse(String((await get(uuid))["expires_at"]))).toBeGreaterThan(api.now.getTime());
});

it("a failed installation is status 2, without an end", async () => {
  const { api, create, get, types } = start();
  api.plan("install-failure");
  const { uuid } = await create();
  await api.advance({ minutes: 2 });
  expect(types()).toEqual(["install.fail"]);
  expect(await get(uuid)).toMatchObject({ status: 2, expires_at: null, sha256_fingerprint: null });
});

it("webhooks name the stack by a number of its own, the same for each of its certificates", async () => {
  const { api, create, events } = start();
  await create();
  await create({ server_names: "other.acme.com" });
  await create({}, "f".repeat(32));
  await api.advance({ hours: 1 });
  const ids = new Map(events.map(({ ssl_certificate: { name, stack_id } }) => [name, stack_id]));
  const [first, second, third] = api.resources.map(({ subject }) => ids.get(subject.name));
  expect([first, second, third].every(Number.isInteger)).toBe(true);
  expect(first).toBe(second);
  expect(third).not.toBe(first);
});

it("the certificates of another stack are neither listed nor found", async () => {
  const { call, path, create } = start();
  const { uuid } = await create();
  const other = "f".repeat(32);
  expect((await call("GET", path(undefined, other))).body).toMatchObject({ response: [], count: 0 });
  expect((await call("GET", path(uuid, other))).status).toBe(404);
});

it("a list is paged, with prev and previous, and empty past its end", async () => {
  const { call, path, create } = start();
  for (let i = 0; i < 61; i++) await create({ server_names: `shop-${i}.acme.com` });
  const pages = await Promise.all(["", "?page=2", "?page=3", "?page=4"].map((query) => call("GET", path() + query)));
  expect(pages.map(({ body }) => [body.response.length, body.count])).toEqual([
    [30, 30],
    [30, 30],
    [1, 1],
    [0, 0],
  ]);
  expect(pages.map(({ body }) => body.pagination)).toEqual([
    { current: 1, next: 2, prev: null, previous: null, count: 61, pages: 3 },
    { current: 2, next: 3, prev: 1, previous: 1, count: 61, pages: 3 },
    { current: 3, next: null, prev: 2, previous: 2, count: 61, pages: 3 },
    { current: 4, next: null, prev: 3, previous: 3, count: 61, pages: 3 },
  ]);
});

it("what a create sets is shown and repeated in webhooks, but for keys and certificates", async () => {
  const { api, create, get, events } = start();
  const { uuid } = await create({
    type: "manual",
    name: "Shop",
    server_names: "*.acme.com,acme.com",
    ssl_termination: false,
    certificate: PEM,
    key: PEM,
    server_group_id: 7,
  });
  expect(await get(uuid)).toMatchObject({
    type: "manual",
    name: "Shop",
    server_names: "*.acme.com,acme.com",
    ssl_termination: false,
    wildcard: true,
    certificate: null,
    key: null,
    intermediate_certificate: null,
    has_intermediate_cert: false,
    server_group_id: 7,
  });
  await api.advance({ hours: 1 });
  expect(events[0]?.ssl_certificate).toMatchObject({
    name: "Shop",
    server_names: "*.acme.com,acme.com",
    lets_encrypt: false,
    ssl_termination: false,
    has_intermediate_cert: false,
  });
  expect(JSON.stringify([events, api.resources])).not.toContain("BEGIN");
});

it("the whole struct that the vendor's client sends is taken, with its unset fields", async () => {
  const { create } = start();
  const created = await create({
    uuid: "",
    name: "",
    server_group_id: 0,
    sha256_fingerprint: null,
    ca_name: null,
    wildcard: false,
    ssl_termination: true,
    has_intermediate_cert: false,
    certificate: null,
    key: null,
    status: 0,
    intermediate_certificate: null,
    created_at: "0001-01-01T00:00:00Z",
    updated_at: "0001-01-01T00:00:00Z",
    expires_at: null,
    dns_provider_uuid: null,
  });
  expect(created.name).not.toBe("");
  expect(created["created_at"]).toBe("2026-01-01T00:00:00Z");
});

it("another certificate is installed again, and its webhooks have what the update set", async () => {
  const { api, create, update, get, events, types } = start();
  const { uuid } = await create();
  await api.advance({ hours: 1 });
  const updated = await update(uuid, { server_names: "shop.acme.com,www.acme.com", ssl_termination: false });
  expect(updated).toMatchObject({ uuid, status: 1, server_names: "shop.acme.com,www.acme.com", expires_at: null });
  await api.advance({ hours: 1 });
  expect(types()).toEqual(["install.ok", "install.ok"]);
  expect(events[1]?.ssl_certificate).toMatchObject({
    server_names: "shop.acme.com,www.acme.com",
    ssl_termination: false,
  });
  expect(await get(uuid)).toMatchObject({ status: 3, server_names: "shop.acme.com,www.acme.com" });
});

it.each(["certificate", "key", "intermediate_certificate"])("a new %s is installed again", async (field) => {
  const { api, create, update, types } = start();
  const { uuid } = await create({ type: "manual", certificate: PEM, key: PEM });
  await api.advance({ hours: 1 });
  expect(await update(uuid, { [field]: PEM })).toMatchObject({ status: 1, [field]: null });
  await api.advance({ hours: 1 });
  expect(types()).toEqual(["install.ok", "install.ok"]);
});

it("a failed certificate is tried again by an update of it", async () => {
  const { api, create, update, types } = start();
  api.plan(["ssl_certificate.install.fail"]);
  const { uuid } = await create();
  await api.advance({ hours: 1 });
  expect(types()).toEqual(["install.fail"]);
  api.plan("install");
  await update(uuid, { server_names: "www.acme.com" });
  await api.advance({ hours: 1 });
  expect(types()).toEqual(["install.fail", "install.ok"]);
});

it("an update of anything else installs nothing: the later webhooks have it", async () => {
  const { api, create, update, get, events, types } = start();
  api.plan("renewal");
  const { uuid, updated_at } = await create();
  await api.advance({ hours: 1 });
  const before = await get(uuid);
  const updated = await update(uuid, { name: "Shop", ssl_termination: false });
  expect(updated).toMatchObject({ name: "Shop", status: 3, expires_at: before["expires_at"], ssl_termination: false });
  expect(updated["updated_at"]).not.toBe(updated_at);
  await api.advance({ days: 60, hours: 2 });
  expect(types()).toEqual(["install.ok", "expire.soon"]);
  expect(events[1]?.ssl_certificate).toMatchObject({ name: "Shop", ssl_termination: false });
  expect(await get(uuid)).toMatchObject({ name: "Shop" });
});

it("an update while the certificate is being installed is taken into that installation", async () => {
  const { api, create, update, events } = start();
  const { uuid } = await create();
  await update(uuid, { server_names: "www.acme.com" });
  await api.advance({ hours: 1 });
  expect(events.map(({ ssl_certificate }) => ssl_certificate.server_names)).toEqual(["www.acme.com"]);
});

it("fields that are absent, null or empty stay as they were", async () => {
  const { create, get, update } = start();
  const { uuid } = await create({ name: "Shop", server_group_id: 7 });
  const before = await get(uuid);
  expect(await update(uuid, { name: "", server_names: "", server_group_id: null })).toEqual(before);
});

it("a shown subject is found in its stack, in that state", async () => {
  const { api, call } = start();
  api.show({ stackId: 4711, name: "Shop", serverNames: "shop.acme.com" }, "failed");
  const path = (uid: string) => `/stacks/${uid}/ssl_certificates.json`;
  const { body } = await call("GET", path("00000000000000000000000000001267"));
  expect(body.response).toMatchObject([{ name: "Shop", server_names: "shop.acme.com", status: 2 }]);
  api.show({ stackId: 4711, name: "Shop", serverNames: "shop.acme.com" }, "installed");
  expect((await call("GET", path("00000000000000000000000000001267"))).body.response).toMatchObject([
    { uuid: body.response[0].uuid, status: 3, expires_at: "2026-04-01T00:00:00Z" },
  ]);
});

it("a subject that is shown as being removed is not found", async () => {
  const { api, call } = start();
  api.show({ stackId: 1, name: "Shop", serverNames: "shop.acme.com" }, "removing");
  const { body } = await call("GET", `/stacks/${"1".padStart(32, "0")}/ssl_certificates`);
  expect(body).toMatchObject({ response: [], count: 0 });
});

it("deleting is silent, and drops what was to come", async () => {
  const { api, call, path, create, types } = start();
  const early = await create();
  await call("DELETE", path(early.uuid));
  expect(await api.advance({ days: 1 })).toEqual([]);
  const late = await create();
  await api.advance({ days: 1 });
  await call("DELETE", path(late.uuid));
  await api.advance({ days: 100 });
  expect(types()).toEqual(["install.ok"]);
});

it.each([
  { what: "no credentials", authorization: "", status: 401, error: "unauthenticated" },
  { what: "other credentials than a bearer token", authorization: "Basic eDp5", status: 401, error: "unauthenticated" },
])("a call with $what is refused", async ({ authorization, status, error }) => {
  const { call, path } = start();
  const answer = await call("GET", path(), undefined, authorization);
  expect(answer).toMatchObject({ status, schema: "Cloud66ErrorResponse", body: { error } });
});

it.each(["GET", "PUT", "DELETE"])("%s of an unknown certificate is not found", async (method) => {
  const { call, path } = start();
  const body = method === "PUT" ? { ssl_certificate: {} } : undefined;
  const answer = await call(method, path("0d89c70d-ad9f-4843-b99f-6cc0252067e9"), body);
  expect(answer).toMatchObject({ status: 404, schema: "Cloud66ErrorResponse", body: { error: "not_found" } });
});

it("a uid that no stack can have is not found", async () => {
  const { call, path } = start();
  expect(await call("GET", path(undefined, "shop"))).toMatchObject({ status: 404, body: { error: "not_found" } });
});

const lets = { type: "lets_encrypt", server_names: "shop.acme.com" };

// Whether the schema of the request takes a body and whether the mock does is the same, hostnames aside.
it.each<{ what: string; body: unknown; status: number }>([
  { what: "names for Let's Encrypt", body: { ssl_certificate: lets }, status: 200 },
  {
    what: "a manual certificate and its key",
    body: { ssl_certificate: { type: "manual", certificate: PEM, key: PEM } },
    status: 200,
  },
  { what: "no wrapper", body: lets, status: 400 },
  { what: "a list", body: { ssl_certificate: [lets] }, status: 400 },
  { what: "no type", body: { ssl_certificate: { server_names: "shop.acme.com" } }, status: 400 },
  { what: "an unknown type", body: { ssl_certificate: { ...lets, type: "magic" } }, status: 400 },
  { what: "no names for Let's Encrypt", body: { ssl_certificate: { type: "lets_encrypt" } }, status: 400 },
  {
    what: "a manual certificate without its key",
    body: { ssl_certificate: { type: "manual", certificate: PEM } },
    status: 400,
  },
  { what: "a name that is a number", body: { ssl_certificate: { ...lets, name: 7 } }, status: 400 },
  { what: "termination in words", body: { ssl_certificate: { ...lets, ssl_termination: "on" } }, status: 400 },
  { what: "a server group in words", body: { ssl_certificate: { ...lets, server_group_id: "7" } }, status: 400 },
  { what: "no JSON object", body: "[]", status: 400 },
])("a create with $what has status $status", async ({ body, status }) => {
  const { call, path } = start();
  const answer = await call("POST", path(), body);
  expect(answer.status).toBe(status);
  expect(schemas.isValid("create-ssl-certificate.request", body)).toBe(status === 200);
  if (status === 400) expect(answer).toMatchObject({ schema: "Cloud66ErrorResponse", body: { error: "bad_request" } });
});

it.each(["{", "type=lets_encrypt", ""])("a create whose body is %j is refused", async (body) => {
  const { call, path } = start();
  expect(await call("POST", path(), body)).toMatchObject({ status: 400, body: { error: "bad_request" } });
});

it.each(["localhost", "shop.acme.com,", "a b.com", "http://shop.acme.com", "münchen.de"])(
  "the server names %j are refused",
  async (server_names) => {
    const { call, path } = start();
    const answer = await call("POST", path(), { ssl_certificate: { ...lets, server_names } });
    expect(answer).toMatchObject({
      status: 400,
      body: { details: "server_names must be hostnames, joined by commas." },
    });
  },
);

it("two mocks of one seed draw the same uuids, and share nothing", async () => {
  const first = await start().create();
  const other = start();
  expect(other.api.resources).toEqual([]);
  expect((await other.create()).uuid).toBe(first.uuid);
  expect((await other.create()).uuid).not.toBe(first.uuid);
});
