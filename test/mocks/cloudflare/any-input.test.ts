import fc from "fast-check";
import cloudflare from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import { getResponse } from "msw";
import { expect, it } from "vitest";
import { issuesOf } from "../../support/api-schemas.ts";
import { BASE, HOSTNAMES, POLICIES, WEBHOOKS } from "../../support/cloudflare-mock.ts";

const headers = { authorization: "Bearer x", "content-type": "application/json" };

const send = async (method: string, path: string, body?: string): Promise<{ status: number; body: unknown }> => {
  const { handlers } = mockProvider(cloudflare, { destinations: () => () => new Response() });
  if (path.includes("{id}")) {
    const first = JSON.stringify({ hostname: "shop.acme.com" });
    const created = await getResponse(
      handlers,
      new Request(BASE + HOSTNAMES, { method: "POST", headers, body: first }),
    );
    const body = (await created?.json()) as { result: { id: string } } | undefined;
    path = path.replace("{id}", body?.result.id ?? "");
  }
  const request = new Request(BASE + path, { method, headers, ...(body !== undefined && { body }) });
  const response = await getResponse(handlers, request);
  return { status: response?.status ?? 0, body: await response?.json() };
};

const word = fc.oneof(
  fc.constantFrom(
    "",
    "dv",
    "http",
    "on",
    "off",
    "1.3",
    "shop.acme.com",
    "*.acme.com",
    "-----BEGIN ",
    "https://a.co",
    "__proto__",
  ),
  fc.string({ unit: "binary", maxLength: 300 }),
);
const scalar = fc.oneof(word, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(word, scalar, { maxKeys: 3 }),
  fc.jsonValue(),
);
const some = (names: string[], values: fc.Arbitrary<unknown>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, values])), { requiredKeys: [] });
const settings = some(["http2", "tls_1_3", "min_tls_version", "ciphers", "early_hints", "constructor"], value);
const ssl = fc
  .tuple(
    some(
      ["method", "type", "wildcard", "bundle_method", "certificate_authority", "custom_certificate", "custom_csr_id"],
      value,
    ),
    settings,
  )
  .map(([fields, of]) => ({ ...fields, settings: of }));
const hostnameBody = fc
  .tuple(
    some(["hostname", "custom_metadata", "custom_origin_server", "custom_origin_sni", "ssl"], value),
    fc.oneof(fc.constant({}), fc.record({ ssl }), fc.record({ hostname: fc.constant("a.acme.com"), ssl })),
  )
  .map(([one, other]) => ({ ...one, ...other }));
const alertingBody = some(["name", "url", "secret", "alert_type", "enabled", "mechanisms", "filters"], value);

const call = fc.oneof(
  fc.tuple(fc.constantFrom(`POST ${HOSTNAMES}`, `PATCH ${HOSTNAMES}/{id}`), hostnameBody),
  fc.tuple(fc.constantFrom(`POST ${WEBHOOKS}`, `POST ${POLICIES}`), alertingBody),
  fc.tuple(fc.constantFrom(`POST ${HOSTNAMES}`, `POST ${WEBHOOKS}`, `PATCH ${HOSTNAMES}/{id}`), value),
);

it("whatever a body holds, the call is answered, or refused in the shape of refusals", async () => {
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(call, async ([what, body]) => {
      const [method = "", path = ""] = what.split(" ");
      const answer = await send(method, path, JSON.stringify(body));
      statuses.add(answer.status);
      expect(answer.status).toBeLessThan(500);
      const title = path.startsWith(HOSTNAMES) ? "CloudflareCustomHostnameResponse" : "CloudflareAlertingIdResponse";
      expect(issuesOf(answer.status < 400 ? title : "CloudflareErrorResponse", answer.body)).toEqual([]);
    }),
    { numRuns: 500 },
  );
  expect([...statuses].sort()).toEqual([200, 201, 400].filter((status) => statuses.has(status)));
  expect(statuses.size).toBeGreaterThan(1);
});

it("whatever a query holds, a list is answered, or refused in the shape of refusals", async () => {
  const names = ["id", "hostname", "hostname.contain", "page", "per_page", "order", "direction", "ssl_status", "ssl"];
  const text = fc.oneof(word, fc.integer().map(String), fc.constantFrom("asc", "active", "ssl_status", "toString"));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), text, { maxKeys: 2 }), async (query) => {
      const search = new URLSearchParams(query as Record<string, string>);
      const answer = await send("GET", `${HOSTNAMES}?${search}`);
      const title = answer.status < 400 ? "CloudflareCustomHostnamesResponse" : "CloudflareErrorResponse";
      expect(answer.status).toBeLessThan(500);
      expect(issuesOf(title, answer.body)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
