import Cloudflare from "cloudflare";
import cloudflare from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import { expect, it } from "vitest";
import { describedFields } from "../../support/api-schemas.ts";
import { ACCOUNT, call, HOSTNAMES, openMocks, ZONE } from "../../support/cloudflare-mock.ts";

const { server, answers } = openMocks();

// What the schemas describe and the mock never answers, and why; a field that is answered by now must leave the list.
const NEVER_ANSWERED: Readonly<Record<string, readonly string[]>> = {
  "nothing in a mock brings it about, or its content is not documented": [
    "CloudflareApiError/documentation_url",
    "CloudflareApiError/source",
    "CloudflareApiError/source/pointer",
    "CloudflareApiValidationRecord/cname",
    "CloudflareApiValidationRecord/cname_target",
    "CloudflareCustomHostname/ssl/dcv_delegation_records",
  ],
  "it would have to be read from an uploaded certificate, which the mock does not keep": [
    "CloudflareCustomHostname/ssl/custom_certificate",
    "CloudflareCustomHostname/ssl/custom_key",
    "CloudflareCustomHostname/ssl/issuer",
    "CloudflareCustomHostname/ssl/serial_number",
    "CloudflareCustomHostname/ssl/signature",
  ],
};

it("every field that the schemas of answers describe occurs in one, but for those listed with a reason", async () => {
  let status = 204;
  const receive = () => new Response(null, { status });
  const api = mockProvider(cloudflare, { destinations: () => receive });
  server.use(...api.handlers);
  const client = new Cloudflare({ apiToken: "x", maxRetries: 0 });
  const { alerting, customHostnames } = client;
  const account_id = ACCOUNT;
  const zone_id = ZONE;

  const { id: hook = "" } = await alerting.destinations.webhooks.create({ account_id, name: "h", url: "https://a.co" });
  const mechanisms = {
    webhooks: [{ id: hook }],
    email: [{ id: "a@acme.com" }],
    pagerduty: [{ id: "b115d5ec15c641ee8b7692c449b5227b" }],
  };
  const { id: policy = "" } = await alerting.policies.create({
    account_id,
    name: "ssl",
    alert_type: "custom_ssl_certificate_event_type",
    enabled: true,
    mechanisms,
    description: "all",
    alert_interval: "30m",
    filters: { zones: [zone_id] },
  });
  await alerting.availableAlerts.list({ account_id });

  api.plan("validation-failure");
  const settings = {
    http2: "on",
    min_tls_version: "1.2",
    tls_1_3: "on",
    early_hints: "off",
    ciphers: ["AES128-GCM-SHA256"],
  } as const;
  const pem = "-----BEGIN CERTIFICATE-----";
  const { id } = await customHostnames.create({
    zone_id,
    hostname: "shop.acme.com",
    custom_metadata: { tenant: "acme" },
    custom_origin_server: "origin.acme.com",
    custom_origin_sni: "sni.acme.com",
    ssl: {
      method: "txt",
      type: "dv",
      wildcard: false,
      bundle_method: "optimal",
      certificate_authority: "google",
      settings,
    },
  } as never);
  await customHostnames.create({
    zone_id,
    hostname: "up.acme.com",
    ssl: { custom_certificate: pem, custom_key: pem, custom_csr_id: "7b163417-1d2b-4c84-a38a-2fb7a0cd7752" },
  });
  await customHostnames.create({ zone_id, hostname: "mail.acme.com", ssl: { method: "email", type: "dv" } });
  await customHostnames.get(id, { zone_id });
  status = 500;
  await api.advance({ seconds: 70 });
  await customHostnames.get(id, { zone_id });
  await customHostnames.list({ zone_id });
  await customHostnames.edit(id, { zone_id });
  await customHostnames.delete(id, { zone_id });
  await call("GET", `${HOSTNAMES}/nonsense`);

  await alerting.destinations.webhooks.get(hook, { account_id });
  await alerting.destinations.webhooks.list({ account_id });
  status = 204;
  await alerting.destinations.webhooks.update(hook, { account_id, name: "h", url: "https://a.co" });
  await alerting.policies.get(policy, { account_id });
  await alerting.policies.list({ account_id });
  await alerting.policies.update(policy, { account_id, enabled: false });
  await alerting.policies.delete(policy, { account_id });
  await alerting.destinations.webhooks.delete(hook, { account_id });

  await answers.settled();
  expect(answers.count).toBe(20);
  const never = describedFields().filter((field) => !answers.fields.has(field));
  expect(never).toEqual(Object.values(NEVER_ANSWERED).flat().sort());
});
