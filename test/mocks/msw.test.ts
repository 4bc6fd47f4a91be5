import { buildLifecycle, deliver, nodeListener } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openServer, type Served } from "../support/serve.ts";

const msw = setupServer();
const lifecycle = buildLifecycle(cloudflare, "issuance");
let served: Served;
let requests = 0;

beforeAll(async () => {
  served = await openServer((_, response) => {
    requests++;
    response.end("ok");
  });
  // msw 3 calls the option onUnhandledFrame, and ignores the name before in silence.
  msw.listen({ onUnhandledRequest: "error", onUnhandledFrame: "error" } as Parameters<typeof msw.listen>[0]);
});
afterAll(async () => {
  msw.close();
  await served.close();
});

it("msw refuses ordinary requests, and lets deliveries through", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {}); // what msw says of a refusal
  await expect(fetch(served.origin)).rejects.toThrow();
  expect(requests).toBe(0);
  const exchanges = await deliver(lifecycle, served.origin);
  expect(exchanges.map(({ response }) => response?.body)).toEqual(["ok", "ok", "ok"]);
  expect(requests).toBe(3);
});

it("msw lets deliveries to a listener through", async () => {
  const app = nodeListener((_, response) => void response.end("ok"));
  const exchanges = await deliver(lifecycle, app);
  expect(exchanges.map(({ response }) => response?.body)).toEqual(["ok", "ok", "ok"]);
});
