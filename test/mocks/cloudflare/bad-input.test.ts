import { expect, it } from "vitest";
import type { JsonObject } from "../../../schemas/json-schema.ts";
import {
  ACCOUNT,
  call,
  HOSTNAMES,
  openMocks,
  POLICIES,
  refusalOf,
  startMock,
  WEBHOOKS,
  ZONE,
} from "../../support/cloudflare-mock.ts";

const { server } = openMocks();

const PEM = "-----BEGIN CERTIFICATE-----";

it.each<[what: string, body: JsonObject | string, code: number]>([
  ["malformed JSON", '{"hostname":', 1400],
  ["no body", "", 1400],
  ["an array", "[]", 1400],
  ["null", "null", 1400],
  ["no hostname", {}, 1407],
  ["a hostname that is no text", { hostname: 7 }, 1407],
  ["an empty hostname", { hostname: "" }, 1407],
  ["an IPv4 address", { hostname: "192.0.2.7" }, 1407],
  ["an IPv6 address", { hostname: "2001:db8::7" }, 1407],
  ["a special character", { hostname: "shop!.acme.com" }, 1407],
  ["a space", { hostname: "shop .acme.com" }, 1407],
  ["a port", { hostname: "shop.acme.com:443" }, 1407],
  ["a trailing dot", { hostname: "shop.acme.com." }, 1407],
  ["a label of 64 characters", { hostname: `${"a".repeat(64)}.acme.com` }, 1407],
  ["256 characters", { hostname: `${"a.".repeat(126)}acme` }, 1407],
  ["a name that is not ASCII", { hostname: "größe.acme.com" }, 1408],
  ["a reserved top-level domain", { hostname: "shop.acme.localhost" }, 1409],
  ["a public suffix", { hostname: "com" }, 1410],
  ["a name below example.com", { hostname: "app.EXAMPLE.com" }, 1411],
  ["metadata on a wildcard", { hostname: "*.acme.com", custom_metadata: { a: "b" } }, 1412],
  ["metadata that is a list", { hostname: "a.acme.com", custom_metadata: ["a"] }, 1401],
  ["metadata with objects", { hostname: "a.acme.com", custom_metadata: { a: {} } }, 1401],
  ["metadata of more than 4 KB", { hostname: "a.acme.com", custom_metadata: { a: "ü".repeat(2048) } }, 1401],
  ["an origin that is an IP address", { hostname: "a.acme.com", custom_origin_server: "192.0.2.7" }, 1415],
  ["an origin that is not ASCII", { hostname: "a.acme.com", custom_origin_server: "ä.acme.com" }, 1416],
  ["an origin of a reserved domain", { hostname: "a.acme.com", custom_origin_server: "a.test" }, 1417],
  ["an origin that is a public suffix", { hostname: "a.acme.com", custom_origin_server: "com" }, 1418],
  ["an origin below example.net", { hostname: "a.acme.com", custom_origin_server: "a.example.net" }, 1419],
  ["an origin that is a wildcard", { hostname: "a.acme.com", custom_origin_server: "*.acme.com" }, 1420],
  ["http2 that is neither on nor off", { hostname: "a.acme.com", ssl: { settings: { http2: true } } }, 1422],
  ["tls_1_2_only that is neither", { hostname: "a.acme.com", ssl: { settings: { tls_1_2_only: 1 } } }, 1423],
  ["tls_1_3 that is neither", { hostname: "a.acme.com", ssl: { settings: { tls_1_3: "yes" } } }, 1424],
  ["an unknown TLS version", { hostname: "a.acme.com", ssl: { settings: { min_tls_version: "1.4" } } }, 1425],
  ["a certificate that is none", { hostname: "a.acme.com", ssl: { custom_certificate: "x" } }, 1426],
  ["an empty certificate", { hostname: "a.acme.com", ssl: { custom_certificate: "" } }, 1427],
  ["a key that is none", { hostname: "a.acme.com", ssl: { custom_certificate: PEM, custom_key: "x" } }, 1428],
  ["a CSR's id that is none", { hostname: "a.acme.com", ssl: { custom_csr_id: "x" } }, 1430],
  ["an unknown method", { hostname: "a.acme.com", ssl: { method: "cname", type: "dv" } }, 1432],
  ["an unknown type", { hostname: "a.acme.com", ssl: { method: "http", type: "ev" } }, 1433],
  ["ssl that is no object", { hostname: "a.acme.com", ssl: "dv" }, 1434],
  ["an unknown authority", { hostname: "a.acme.com", ssl: { certificate_authority: "acme" } }, 1434],
  ["ciphers that are no list", { hostname: "a.acme.com", ssl: { settings: { ciphers: "AES" } } }, 1442],
  [
    "ciphers with TLS 1.3 alone",
    { hostname: "a.acme.com", ssl: { settings: { ciphers: ["AES128-GCM-SHA256"], min_tls_version: "1.3" } } },
    1443,
  ],
  ["an unknown way of bundling", { hostname: "a.acme.com", ssl: { bundle_method: "all" } }, 1449],
])("a create with %s is refused", async (_, body, code) => {
  const { api } = startMock(server);
  expect(await refusalOf(await call("POST", HOSTNAMES, body))).toMatchObject({ status: 400, code });
  expect(api.resources).toEqual([]);
});

