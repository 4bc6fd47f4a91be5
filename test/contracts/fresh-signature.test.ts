import { createHmac } from "node:crypto";
import { formatReport, verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";

const SECRET = "whsec-9a31f0c2";
const TOLERANCE = 300; // seconds, as Stripe's libraries have it

/** Signed as Stripe signs, and refused when the signature is old. */
const receive = async (request: Request): Promise<Response> => {
  const [, stamp, signature] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(request.headers.get("x-signature") ?? "") ?? [];
  const expected = createHmac("sha256", SECRET)
    .update(`${stamp}.`)
    .update(new Uint8Array(await request.arrayBuffer()));
  if (signature === undefined || signature !== expected.digest("hex")) return new Response(null, { status: 401 });
  const isFresh = Math.abs(Date.now() / 1000 - Number(stamp)) <= TOLERANCE;
  return new Response(null, { status: isFresh ? 204 : 400 });
};

it("a receiver that refuses old signatures takes every event, however long ago it happened", async () => {
  const report = await verifyReceiver(cloudflare, receive, {
    secret: SECRET,
    auth: { kind: "hmac", header: "x-signature", signed: "{timestamp}.{body}", value: "t={timestamp},v1={signature}" },
    check: ["accepts-valid", "accepts-orphans", "rejects-bad-secret", "ignores-duplicates"],
  });
  expect(report.counts, formatReport(report, "text")).toMatchObject({ fail: 0, warn: 0, skip: 0 });
});
