// Checked by `npx tsc -p tsconfig.json`: what a mock takes, and the mistakes that do not compile.
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { type Api, mockProvider } from "hookwright/msw";

const api = mockProvider(cloudflare, { destinations: (url) => (url.startsWith("https:") ? fetch : undefined) });

api.plan("renewal-failure", ({ hostname }) => hostname.endsWith(".acme.com"));
api.plan(["ssl.custom_hostname_certificate.validation.failed"]);
api.show({ hostname: "shop.acme.com" }, "active");
mockProvider(cloud66).show({ stackId: 7 }, "installed");

// @ts-expect-error a lifecycle that does not exist
api.plan("isuance");
// @ts-expect-error another provider's subject
api.plan("issuance", ({ stackId }) => stackId === 7);
// @ts-expect-error a field that the subject has not
api.show({ hostName: "shop.acme.com" }, "active");
// @ts-expect-error an option that does not exist
mockProvider(cloudflare, { deliverto: fetch });

export const small: Api = {
  base: "https://api.acme.com",
  routes: { "GET /": (state) => ({ state, response: { status: 200, body: {} } }) },
};