it.each([
  "shop.acme.com",
  "*.acme.com",
  "xn--gre-joa3h.acme.com",
  "_dmarc.acme.com",
  `${"a".repeat(63)}.acme.com`,
  "a.co",
])("a create of %s is taken", async (hostname) => {
  const { create } = startMock(server);
  expect((await create(hostname)).hostname).toBe(hostname);
});

it("a hostname that is there in another case is a duplicate", async () => {
  const { create } = startMock(server);
  await create();
  expect(await refusalOf(await call("POST", HOSTNAMES, { hostname: "SHOP.acme.com" }))).toMatchObject({
    status: 409,
    code: 1406,
    message: "Duplicate custom hostname found.",
  });
});

it.each([
  [0, 1404],
  [1, 1405],
])("a create beyond a quota of %i is refused with %i", async (quota, code) => {
  const { api } = startMock(server, { quota });
  const statuses = [];
  for (let i = 0; i <= quota; i++)
    statuses.push((await call("POST", HOSTNAMES, { hostname: `a${i}.acme.com` })).status);
  expect(statuses).toEqual([...Array.from({ length: quota }, () => 200), 403]);
  expect(await refusalOf(await call("POST", HOSTNAMES, { hostname: "b.acme.com" }))).toMatchObject({
    status: 403,
    code,
  });
  expect(api.resources).toHaveLength(quota);
});

it.each<[what: string, headers: object, status: number, code: number]>([
  ["no credentials", {}, 400, 1403],
  ["an email without a key", { "x-auth-email": "a@acme.com" }, 400, 1403],
  ["credentials that are no bearer token", { authorization: "Basic eA==" }, 401, 1000],
  ["an empty bearer token", { authorization: "Bearer " }, 401, 1000],
  ["a token that is not the one", { authorization: "Bearer wrong" }, 401, 1003],
])("a call with %s is refused", async (_, headers, status, code) => {
  startMock(server, { tokens: ["right"] });
  expect(await refusalOf(await call("GET", HOSTNAMES, undefined, headers))).toMatchObject({ status, code });
  expect(await refusalOf(await call("GET", POLICIES, undefined, headers))).toMatchObject({ status: 401, code: 10_000 });
  expect((await call("GET", HOSTNAMES, undefined, { authorization: "Bearer right" })).status).toBe(200);
});

it.each(["text/plain", "application/x-www-form-urlencoded"])("a body of type %s is refused", async (type) => {
  startMock(server);
  const headers = { authorization: "Bearer x", "content-type": type };
  for (const path of [HOSTNAMES, WEBHOOKS])
    expect(await refusalOf(await call("POST", path, { hostname: "a.acme.com" }, headers))).toMatchObject({
      status: 400,
      code: 6003,
      message: expect.stringContaining("Invalid Content-Type header"),
    });
});

it("a charset in the type does no harm", async () => {
  startMock(server);
  const headers = { authorization: "Bearer x", "content-type": "application/json; charset=utf-8" };
  expect((await call("POST", HOSTNAMES, { hostname: "a.acme.com" }, headers)).status).toBe(200);
});

it.each([
  ["GET", `/zones/nonsense/custom_hostnames`, undefined, 404, 7003],
  ["GET", `/zones/${ZONE.toUpperCase()}/custom_hostnames`, undefined, 404, 7003],
  ["GET", "/accounts/nonsense/alerting/v3/policies", undefined, 404, 7003],
  ["GET", `${HOSTNAMES}/nonsense`, undefined, 400, 1435],
  ["PATCH", `${HOSTNAMES}/nonsense`, {}, 400, 1435],
  ["DELETE", `${HOSTNAMES}/nonsense`, undefined, 400, 1435],
  ["PATCH", `${HOSTNAMES}/0d89c70d-ad9f-4843-b99f-6cc0252067e9`, {}, 404, 1436],
  ["GET", `${WEBHOOKS}/nonsense`, undefined, 404, 9999],
  ["DELETE", `${POLICIES}/nonsense`, undefined, 404, 9999],
])("%s %s is refused", async (method, path, body, status, code) => {
  startMock(server);
  expect(await refusalOf(await call(method, path, body))).toMatchObject({ status, code });
});

