import https from "node:https"; // as a whole: msw cannot replace what is imported by name
import axios, { type AxiosError } from "axios";
import Cloudflare, { BadRequestError, ConflictError, NotFoundError } from "cloudflare";
import { expect, it } from "vitest";
import { BASE, call, HOSTNAMES, openMocks, startMock, ZONE } from "../../support/cloudflare-mock.ts";

const { server } = openMocks();

const list = async (query: string): Promise<{ hostname: string }[]> => {
  const response = await call("GET", `${HOSTNAMES}?${query}`);
  return ((await response.json()) as { result: { hostname: string }[] }).result;
};

it("the SDK walks through 2,345 custom hostnames, each once", async () => {
  const { api, client } = startMock(server);
  const names = Array.from({ length: 2345 }, (_, i) => `shop-${i}.acme.com`);
  for (const [i, hostname] of names.entries())
    api.show({ hostname, zoneId: ZONE, id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}` }, "active");
  for (const per_page of [20, 1000]) {
    const seen: string[] = [];
    for await (const { hostname } of client.customHostnames.list({ zone_id: ZONE, per_page } as never))
      seen.push(hostname);
    expect(seen).toEqual(names);
  }
});

it("a page past the end is empty, and total_count leaves filters aside", async () => {
  const { create } = startMock(server);
  for (let i = 0; i < 7; i++) await create(`shop-${i}.acme.com`);
  const response = await call("GET", `${HOSTNAMES}?per_page=5&page=3&hostname.contain=shop-1`);
  expect(await response.json()).toMatchObject({
    result: [],
    result_info: { page: 3, per_page: 5, count: 0, total_count: 7, total_pages: 1 },
  });
});

it.each([
  ["hostname=b.acme.com", ["b.acme.com"]],
  ["hostname.exact=B.acme.com", ["b.acme.com"]],
  ["hostname.startsWith=a.", ["a.acme.com"]],
  ["hostname.contain=acme", ["a.acme.com", "b.acme.com"]],
  ["ssl_status=active", ["a.acme.com"]],
  ["hostname_status=pending", ["b.acme.com", "c.other.com"]],
  ["certificate_authority=lets_encrypt", ["b.acme.com"]],
  ["wildcard=true", ["b.acme.com"]],
  ["custom_origin_server=origin.acme.com", ["c.other.com"]],
  ["ssl=1", ["a.acme.com", "b.acme.com", "c.other.com"]],
  ["order=ssl_status&direction=desc", ["c.other.com", "b.acme.com", "a.acme.com"]],
  ["order=ssl_status&direction=asc", ["a.acme.com", "b.acme.com", "c.other.com"]],
  ["direction=desc&per_page=5", ["c.other.com", "b.acme.com", "a.acme.com"]],
  ["hostname.startsWith=b&ssl_status=active", []],
])("a list by %s has %j", async (query, names) => {
  const { api, client, create } = startMock(server);
  await create("a.acme.com");
  await api.advance({ days: 1 });
  await client.customHostnames.create({
    zone_id: ZONE,
    hostname: "b.acme.com",
    ssl: { method: "txt", type: "dv", certificate_authority: "lets_encrypt", wildcard: true },
  });
  await client.customHostnames.create({
    zone_id: ZONE,
    hostname: "c.other.com",
    custom_origin_server: "origin.acme.com",
  } as never);
  expect((await list(query)).map(({ hostname }) => hostname)).toEqual(names);
});

it("a list by id has the one", async () => {
  const { create } = startMock(server);
  await create("a.acme.com");
  const { id } = await create("b.acme.com");
  expect(await list(`id=${id}`)).toMatchObject([{ id, hostname: "b.acme.com" }]);
});

it("the reference page's statuses are the default, and an option picks the other page's", async () => {
  for (const [statuses, wanted] of [
    [undefined, [200, 200]],
    ["status-codes-page", [201, 202]],
  ] as const) {
    startMock(server, statuses === undefined ? {} : { statuses });
    const created = await call("POST", HOSTNAMES, { hostname: "shop.acme.com" });
    const { result } = (await created.json()) as { result: { id: string } };
    const edited = await call("PATCH", `${HOSTNAMES}/${result.id}`, {});
    expect([created.status, edited.status]).toEqual(wanted);
  }
});

it("a source of statuses that does not exist is refused with those that do", () => {
  expect(() => startMock(server, { statuses: "status-page" })).toThrow("Known, nearest first: status-codes-page");
});

it("while it is validated, a custom hostname shows how, by the method that was asked for", async () => {
  const { client, get } = startMock(server);
  const records = [];
  for (const method of ["http", "txt", "email"] as const) {
    const hostname = `*.${method}.acme.com`;
    const { id, ssl } = await client.customHostnames.create({ zone_id: ZONE, hostname, ssl: { method, type: "dv" } });
    expect(ssl).not.toHaveProperty("validation_records"); // a create answers without them
    records.push((await get(id)).ssl?.validation_records?.[0]);
  }
  expect(records).toEqual([
    {
      status: "pending",
      http_url: expect.stringMatching(
        /^http:\/\/http\.acme\.com\/\.well-known\/pki-validation\/ca3-[0-9a-f]{32}\.txt$/,
      ),
      http_body: expect.stringMatching(/^ca3-[0-9a-f]{32}$/),
    },
    { status: "pending", txt_name: "_acme-challenge.txt.acme.com", txt_value: expect.stringMatching(/^[0-9a-f]{32}$/) },
    { status: "pending", emails: expect.arrayContaining(["admin@email.acme.com"]) },
  ]);
});

it("until it is active, a custom hostname shows why it is not, and how to verify it", async () => {
  const { api, create, get } = startMock(server);
  const { id } = await create();
  const pending = await get(id);
  expect(pending).toMatchObject({
    status: "pending",
    verification_errors: [expect.stringContaining("ownership verification token was not found")],
    ownership_verification: { name: "_cf-custom-hostname.shop.acme.com", type: "txt" },
    ownership_verification_http: {
      http_url: `http://shop.acme.com/.well-known/cf-custom-hostname-challenge/${id}`,
      http_body: pending.ownership_verification?.value,
    },
  });
  await api.advance({ days: 1 });
  const active = await get(id);
  expect(active.status).toBe("active");
  expect(active).not.toHaveProperty("verification_errors");
});

