import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { validate } from "@hyperjump/json-schema/openapi-3-1";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import Cloudflare, { NotFoundError } from "cloudflare";
import type { FetchFunction } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare, { type CloudflareEvent } from "hookwright/cloudflare";
import type { MockOptions } from "hookwright/msw";
import { expect, it, onTestFinished } from "vitest";
import { controlRoutes } from "../../mocks/server/control-routes.ts";
import { type MockServerOptions, openMockServer } from "../../mocks/server.ts";
import type { Provider } from "../../schemas/provider.ts";
import { serve } from "../support/serve.ts";
import { thrownBy } from "../support/thrown.ts";

const ZONE = "023e105f4ecef8ad9ca31a8372d0c353";
const STACK = "5999b763474b0eafa5fafb64bff0ba80";
const both = [cloud66, cloudflare] as unknown as Provider[];

interface Answer {
  status: number;
  body: { error?: { code: string; message: string }; [field: string]: unknown };
  headers: Headers;
}

const ajv = new Ajv2020({ strict: false });
(formats as unknown as (ajv: Ajv2020) => void)(ajv);

/** Whether an answer of the control is what its document says. */
const isAsTold = (method: string, path: string, status: number, body: unknown): boolean => {
  const route = controlRoutes[`${method} ${path.replace(/^\/_hookwright|\?.*$/g, "")}`];
  if (status !== 200 || !path.startsWith("/_hookwright/") || path.endsWith("openapi.json")) return true;
  return ajv.validate(route?.output ?? false, body);
};

/** A server of both providers, its control, and what a receiver got. */
const start = async (
  options: MockOptions = {},
  server: Partial<MockServerOptions> = {},
  providers: readonly Provider[] = both,
) => {
  const events: unknown[] = [];
  const deliverTo: FetchFunction = async (request) => {
    events.push(await request.json());
    return new Response(null, { status: 204 });
  };
  const { urls, control, pass, close } = await openMockServer(
    providers.map((provider) => ({ provider, options: { deliverTo, ...options } })),
    { port: 0, ...server },
  );
  onTestFinished(close);
  const origin = new URL(control).origin;
  const call = async (method: string, path: string, body?: unknown, headers: object = {}): Promise<Answer> => {
    const sent = typeof body === "string" ? body : JSON.stringify(body);
    const init = { method, headers: { ...headers }, ...(sent !== undefined && { body: sent }) };
    const response = await fetch(origin + path, init);
    const text = await response.text();
    const answer = text === "" ? {} : JSON.parse(text);
    expect(isAsTold(method, path, response.status, answer)).toBe(true);
    return { status: response.status, body: answer, headers: response.headers };
  };
  const client = new Cloudflare({
    apiToken: "x",
    maxRetries: 0,
    baseURL: urls.find((one) => one.provider === "cloudflare")?.url,
  });
  const create = (hostname = "shop.acme.com") => client.customHostnames.create({ zone_id: ZONE, hostname });
  const install = () =>
    call(
      "POST",
      `/api/3/stacks/${STACK}/ssl_certificates`,
      { ssl_certificate: { type: "lets_encrypt", server_names: "shop.acme.com" } },
      { authorization: "Bearer x" },
    );
  return { origin, urls, call, pass, client, create, install, events };
};

/** A request as no fetch would send it. */
const raw = (
  origin: string,
  options: { method?: string; path?: string; headers?: Record<string, string> },
): Promise<{ status: number | undefined; body: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const request = httpRequest({ hostname, port, path: "/_hookwright/resources", ...options }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    });
    request.on("error", reject).end();
  });

it("the official SDK creates, lists, reads and deletes, unmodified", async () => {
  const { client, create, events, call } = await start({ secret: "s3cret" });
  for (let i = 0; i < 45; i++) await create(`shop-${i}.acme.com`);
  const names: string[] = [];
  for await (const { hostname } of client.customHostnames.list({ zone_id: ZONE })) names.push(hostname);
  expect(names).toHaveLength(45);
  const { id } = await create();
  await call("POST", "/_hookwright/advance", { hours: 1 });
  expect((await client.customHostnames.get(id, { zone_id: ZONE })).ssl?.status).toBe("active");
  expect(events.filter((event) => (event as CloudflareEvent).data.id === id)).toHaveLength(3);
  await client.customHostnames.delete(id, { zone_id: ZONE });
  await call("POST", "/_hookwright/advance", { days: 1 });
  await expect(client.customHostnames.get(id, { zone_id: ZONE })).rejects.toBeInstanceOf(NotFoundError);
});