it("with the options zones and accounts others are refused", async () => {
  startMock(server, { zones: [ZONE], accounts: [ACCOUNT] });
  for (const path of [HOSTNAMES, POLICIES]) expect((await call("GET", path)).status).toBe(200);
  for (const path of [HOSTNAMES.replace(ZONE, "f".repeat(32)), POLICIES.replace(ACCOUNT, "f".repeat(32))])
    expect(await refusalOf(await call("GET", path))).toMatchObject({ status: 403, code: 10_000 });
});

it.each([
  ["per_page=4", 9999],
  ["per_page=1001", 9999],
  ["per_page=ten", 9999],
  ["per_page=5.5", 9999],
  ["page=0", 9999],
  ["page=-1", 9999],
  ["order=hostname", 9999],
  ["direction=up", 9999],
  ["ssl=2", 9999],
  ["wildcard=1", 9999],
  ["ssl_status=gone", 9999],
  ["hostname_status=gone", 9999],
  ["certificate_authority=digicert", 9999],
  ["hostname.exact=a.b&hostname.contain=a", 9999],
  [`hostname.exact=${"a".repeat(256)}`, 9999],
  ["hostname.contain=", 1437],
  ["hostname.contain=a%20b", 1437],
  ["id=nonsense", 1435],
  ["id=0d89c70d-ad9f-4843-b99f-6cc0252067e9&ssl_status=active", 1438],
])("a list by %s is refused", async (query, code) => {
  startMock(server);
  expect(await refusalOf(await call("GET", `${HOSTNAMES}?${query}`))).toMatchObject({ status: 400, code });
});

it.each<[body: JsonObject | string, code: number]>([
  ["{", 1400],
  [{ ssl: { method: "http" } }, 1440],
  [{ ssl: { type: "dv" } }, 1440],
  [{ ssl: { method: "dns", type: "dv" } }, 1432],
  [{ custom_origin_server: "*.acme.com" }, 1420],
])("an edit with %j is refused, and nothing changes", async (body, code) => {
  const { api, create } = startMock(server);
  const { id } = await create();
  const before = api.resources;
  expect(await refusalOf(await call("PATCH", `${HOSTNAMES}/${id}`, body))).toMatchObject({ status: 400, code });
  expect(api.resources).toBe(before);
});

it.each([
  ["hostname", "constructor"],
  ["ssl", "__proto__"],
])("names that every object inherits are nothing special in %s", async (_, name) => {
  startMock(server);
  const body = `{"hostname":"a.acme.com","ssl":{"${name}":"x","settings":{"${name}":"y"}},"custom_metadata":{"${name}":"z"}}`;
  expect((await call("POST", HOSTNAMES, body)).status).toBe(200);
});

it.each<[path: string, body: JsonObject | string, code: number]>([
  [WEBHOOKS, "{", 6007],
  [WEBHOOKS, {}, 9999],
  [WEBHOOKS, { name: "hooks" }, 9999],
  [WEBHOOKS, { name: "hooks", url: "ftp://acme.com" }, 9999],
  [WEBHOOKS, { name: "hooks", url: "nonsense" }, 9999],
  [WEBHOOKS, { name: "hooks", url: "http://127.0.0.1", secret: "line\nbreak" }, 9999],
  [POLICIES, "null", 6007],
  [POLICIES, { name: "ssl", mechanisms: {} }, 9999],
  [POLICIES, { name: "ssl", alert_type: "custom_ssl", mechanisms: {} }, 9999],
  [POLICIES, { name: "ssl", alert_type: "custom_ssl_certificate_event_type", mechanisms: [] }, 9999],
  [POLICIES, { name: "ssl", alert_type: "custom_ssl_certificate_event_type", mechanisms: {}, enabled: "yes" }, 9999],
  [
    POLICIES,
    { name: "ssl", alert_type: "custom_ssl_certificate_event_type", mechanisms: { webhooks: [{ id: "x" }] } },
    9999,
  ],
])("POST %s of %j is refused", async (path, body, code) => {
  startMock(server);
  expect(await refusalOf(await call("POST", path, body))).toMatchObject({ status: 400, code });
  expect(await (await call("GET", path)).json()).toMatchObject({ result: [] });
});
