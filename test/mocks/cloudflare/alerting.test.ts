import Cloudflare, { BadRequestError, NotFoundError } from "cloudflare";
import cloudflare from "hookwright/cloudflare";
import { type MockOptions, mockProvider } from "hookwright/msw";
import { expect, it } from "vitest";
import {
  ACCOUNT,
  call,
  HOSTNAMES,
  openMocks,
  openReceiver,
  POLICIES,
  refusalOf,
  startMock,
  typesOf,
  WEBHOOKS,
  ZONE,
} from "../../support/cloudflare-mock.ts";
import { serve } from "../../support/serve.ts";

const { server } = openMocks();

const URL = "https://shop.acme.com/hooks";
const SSL = "custom_ssl_certificate_event_type";

/** A mock whose destinations all lead to one receiver, and what registers one with a policy. */
const start = (options: MockOptions = {}) => {
  const { received, receive } = openReceiver();
  const api = mockProvider(cloudflare, { destinations: () => receive, ...options });
  server.use(...api.handlers);
  const client = new Cloudflare({ apiToken: "x", maxRetries: 0 });
  const { webhooks } = client.alerting.destinations;
  const register = (secret?: string, url = URL, account_id = ACCOUNT) =>
    webhooks.create({ account_id, name: "hooks", url, ...(secret !== undefined && { secret }) });
  const attach = (id: string | undefined, more: object = {}) =>
    client.alerting.policies.create({
      account_id: ACCOUNT,
      name: "ssl",
      alert_type: SSL,
      enabled: true,
      ...more,
      mechanisms: { webhooks: [{ id: id ?? "" }] },
    });
  const create = (hostname = "shop.acme.com") => client.customHostnames.create({ zone_id: ZONE, hostname });
  return { api, client, webhooks, received, register, attach, create, types: () => typesOf(received) };
};

it("a destination is created after it took the test message, with its secret", async () => {
  const { api, webhooks, register, received } = start();
  const { id } = await register("s3cret");
  expect(received).toMatchObject([
    { secret: "s3cret", event: { text: expect.stringMatching(/^Hello World! This is a test message/) } },
  ]);
  expect(api.exchanges.map(({ response }) => response?.status)).toEqual([204]);
  expect(await webhooks.get(id ?? "", { account_id: ACCOUNT })).toEqual({
    id,
    name: "hooks",
    url: URL,
    type: "generic",
    created_at: "2026-01-01T00:00:00.000Z",
    last_success: "2026-01-01T00:00:00.000Z",
  });
});

it("a destination that does not take the test message is refused, with the status, and is not there", async () => {
  const { receive } = openReceiver(404);
  const { api, webhooks, register } = start({ destinations: () => receive });
  const error = (await register().catch((thrown: unknown) => thrown)) as BadRequestError;
  expect(error).toBeInstanceOf(BadRequestError);
  expect(error.errors[0]?.message).toBe("webhook test failed with status code 404");
  expect(api.exchanges.map(({ response }) => response?.status)).toEqual([404]);
  expect((await webhooks.list({ account_id: ACCOUNT })).result).toEqual([]);
});

it("a destination on another machine is not called, unless the user says where it leads", async () => {
  const api = mockProvider(cloudflare);
  server.use(...api.handlers);
  const { message } = await refusalOf(await call("POST", WEBHOOKS, { name: "hooks", url: URL }));
  expect(message).toContain(`${URL} is not on this machine: nothing was sent`);
  expect(api.exchanges).toMatchObject([{ error: { code: "refused" } }]);
});

it("a destination on this machine is called over HTTP", async () => {
  const paths: unknown[] = [];
  const origin = await serve((request, response) => {
    paths.push([request.url, request.headers["cf-webhook-auth"]]);
    response.writeHead(204).end();
  });
  const { register } = start({ destinations: () => undefined });
  await register("s3cret", `${origin}/hooks?tenant=acme`);
  expect(paths).toEqual([["/hooks?tenant=acme", "s3cret"]]);
});

it("a secret is in no answer", async () => {
  const { register, webhooks, received } = start();
  const { id } = await register("top-s3cret");
  const answers = [await webhooks.get(id ?? "", { account_id: ACCOUNT }), await webhooks.list({ account_id: ACCOUNT })];
  expect(JSON.stringify(answers)).not.toContain("top-s3cret");
  expect(received[0]?.secret).toBe("top-s3cret");
});