it("after a failed validation the API has the errors of the event", async () => {
  const { api, create, get, received } = startMock(server);
  api.plan("validation-failure");
  const { id } = await create();
  await api.advance({ seconds: 70 });
  const errors = received[0]?.event.data.ssl as { validation_errors?: object[] };
  expect(errors.validation_errors).toHaveLength(1);
  expect((await get(id)).ssl?.validation_errors).toEqual(errors.validation_errors);
});

it("the same ssl validates now, and what follows comes as long after it", async () => {
  const { api, client, create, received, types } = startMock(server);
  api.plan("validation-failure");
  const { id } = await create();
  await api.advance({ seconds: 10 });
  await client.customHostnames.edit(id, { zone_id: ZONE, ssl: { method: "http", type: "dv" } });
  await api.advance({ seconds: 2 });
  expect(types()).toEqual(["validation.failed"]);
  await api.advance({ seconds: 30 });
  await client.customHostnames.edit(id, { zone_id: ZONE, ssl: { method: "http", type: "dv" } });
  await api.advance({ seconds: 2 });
  expect(types()).toEqual(["validation.failed", "validation.failed"]);
  await api.advance({ hours: 1 });
  expect(types().slice(2)).toEqual(["validation.succeeded", "issuance.succeeded", "deployment.succeeded"]);
  expect(new Set(received.map(({ event }) => event.data.ssl.id)).size).toBe(1);
});

