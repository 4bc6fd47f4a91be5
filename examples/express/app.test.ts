import { nodeListener } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { describeReceiver } from "hookwright/vitest";
import { createApp } from "./app.ts";
import { createDomainStore } from "./domain-store.ts";

const domains = createDomainStore();

describeReceiver(cloudflare, nodeListener(createApp("s3cret", domains)), {
  url: "https://example.com/webhooks/cloudflare",
  secret: "s3cret",
  strict: true, // what is prudent is asked for, too: a warning fails its test
  prepare: ({ id = "" }) => domains.add(id), // as if the customer had just added it
  observe: ({ id = "" }) => domains.find(id),
  view: (row) => (row as { state: string }).state,
  expect: { active: "live", "pending_*": "pending", deleted: "gone" },
});