it("a policy's destination gets every event with its secret, beside deliverTo", async () => {
  const { received: direct, receive } = openReceiver();
  const { api, register, attach, create, received } = start({ deliverTo: receive, secret: "other" });
  await attach((await register("s3cret")).id);
  await create();
  const exchanges = await api.advance({ days: 1 });
  expect(exchanges).toHaveLength(6);
  expect(typesOf(received)).toEqual(["test", "validation.succeeded", "issuance.succeeded", "deployment.succeeded"]);
  expect(received.map(({ secret }) => secret)).toEqual(["s3cret", "s3cret", "s3cret", "s3cret"]);
  expect(direct.map(({ secret }) => secret)).toEqual(["other", "other", "other"]);
  expect(received[1]?.event).toEqual(direct[0]?.event);
  expect(received[1]?.event.metadata.account.id).toBe(ACCOUNT);
});

it.each([
  ["without a policy", undefined],
  ["of a disabled policy", { enabled: false }],
  ["of a policy of another alert type", { alert_type: "universal_ssl_event_type" }],
])("a destination %s gets nothing but the test message", async (_, more) => {
  const { api, register, attach, create, types } = start();
  const { id } = await register();
  if (more) await attach(id, more);
  await create();
  await api.advance({ days: 1 });
  expect(types()).toEqual(["test"]);
});

it("a destination of two policies gets each event once", async () => {
  const { api, register, attach, create, types } = start();
  const { id } = await register();
  await attach(id);
  await attach(id);
  await create();
  await api.advance({ days: 1 });
  expect(types()).toHaveLength(4);
});

it("a policy that is changed or deleted counts from then on", async () => {
  const { api, client, register, attach, create, types } = start();
  const policy = await attach((await register()).id, { enabled: false });
  const { id: hostname } = await create();
  await api.advance({ seconds: 70 });
  await client.alerting.policies.update(policy.id ?? "", { account_id: ACCOUNT, enabled: true });
  await api.advance({ hours: 1 });
  expect(types()).toEqual(["test", "issuance.succeeded", "deployment.succeeded"]);
  await client.alerting.policies.delete(policy.id ?? "", { account_id: ACCOUNT });
  await client.customHostnames.delete(hostname, { zone_id: ZONE });
  await api.advance({ days: 1 });
  expect(types()).toHaveLength(3);
});

it("another account's policy gets nothing", async () => {
  const { api, client, register, attach, create, types } = start();
  const other = "f".repeat(32);
  const { id } = await register(undefined, URL, other);
  await client.alerting.policies.create({
    account_id: other,
    name: "ssl",
    alert_type: SSL,
    enabled: true,
    mechanisms: { webhooks: [{ id: id ?? "" }] },
  });
  await attach((await register()).id);
  await create();
  await api.advance({ days: 1 });
  expect(types()).toHaveLength(5); // two test messages, and the events go to the first account only
});

it("an event to a destination that fails is noted as last_failure, becomes an exchange, and time goes on", async () => {
  let status = 204;
  const { api, webhooks, register, attach, create } = start({
    destinations: () => () => new Response(null, { status }),
  });
  const { id = "" } = await register();
  await attach(id);
  await create();
  status = 500;
  const exchanges = await api.advance({ seconds: 70 });
  expect(exchanges.map(({ response }) => response?.status)).toEqual([500]);
  expect(api.now).toEqual(new Date("2026-01-01T00:01:10Z"));
  const failed = await webhooks.get(id, { account_id: ACCOUNT });
  expect(failed.last_success).toBe("2026-01-01T00:00:00.000Z");
  expect(failed.last_failure).toMatch(/^2026-01-01T00:01:0/);
  status = 204;
  await api.advance({ days: 1 });
  const mended = await webhooks.get(id, { account_id: ACCOUNT });
  expect(mended.last_failure).toBe(failed.last_failure);
  expect(Date.parse(mended.last_success ?? "")).toBeGreaterThan(Date.parse(failed.last_failure ?? ""));
});