it("the same ssl does not hurry an active certificate's renewal", async () => {
  const { api, client, create } = startMock(server);
  const { id } = await create();
  await api.advance({ days: 1 });
  await client.customHostnames.edit(id, { zone_id: ZONE, ssl: { method: "http", type: "dv" } });
  expect(await api.advance({ days: 50 })).toEqual([]);
});

it("another ssl replaces the certificate: a new id, issued anew, and the old one's deletion is an orphan", async () => {
  const { api, client, create, get, received } = startMock(server);
  const { id, ssl: first } = await create();
  await api.advance({ days: 1 });
  const edited = await client.customHostnames.edit(id, { zone_id: ZONE, ssl: { method: "txt", type: "dv" } });
  expect(edited).toMatchObject({ id, ssl: { status: "initializing", method: "txt" } });
  expect(edited.ssl?.id).not.toBe(first?.id);
  await api.advance({ days: 1 });
  const later = received.slice(3).map(({ event }) => event);
  const orphans = later.filter(({ data }) => data.ssl.id === first?.id);
  expect(orphans.map(({ metadata, data }) => [metadata.event.type, data.id, data.hostname])).toEqual([
    ["ssl.custom_hostname_certificate.deletion.succeeded", undefined, undefined],
  ]);
  const own = later.filter(({ data }) => data.ssl.id === edited.ssl?.id);
  expect(own.map(({ data }) => [data.id, data.ssl.status])).toEqual([
    [id, "pending_issuance"],
    [id, "pending_deployment"],
    [id, "active"],
  ]);
  expect(own.length + orphans.length).toBe(later.length);
  expect((await get(id)).ssl).toMatchObject({ id: edited.ssl?.id, status: "active" });
  const ids = received.map(({ event }) => event.metadata.event.id);
  expect(new Set(ids).size).toBe(ids.length);
});

it("a deletion of the hostname leaves the orphan of the certificate before to come", async () => {
  const { api, client, create, types } = startMock(server);
  const { id } = await create();
  await api.advance({ days: 1 });
  await client.customHostnames.edit(id, { zone_id: ZONE, ssl: { method: "txt", type: "dv" } });
  await client.customHostnames.delete(id, { zone_id: ZONE });
  await api.advance({ days: 1 });
  expect(types().slice(3)).toEqual(["deletion.succeeded", "deletion.succeeded"]);
});

it("TLS settings, metadata and origin change without touching the certificate, and later events have them", async () => {
  const { api, client, create, get, received } = startMock(server);
  const { id, ssl } = await create();
  await api.advance({ days: 1 });
  await client.customHostnames.edit(id, {
    zone_id: ZONE,
    custom_origin_server: "o.acme.com",
    custom_metadata: { tenant: "acme", vip: true },
    ssl: { method: "http", type: "dv", settings: { http2: "off", min_tls_version: "1.3" } },
  } as never);
  expect(await get(id)).toMatchObject({
    custom_origin_server: "o.acme.com",
    custom_metadata: { tenant: "acme", vip: "true" },
    ssl: { id: ssl?.id, status: "active", settings: { http2: "off", min_tls_version: "1.3" } },
  });
  await api.advance({ days: 61 });
  expect(received.at(-1)?.event.data).toMatchObject({
    id,
    custom_origin_server: "o.acme.com",
    custom_metadata: { tenant: "acme", vip: "true" },
    ssl: { settings: { http2: "off", min_tls_version: "1.3" } },
  });
});

it("a certificate that timed out is revived by the same ssl", async () => {
  const { api, client, create, get, types } = startMock(server);
  api.plan(["ssl.custom_hostname_certificate.validation.failed"]);
  const { id } = await create();
  await api.advance({ days: 13 });
  expect((await get(id)).ssl?.status).toBe("pending_validation");
  await api.advance({ days: 2 });
  expect(await get(id)).toMatchObject({ status: "moved", ssl: { status: "validation_timed_out" } });
  api.plan("issuance");
  await client.customHostnames.edit(id, { zone_id: ZONE, ssl: { method: "http", type: "dv" } });
  expect((await get(id)).ssl?.status).toBe("pending_validation");
  await api.advance({ days: 1 });
  expect(types()).toEqual(["validation.failed", "validation.succeeded", "issuance.succeeded", "deployment.succeeded"]);
});