it("each provider is at the path of its real API, with a state of its own", async () => {
  const { origin, urls, create, install, call } = await start();
  expect(urls).toEqual([
    { provider: "cloud66", url: `${origin}/api/3` },
    { provider: "cloudflare", url: `${origin}/client/v4` },
  ]);
  await create();
  expect((await install()).status).toBe(200);
  const { body } = await call("GET", "/_hookwright/resources");
  expect(body["resources"]).toMatchObject([
    {
      provider: "cloud66",
      subject: { serverNames: "shop.acme.com" },
      status: "installing",
      createdAt: "2026-01-01T00:00:00.000Z",
    },
    { provider: "cloudflare", subject: { hostname: "shop.acme.com", zoneId: ZONE }, status: "pending_validation" },
  ]);
  const { body: one } = await call("GET", "/_hookwright/resources?provider=cloud66");
  expect(one["resources"]).toHaveLength(1);
});

it("advance lets the time of all providers pass, or of one, and answers when the webhooks are through", async () => {
  const { create, install, call, events } = await start();
  await create();
  await install();
  const first = await call("POST", "/_hookwright/advance", { provider: "cloud66", minutes: 30, hours: 1 });
  expect(first.body).toMatchObject({
    now: { cloud66: "2026-01-01T01:30:00.000Z" },
    exchanges: [
      {
        provider: "cloud66",
        eventType: "ssl_certificate.install.ok",
        subject: { serverNames: "shop.acme.com" },
        response: { status: 204 },
      },
    ],
  });
  expect(events).toHaveLength(1);
  const { body } = await call("POST", "/_hookwright/advance", { days: 1 });
  expect(body["now"]).toEqual({ cloud66: "2026-01-02T01:30:00.000Z", cloudflare: "2026-01-02T00:00:00.000Z" });
  expect(events).toHaveLength(4);
  expect((await call("POST", "/_hookwright/advance")).body).toMatchObject({ exchanges: [] });
});

it("exchanges are remembered without headers, so without the secret", async () => {
  const { create, call } = await start({ secret: "s3cret" });
  await create();
  await call("POST", "/_hookwright/advance", { hours: 1 });
  const { body } = await call("GET", "/_hookwright/exchanges?provider=cloudflare");
  expect(body["exchanges"]).toMatchObject([{ payload: { data: { hostname: "shop.acme.com" } } }, {}, {}]);
  expect(JSON.stringify(body)).not.toContain("s3cret");
});

it("a plan is for what matches", async () => {
  const { create, call, events } = await start();
  const plan = { provider: "cloudflare", lifecycle: "validation-failure", match: { hostname: "bad.acme.com" } };
  expect((await call("POST", "/_hookwright/plan", plan)).status).toBe(204);
  await create();
  await create("bad.acme.com");
  await call("POST", "/_hookwright/advance", { hours: 1 });
  const failed = (events as CloudflareEvent[]).filter(({ metadata }) =>
    metadata.event.type.endsWith("validation.failed"),
  );
  expect(new Set(failed.map(({ data }) => data.hostname))).toEqual(new Set(["bad.acme.com"]));
});

it("a plan may be a list of event types", async () => {
  const { install, call } = await start();
  const lifecycle = ["ssl_certificate.install.fail"];
  await call("POST", "/_hookwright/plan", { provider: "cloud66", lifecycle });
  await install();
  const { body } = await call("POST", "/_hookwright/advance", { days: 100 });
  expect(body["exchanges"]).toMatchObject(lifecycle.map((eventType) => ({ eventType })));
});

