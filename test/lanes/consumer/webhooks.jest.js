import { buildPayload } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { describeReceiver } from "hookwright/jest";

const fetch = async (request) =>
  new Response(null, { status: request.headers.get("cf-webhook-auth") === "s3cret" ? 204 : 401 });

describeReceiver(cloudflare, fetch, { secret: "s3cret", check: ["accepts-valid", "rejects-bad-secret"] });

it("knows toBeEvent", () => {
  const payload = buildPayload(cloudflare, "ssl.custom_hostname_certificate.deletion.succeeded");
  expect(payload).toBeEvent(cloudflare, "ssl.custom_hostname_certificate.deletion.succeeded");
});