it("a custom hostname on its way out cannot be edited", async () => {
  const { client, create } = startMock(server);
  const { id } = await create();
  await client.customHostnames.delete(id, { zone_id: ZONE });
  const error = await client.customHostnames.edit(id, { zone_id: ZONE }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConflictError);
  expect((error as ConflictError).errors).toMatchObject([{ code: 1439 }]);
});

it("an uploaded certificate shows whom it is for and how long it lasts, and neither it nor its key is kept", async () => {
  const { client, api, get } = startMock(server);
  const pem = "-----BEGIN CERTIFICATE-----\nMIIB";
  const ssl = { custom_certificate: pem, custom_key: "-----BEGIN PRIVATE KEY-----\nsecret" };
  const { id } = await client.customHostnames.create({ zone_id: ZONE, hostname: "shop.acme.com", ssl });
  expect((await get(id)).ssl).toMatchObject({
    hosts: ["shop.acme.com"],
    uploaded_on: "2026-01-01T00:00:00.000Z",
    expires_on: "2026-04-01T00:00:00.000Z",
  });
  expect(JSON.stringify(api.resources)).not.toMatch(/BEGIN|secret/);
});

it("the SDK's own error classes carry the documented codes", async () => {
  const { client, create, get } = startMock(server);
  await create();
  const thrown = async (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);
  const duplicate = await thrown(create());
  const unknown = await thrown(get("0d89c70d-ad9f-4843-b99f-6cc0252067e9"));
  const reserved = await thrown(create("shop.test"));
  const ill = await thrown(client.customHostnames.delete("nonsense", { zone_id: ZONE }));
  expect(duplicate).toBeInstanceOf(ConflictError);
  expect(unknown).toBeInstanceOf(NotFoundError);
  expect(reserved).toBeInstanceOf(BadRequestError);
  expect(ill).toBeInstanceOf(BadRequestError);
  expect([duplicate, unknown, reserved, ill].map((error) => (error as ConflictError).errors[0]?.code)).toEqual([
    1406, 1436, 1409, 1435,
  ]);
});

it("an email and a key are credentials, too", async () => {
  const { create } = startMock(server);
  await create();
  const client = new Cloudflare({ apiToken: null, apiEmail: "a@acme.com", apiKey: "k".repeat(37), maxRetries: 0 });
  expect((await client.customHostnames.list({ zone_id: ZONE })).result).toHaveLength(1);
});

it("node:http gets the same answers", async () => {
  const { create } = startMock(server);
  const { id } = await create();
  const text = await new Promise<string>((resolve, reject) => {
    https
      .get(`${BASE}${HOSTNAMES}/${id}`, { headers: { authorization: "Bearer x" } }, (response) => {
        let body = "";
        response.on("data", (chunk) => (body += String(chunk)));
        response.on("end", () => resolve(body));
      })
      .on("error", reject);
  });
  expect(JSON.parse(text)).toMatchObject({ success: true, result: { id, hostname: "shop.acme.com" } });
});

it("axios gets the same answers, and the same errors", async () => {
  const { create } = startMock(server);
  const { id } = await create();
  const client = axios.create({ baseURL: BASE, headers: { authorization: "Bearer x" } });
  const { data } = await client.get(`${HOSTNAMES}/${id}`);
  expect(data).toMatchObject({ success: true, result: { id, hostname: "shop.acme.com" } });
  const duplicate = await client.post(HOSTNAMES, { hostname: "shop.acme.com" }).catch((error: AxiosError) => error);
  expect(duplicate).toMatchObject({ response: { status: 409, data: { errors: [{ code: 1406 }] } } });
});