it("show brings a subject into a state at once, and says nothing", async () => {
  const { client, call, events } = await start();
  const id = "0d89c70d-ad9f-4843-b99f-6cc0252067e9";
  const subject = { id, hostname: "shop.acme.com", zoneId: ZONE };
  for (const status of ["pending_issuance", "active"]) {
    const shown = await call("POST", "/_hookwright/show", { provider: "cloudflare", subject, status });
    expect([shown.status, shown.body]).toEqual([204, {}]);
    expect((await client.customHostnames.get(id, { zone_id: ZONE })).ssl?.status).toBe(status);
  }
  expect(events).toEqual([]);
});

it("reset forgets everything, of one provider or of all", async () => {
  const { create, install, call } = await start();
  await create();
  await install();
  await call("POST", "/_hookwright/advance", { hours: 1 });
  await call("POST", "/_hookwright/reset", { provider: "cloud66" });
  const { body } = await call("GET", "/_hookwright/exchanges");
  expect(body["exchanges"]).toHaveLength(3);
  expect((await call("POST", "/_hookwright/reset")).status).toBe(204);
  expect((await call("GET", "/_hookwright/resources")).body).toEqual({ resources: [] });
  expect((await call("POST", "/_hookwright/advance", {})).body["now"]).toMatchObject({
    cloudflare: "2026-01-01T00:00:00.000Z",
  });
});

it("the provider can be left out where only one is served", async () => {
  const { call } = await start({}, {}, [cloud66] as unknown as Provider[]);
  expect((await call("POST", "/_hookwright/plan", { lifecycle: "renewal" })).status).toBe(204);
});

it("the OpenAPI document is valid by OpenAPI 3.1's own schema, and has every control route and no other", async () => {
  const { call } = await start();
  const { body } = await call("GET", "/_hookwright/openapi.json");
  const output = await validate("https://spec.openapis.org/oas/3.1/schema-base", body as never);
  expect(output.valid).toBe(true);
  const told = Object.entries(body["paths"] as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace("/_hookwright", "")}`),
  );
  expect(told.sort()).toEqual(Object.keys(controlRoutes).sort());
  expect(told.sort()).toEqual([
    "GET /exchanges",
    "GET /resources",
    "POST /advance",
    "POST /plan",
    "POST /reset",
    "POST /show",
  ]);
});

it("docs/mock-server.md has a row for each control route, with what it takes", () => {
  const page = readFileSync(fileURLToPath(new URL("../../docs/mock-server.md", import.meta.url)), "utf8");
  const rows = [...page.matchAll(/^\| `((?:GET|POST) [^`]+)` \| ([^|]*) \|/gm)].map(([, name = "", takes = ""]) => [
    name,
    [...takes.matchAll(/\w+/g)].map(([field]) => field),
  ]);
  const routes = Object.entries(controlRoutes).map(([name, { input }]) => [name, Object.keys(input.properties ?? {})]);
  expect(rows).toEqual(routes);
});

it("a document that is none is found by the same validator", async () => {
  const output = await validate("https://spec.openapis.org/oas/3.1/schema-base", { openapi: "3.1.0" } as never);
  expect(output.valid).toBe(false);
});

