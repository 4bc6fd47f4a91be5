// Checked by `npx tsc -p tsconfig.json`: importing a runner's entry gives `expect` its matchers, typed by the provider.
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import type {} from "hookwright/jest";
import "hookwright/vitest";
import { expect } from "vitest";

const payload: unknown = {};
const fetch = (): Response => new Response();

expect(payload).toBeEvent(cloudflare);
expect(payload).toBeEvent(cloudflare, "ssl.custom_hostname_certificate.validation.failed");
expect(payload).not.toBeEvent(cloud66, "ssl_certificate.install.ok");
const promise: Promise<void> = expect(fetch).toPassChecks(cloudflare, {
  secret: "s3cret",
  observe: ({ hostname }) => hostname,
});
await expect("http://127.0.0.1:3000/").not.toPassChecks(cloud66);

// @ts-expect-error: an event type of another provider
expect(payload).toBeEvent(cloudflare, "ssl_certificate.install.ok");
// @ts-expect-error: no provider
expect(payload).toBeEvent("cloudflare");
// @ts-expect-error: no such option
expect(fetch).toPassChecks(cloudflare, { secrets: "s3cret" });
// @ts-expect-error: a field of another provider's subject
expect(fetch).toPassChecks(cloudflare, { observe: ({ stackId }) => stackId });

// Jest's own types need not be there: what they would be merged with is.
declare const jestExpect: (received: unknown) => jest.Matchers<void, unknown>;
jestExpect(payload).toBeEvent(cloudflare, "ssl.custom_hostname_certificate.validation.failed");
// @ts-expect-error: an event type of another provider
jestExpect(payload).toBeEvent(cloud66, "ssl.custom_hostname_certificate.validation.failed");

void promise;
