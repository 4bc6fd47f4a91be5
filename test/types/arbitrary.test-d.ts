// Checked by `npx tsc -p tsconfig.json`: arbitraries are typed by the provider.
import type { Arbitrary } from "fast-check";
import type { Delivery } from "hookwright";
import cloud66, { type Cloud66Events } from "hookwright/cloud66";
import cloudflare, { type CloudflareValidationFailed } from "hookwright/cloudflare";
import { arbitraryDeliveries, arbitraryPayload } from "hookwright/fast-check";

const failed: Arbitrary<CloudflareValidationFailed> = arbitraryPayload(
  cloudflare,
  "ssl.custom_hostname_certificate.validation.failed",
);
const any: Arbitrary<Cloud66Events[keyof Cloud66Events]> = arbitraryPayload(cloud66);
const deliveries: Arbitrary<Delivery[]> = arbitraryDeliveries(cloudflare, {
  lifecycle: "renewal",
  faults: ["duplicate"],
  secret: "s3cret",
  subject: { hostname: "shop.acme.com" },
});

// @ts-expect-error: an event type of another provider
arbitraryPayload(cloud66, "ssl.custom_hostname_certificate.validation.failed");
// @ts-expect-error: no such lifecycle
arbitraryDeliveries(cloudflare, { lifecycle: "renewals" });
// @ts-expect-error: a field of another provider's subject
arbitraryDeliveries(cloudflare, { subject: { stackId: 7 } });
// @ts-expect-error: seeds are drawn
arbitraryDeliveries(cloudflare, { seed: 7 });

void [failed, any, deliveries];