it.each([
  { what: "no JSON", path: "/advance", body: "{", code: "malformed-json", says: "POST /advance" },
  { what: "a list", path: "/advance", body: "[]", code: "invalid-option", says: "input must be object" },
  {
    what: "a mistyped unit",
    path: "/advance",
    body: { day: 1 },
    code: "invalid-option",
    says: "additional properties",
  },
  {
    what: "time that runs backwards",
    path: "/advance",
    body: { days: -1 },
    code: "invalid-option",
    says: "input/days must be >= 0",
  },
  {
    what: "days in words",
    path: "/advance",
    body: { days: "90" },
    code: "invalid-option",
    says: "input/days must be number",
  },
  {
    what: "an unknown provider",
    path: "/advance",
    body: { provider: "cloudfare" },
    code: "unknown-name",
    says: "nearest first: cloudflare",
  },
  {
    what: "no provider where several are served",
    path: "/plan",
    body: { lifecycle: "renewal" },
    code: "invalid-option",
    says: "cloud66, cloudflare are served",
  },
  {
    what: "an unknown lifecycle",
    path: "/plan",
    body: { provider: "cloud66", lifecycle: "renew" },
    code: "unknown-name",
    says: "nearest first: renewal",
  },
  {
    what: "a mistyped field to match",
    path: "/plan",
    body: { provider: "cloudflare", lifecycle: "renewal", match: { hostnam: "x" } },
    code: "unknown-name",
    says: "nearest first: hostname",
  },
  {
    what: "a mistyped event type",
    path: "/plan",
    body: { provider: "cloud66", lifecycle: ["ssl_certificate.install.okay"] },
    code: "unknown-name",
    says: "nearest first: ssl_certificate.install.ok",
  },
  {
    what: "an unknown status",
    path: "/show",
    body: { provider: "cloud66", subject: {}, status: "instaled" },
    code: "unknown-name",
    says: "nearest first: installed",
  },
  {
    what: "an unknown field of the subject",
    path: "/show",
    body: { provider: "cloud66", subject: { stack: 1 }, status: "installed" },
    code: "unknown-name",
    says: "stackId",
  },
  {
    what: "no subject",
    path: "/show",
    body: { provider: "cloud66", status: "installed" },
    code: "invalid-option",
    says: "'subject'",
  },
])("$what is answered with 400 and $code", async ({ path, body, code, says }) => {
  const { call } = await start();
  const answer = await call("POST", `/_hookwright${path}`, body);
  expect([answer.status, answer.body.error?.code]).toEqual([400, code]);
  expect(answer.body.error?.message).toMatch(/^\[hookwright\] Failed to /);
  expect(answer.body.error?.message).toContain(says);
});

it("an unknown control route is a 404 with the known ones, nearest first, and a wrong method a 405", async () => {
  const { call } = await start();
  const unknown = await call("POST", "/_hookwright/advanced");
  expect([unknown.status, unknown.body.error?.code]).toEqual([404, "unknown-name"]);
  expect(unknown.body.error?.message).toContain("nearest first: /_hookwright/advance,");
  const wrong = await call("GET", "/_hookwright/advance");
  expect([wrong.status, wrong.body.error?.code, wrong.headers.get("allow")]).toEqual([405, "wrong-method", "POST"]);
});

it("a path where nothing is served is a 404 that says what is", async () => {
  const { call } = await start();
  for (const path of ["/", "/client/v4x", "//client/v4"]) {
    const answer = await call("GET", path);
    expect(answer.status).toBe(404);
    expect(answer.body.error?.message).toContain("/api/3, /client/v4, /_hookwright");
  }
});

it("a call that a provider's mock does not know is a 501 of its own, and told", async () => {
  const told: unknown[] = [];
  const { call } = await start({}, { onUnhandled: (provider, { method }) => told.push([provider, method]) });
  expect((await call("GET", "/client/v4/zones")).status).toBe(501);
  expect(told).toEqual([["cloudflare", "GET"]]);
});

it("a body of more than 1 MiB is refused with 413, and the next call is answered", async () => {
  const { call } = await start();
  for (const size of [2 ** 20 + 1, 10 * 2 ** 20]) {
    const answer = await call("POST", "/_hookwright/advance", " ".repeat(size));
    expect([answer.status, answer.body.error?.code]).toEqual([413, "too-large"]);
  }
  expect((await call("GET", "/_hookwright/resources")).status).toBe(200);
});

it("an advance while another is under way is a 409", async () => {
  const nested: number[] = [];
  const { create, call } = await start({
    deliverTo: async () => {
      nested.push((await call("POST", "/_hookwright/advance", { provider: "cloudflare", days: 1 })).status);
      return new Response();
    },
  });
  await create();
  expect((await call("POST", "/_hookwright/advance", { hours: 1 })).status).toBe(200);
  expect(nested).toEqual([409, 409, 409]);
});

it("a receiver that fails is an exchange, and the clock goes on", async () => {
  const { create, call } = await start({ deliverTo: () => Promise.reject(new Error("no")) });
  await create();
  const { body } = await call("POST", "/_hookwright/advance", { hours: 1 });
  expect(body["exchanges"]).toMatchObject([1, 2, 3].map(() => ({ error: { code: "threw" } })));
  expect(body["now"]).toMatchObject({ cloudflare: "2026-01-01T01:00:00.000Z" });
});