it("a destination that hangs, and one that throws, are told apart, and time goes on", async () => {
  let isUp = true;
  const hang = (): Promise<never> => new Promise(() => {});
  const { api, register, attach, create } = start({
    timeout: 50,
    destinations: (url) => async () => {
      if (isUp) return new Response();
      if (url === URL) return hang();
      throw new Error("down");
    },
  });
  await attach((await register()).id);
  await attach((await register(undefined, "https://other.acme.com/hooks")).id);
  await create();
  isUp = false;
  const exchanges = await api.advance({ seconds: 70 });
  expect(exchanges.map(({ error }) => error?.code)).toEqual(["timeout", "threw"]);
  expect(api.now).toEqual(new Date("2026-01-01T00:01:10Z"));
});

it("a destination is changed after it took the test message again, and gets the rest with the new secret", async () => {
  const { api, webhooks, register, attach, create, received } = start();
  const { id = "" } = await register("old");
  await attach(id);
  await create();
  const url = "https://new.acme.com/hooks";
  expect(await webhooks.update(id, { account_id: ACCOUNT, name: "new", url, secret: "new" })).toEqual({ id });
  expect(await webhooks.get(id, { account_id: ACCOUNT })).toMatchObject({ id, name: "new", url });
  await api.advance({ seconds: 70 });
  expect(received.map(({ secret }) => secret)).toEqual(["old", "new", "new"]);
});

it("a deleted destination gets nothing more, and is not found", async () => {
  const { api, webhooks, register, attach, create, types } = start();
  const { id = "" } = await register();
  await attach(id);
  await create();
  expect(await webhooks.delete(id, { account_id: ACCOUNT })).toMatchObject({ success: true });
  await api.advance({ days: 1 });
  expect(types()).toEqual(["test"]);
  await expect(webhooks.get(id, { account_id: ACCOUNT })).rejects.toBeInstanceOf(NotFoundError);
});

it("policies are listed, got and changed; what is not given stays", async () => {
  const { client, register, attach } = start();
  const { id = "" } = await attach((await register()).id, { description: "all", alert_interval: "30m", filters: {} });
  await client.alerting.policies.update(id, { account_id: ACCOUNT, name: "renamed" });
  const policy = await client.alerting.policies.get(id, { account_id: ACCOUNT });
  expect(policy).toMatchObject({ id, name: "renamed", description: "all", enabled: true, alert_type: SSL });
  expect((await client.alerting.policies.list({ account_id: ACCOUNT })).result).toEqual([policy]);
});

it("the alert type of custom hostnames is among the available alerts", async () => {
  const { client } = start();
  const alerts = await client.alerting.availableAlerts.list({ account_id: ACCOUNT });
  expect(Object.values(alerts).flat()).toMatchObject([{ type: SSL, filter_options: [] }]);
});

it("records of one account are not another's", async () => {
  const { register } = start();
  const { id } = await register();
  const theirs = WEBHOOKS.replace(ACCOUNT, "f".repeat(32));
  expect((await call("GET", `${theirs}/${id}`)).status).toBe(404);
  expect(await (await call("GET", theirs)).json()).toMatchObject({ result: [] });
});

it("while a test message is out, other calls are answered, and nothing of them is lost", async () => {
  const { api } = startMock(server, {
    destinations: () => async () => {
      await call("POST", HOSTNAMES, { hostname: "meanwhile.acme.com" });
      return new Response();
    },
  });
  const [first, second] = await Promise.all(
    ["a", "b"].map((name) => call("POST", WEBHOOKS, { name, url: `https://${name}.acme.com` })),
  );
  expect([first?.status, second?.status]).toEqual([201, 201]);
  expect(await (await call("GET", WEBHOOKS)).json()).toMatchObject({ result: [{ name: "a" }, { name: "b" }] });
  expect(api.resources.map(({ subject }) => subject.hostname)).toEqual(["meanwhile.acme.com"]);
});

it("two mocks share no destinations", async () => {
  const one = start();
  await one.attach((await one.register()).id);
  const other = start(); // its handlers come first
  await other.create();
  await other.api.advance({ days: 1 });
  expect(await (await call("GET", POLICIES)).json()).toMatchObject({ result: [] });
  expect([one.types(), other.types()]).toEqual([["test"], []]);
});

it("reset forgets destinations and policies, and their ids come again", async () => {
  const { api, register, attach } = start();
  const { id } = await register();
  await attach(id);
  api.reset();
  expect(await (await call("GET", WEBHOOKS)).json()).toMatchObject({ result: [] });
  expect((await register()).id).toBe(id);
});
