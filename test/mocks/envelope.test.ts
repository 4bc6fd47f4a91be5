import { buildDeliveries, buildLifecycle } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { envelopeNames, wrap } from "../../mocks/envelope.ts";
import type { Json } from "../../schemas/json-schema.ts";
import type { Provider } from "../../schemas/provider.ts";
import { thrownBy } from "../support/thrown.ts";

const lifecycle = buildLifecycle(cloudflare, "issuance");

const bodies = (envelope?: string): unknown[] =>
  buildDeliveries(lifecycle, envelope === undefined ? {} : { envelope }).map(({ body }) =>
    JSON.parse(new TextDecoder().decode(body)),
  );

const payloads = lifecycle.steps.map(({ payload }) => payload);

it("the shapes of a provider are none and its envelopes", () => {
  expect(envelopeNames(cloudflare as unknown as Provider)).toEqual(["none", "notification"]);
  expect(envelopeNames(cloud66 as unknown as Provider)).toEqual(["none"]);
});

it("without an envelope, and with none, the body is the payload", () => {
  expect(bodies()).toEqual(payloads);
  expect(bodies("none")).toEqual(payloads);
});

it("a notification holds the payload, the account and the event's time in seconds", () => {
  for (const [i, body] of bodies("notification").entries())
    expect(body).toMatchObject({
      data: payloads[i],
      account_id: lifecycle.subjects[0]?.accountId,
      ts: Math.floor((lifecycle.steps[i]?.at.getTime() ?? 0) / 1000),
    });
});

it("a delivery keeps the bare payload beside the wrapped body", () => {
  expect(buildDeliveries(lifecycle, { envelope: "notification" }).map(({ payload }) => payload)).toEqual(payloads);
});

it("wrapping leaves the payload as it is", () => {
  const payload = structuredClone(payloads[0]) as unknown as Json;
  wrap(cloudflare as unknown as Provider, "notification", payload, { seed: 0, run: 0 }, new Date(0));
  expect(payload).toEqual(payloads[0]);
});

it("the same seed wraps in the same bytes", () => {
  expect(bodies("notification")).toEqual(bodies("notification"));
});

it("an unknown envelope is refused with the known ones, nearest first", async () => {
  const error = await thrownBy(() => buildDeliveries(lifecycle, { envelope: "notifications" }));
  expect(error.code).toBe("unknown-name");
  expect(error.message).toBe(
    '[hookwright] Failed to find the envelope "notifications". Known, nearest first: notification, none.',
  );
});
