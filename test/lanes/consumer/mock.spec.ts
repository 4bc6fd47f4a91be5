import { verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import { buildPact, verifyPact } from "hookwright/pact";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { openServer, type Served, toListener } from "../../support/serve.ts";
import { createReceiver, type Receiver, SECRET } from "./receiver.ts";

const API = "https://api.cloudflare.com/client/v4/zones/023e105f4ecef8ad9ca31a8372d0c353/custom_hostnames";

let receiver: Receiver = createReceiver();
let served: Served;
const api = mockProvider(cloudflare, { secret: SECRET, deliverTo: (request) => receiver.fetch(request) });
const msw = setupServer(...api.handlers);

beforeAll(async () => {
  served = await openServer(toListener((request) => receiver.fetch(request)));
  // msw 3 calls the option onUnhandledFrame, and ignores the name before in silence.
  msw.listen({ onUnhandledRequest: "error", onUnhandledFrame: "error" } as Parameters<typeof msw.listen>[0]);
});
beforeEach(() => {
  receiver = createReceiver();
  api.reset();
});
afterAll(async () => {
  msw.close();
  await served.close();
});

const call = async (path: string, init: RequestInit = {}): Promise<{ id: string; ssl: { status: string } }> => {
  const headers = { authorization: "Bearer any", "content-type": "application/json" };
  const { result } = await (await fetch(API + path, { ...init, headers })).json();
  return result;
};

it("msw refuses an ordinary request", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {}); // what msw says of a refusal
  await expect(fetch(served.origin)).rejects.toThrow();
});

it("the API is mocked, and its webhooks reach the receiver as time passes", async () => {
  const body = JSON.stringify({ hostname: "shop.acme.com", ssl: { method: "txt", type: "dv" } });
  const { id } = await call("", { method: "POST", body });
  receiver.prepare({ id } as Parameters<Receiver["prepare"]>[0]);
  const exchanges = await api.advance({ minutes: 10 });
  expect(exchanges.map(({ response }) => response?.status)).toEqual([204, 204, 204]);
  expect((await call(`/${id}`)).ssl.status).toBe("active");
  expect(receiver.observe({ id } as Parameters<Receiver["observe"]>[0])?.status).toBe("active");
});

it("deliveries over HTTP pass msw by", async () => {
  const { prepare, observe } = receiver;
  const check = ["accepts-valid", "follows-lifecycle", "rejects-bad-secret"] as const;
  const options = { secret: SECRET, prepare, observe, check };
  const report = await verifyReceiver(cloudflare, `${served.origin}/webhooks`, options);
  expect(report.checks.map(({ id, result }) => [id, result])).toEqual(check.map((id) => [id, "pass"]));
});

it("Pact's verifier passes msw by, and sees a receiver that is wrong", async () => {
  const pacts = buildPact(cloudflare, { receiver: "web", path: "/webhooks", secret: SECRET, lifecycles: ["issuance"] });
  const prepare = (): void => {};
  const right = await verifyPact({ pacts, target: served.origin, prepare });
  const wrong = await verifyPact({ pacts, target: served.origin, prepare, secret: "another" });
  expect([right.passed, right.counts.pass > 0, wrong.passed]).toEqual([true, true, false]);
});
