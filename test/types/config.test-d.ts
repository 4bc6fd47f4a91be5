// Checked by `npx tsc -p tsconfig.json`: each entry of a config gets the subject of its own provider, and mistakes do not compile.
import { type Config, defineConfig, deliver, nodeListener, verifyReceiver } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { verifyPact } from "hookwright/pact";
import { describePact, describeReceiver } from "hookwright/vitest";

const fetch = (): Response => new Response();
const to = "http://127.0.0.1:3000/hooks";

const config = defineConfig({
  receivers: {
    web: {
      provider: cloudflare,
      fetch,
      prepare: ({ hostname }) => hostname.length,
      observe: (subject) => subject satisfies CloudflareSubject,
      expect: { "pending_*": "pending", deleted: undefined },
    },
    stacks: {
      provider: cloud66,
      to,
      prepare: ({ stackId }) => stackId.toFixed(),
      observe: "http://127.0.0.1:3000/{name}",
    },
    named: { provider: "cloudflare", to: new URL(to), view: "/status", prepare: (subject) => subject["id"] },
    folder: { provider: new URL("./shop", import.meta.url), to: nodeListener(() => {}) },
  },
});

void verifyReceiver(config.receivers.web, { observe: ({ hostname }) => hostname.length });
void verifyReceiver(config.receivers.stacks, { check: ["accepts-valid"] });
void deliver([], config.receivers.named, { concurrency: 2 });
void verifyPact(config.receivers.folder, { files: ["a.json"] });
describeReceiver(config.receivers.web, { strict: true });
describePact(config.receivers.stacks, { files: ["a.json"] });
export const any: Config = { receivers: { web: { provider: "cloud66", to } } };

// @ts-expect-error: a mistyped key of the config
defineConfig({ recievers: {} });
// @ts-expect-error: a mistyped key of an entry
defineConfig({ receivers: { web: { provider: cloudflare, to, preparee: () => {} } } });
// @ts-expect-error: an entry of a provider alone
defineConfig({ receivers: { web: { provider: cloudflare } } });
// @ts-expect-error: two places
defineConfig({ receivers: { web: { provider: cloudflare, to, fetch } } });
// @ts-expect-error: a field of another provider's subject
defineConfig({ receivers: { web: { provider: cloudflare, to, prepare: ({ stackId }) => stackId } } });
// @ts-expect-error: no such check
defineConfig({ receivers: { web: { provider: cloudflare, to, skip: { orphans: "none" } } } });
// @ts-expect-error: what is about a single run
defineConfig({ receivers: { web: { provider: cloudflare, to, case: "1:x" } } });
// @ts-expect-error: a receiver's subject is that of its provider
void verifyReceiver(config.receivers.web, { observe: ({ stackId }) => stackId });
// @ts-expect-error: the config has no such receiver
void verifyReceiver(config.receivers.admin);
// @ts-expect-error: where the receiver is stands in the config
void verifyPact(config.receivers.web, { files: ["a.json"], target: to });