it.each([
  { host: "evil.example", status: 403 },
  { host: "127.0.0.1.evil.example", status: 403 },
  { host: "localhost:4010", status: 200 },
  { host: "[::1]:4010", status: 200 },
])("a request for the host $host is answered with $status", async ({ host, status }) => {
  const { origin } = await start();
  expect((await raw(origin, { headers: { host } })).status).toBe(status);
});

it("with allowRemote every host and every page is answered", async () => {
  const { origin } = await start({}, { allowRemote: true });
  const headers = { host: "mock.example", origin: "https://evil.example" };
  expect((await raw(origin, { headers })).status).toBe(200);
});

it("a page on this machine may call and read, another may not", async () => {
  const { call } = await start();
  const here = { origin: "http://localhost:5173" };
  const asked = await call("OPTIONS", "/_hookwright/advance", undefined, {
    ...here,
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
  });
  expect(asked.status).toBe(204);
  expect(asked.headers.get("access-control-allow-origin")).toBe(here.origin);
  expect(asked.headers.get("access-control-allow-headers")).toBe("content-type");
  const answer = await call("GET", "/client/v4/zones", undefined, here);
  expect(answer.headers.get("access-control-allow-origin")).toBe(here.origin);
  for (const origin of ["https://evil.example", "null"])
    expect((await call("POST", "/_hookwright/reset", undefined, { origin })).status).toBe(403);
});

it("what is no request for this server is a 400, and no crash", async () => {
  const { origin } = await start();
  for (const options of [{ path: "http://127.0.0.1/_hookwright/resources" }, { method: "TRACE" }])
    expect((await raw(origin, options)).status).toBe(400);
});

it("time passes by itself when told to, and each webhook is told", async () => {
  const told: string[] = [];
  const { create, pass, call } = await start({}, { onExchange: (provider) => told.push(provider) });
  await create();
  await pass(3_600_000);
  expect(told).toEqual(["cloudflare", "cloudflare", "cloudflare"]);
  expect((await call("POST", "/_hookwright/advance", {})).body["now"]).toMatchObject({
    cloudflare: "2026-01-01T01:00:00.000Z",
  });
});

it("time that could not pass, since it was advanced by hand, passes later", async () => {
  const { create, pass, call } = await start({ deliverTo: () => pass(60_000).then(() => new Response()) });
  await create();
  await call("POST", "/_hookwright/advance", { provider: "cloudflare", hours: 1 });
  await pass(0);
  const { body } = await call("POST", "/_hookwright/advance", {});
  expect(body["now"]).toEqual({ cloud66: "2026-01-01T00:03:00.000Z", cloudflare: "2026-01-01T01:03:00.000Z" });
});

it("webhooks go over HTTP to the receiver's URL", async () => {
  const paths: unknown[] = [];
  const receiver = await serve((request, response) => {
    paths.push(request.url);
    response.writeHead(204).end();
  });
  const { install, call } = await start({ deliverTo: `${receiver}/webhooks`, secret: "s3cret" });
  await install();
  await call("POST", "/_hookwright/advance", { hours: 1 });
  expect(paths).toEqual(["/webhooks?token=s3cret"]);
});

it.each([
  { base: "https://other.example/client/v4", says: "Failed to serve other at /client/v4: cloudflare is at /client/v4" },
  { base: "https://other.example/client", says: "Failed to serve other at /client: cloudflare is at /client/v4" },
  { base: "https://other.example/", says: "Failed to serve other at /: hookwright is at /_hookwright" },
])("an API whose base is $base clashes", async ({ base, says }) => {
  const other = Object.assign(Object.create(cloud66) as Provider, { name: "other" });
  const open = () =>
    openMockServer(
      [
        { provider: cloudflare as unknown as Provider, options: {} },
        { provider: other, options: { routes: { base, routes: {} } } },
      ],
      { port: 0 },
    );
  const error = await thrownBy(open);
  expect([error.code, error.message.includes(says)]).toEqual(["invalid-option", true]);
});

it("a provider is served once", async () => {
  const served = { provider: cloud66 as unknown as Provider, options: {} };
  expect((await thrownBy(() => openMockServer([served, served], { port: 0 }))).message).toContain("cloud66 twice");
});
