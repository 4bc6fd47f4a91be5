import * as fc from "fast-check";
import { buildPayload, deliver, validatePayload } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { arbitraryDeliveries, arbitraryPayload } from "hookwright/fast-check";
import "hookwright/vitest";
import { expect, it } from "vitest";
import { createReceiver, SECRET } from "./receiver.ts";

it("toBeEvent tells events from others, by name", () => {
  const payload = buildPayload(cloud66, "ssl_certificate.install.ok");
  expect(payload).toBeEvent(cloud66, "ssl_certificate.install.ok");
  expect(payload).not.toBeEvent(cloudflare);
  expect(() => expect({ ...payload, timestamp: "now" }).toBeEvent(cloud66)).toThrow("/timestamp");
});

it("toPassChecks tells a right receiver from a careless one", async () => {
  const options = { secret: SECRET, check: ["accepts-valid", "rejects-bad-secret"] } as const;
  await expect(createReceiver().fetch).toPassChecks(cloudflare, options);
  const careless = async (): Promise<Response> => new Response(null, { status: 204 });
  await expect(expect(careless).toPassChecks(cloudflare, options)).rejects.toThrow("rejects-bad-secret");
});

it("payloads that fast-check draws are valid", () => {
  fc.assert(fc.property(arbitraryPayload(cloudflare), (payload) => validatePayload(cloudflare, payload).length === 0));
});

it("deliveries that fast-check draws are answered", async () => {
  const all = arbitraryDeliveries(cloudflare, { secret: SECRET, faults: ["duplicate", "reorder", "drop"] });
  const { fetch } = createReceiver();
  const answered = fc.asyncProperty(all, async (deliveries) =>
    (await deliver(deliveries, fetch)).every(({ response }) => response?.status === 204),
  );
  await fc.assert(answered, { numRuns: 20 });
});
