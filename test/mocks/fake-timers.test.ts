import { buildLifecycle, deliver, type Target } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { serve } from "../support/serve.ts";

const lifecycle = buildLifecycle(cloudflare, "issuance");

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("a delivery times out in real time while a test's timers are fake", async () => {
  const silent = await serve(() => {});
  for (const target of [silent, () => new Promise<never>(() => {})] satisfies Target[]) {
    const exchanges = await deliver(lifecycle, target, { timeout: 50 });
    expect(exchanges.map(({ error }) => error?.code)).toEqual(["timeout", "timeout", "timeout"]);
  }
});

it("a lifecycle arrives while a test's timers are fake", async () => {
  const origin = await serve((_, response) => void response.end("ok"));
  const exchanges = await deliver(lifecycle, origin, { timeout: 1000 });
  expect(exchanges.map(({ response }) => response?.body)).toEqual(["ok", "ok", "ok"]);
});
