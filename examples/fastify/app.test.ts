import { nodeListener } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { describeReceiver } from "hookwright/vitest";
import { createApp } from "./app.ts";
import { createDomainStore } from "./domain-store.ts";
import { createInbox } from "./inbox.ts";
import { takeEvent } from "./take-event.ts";

const domains = createDomainStore();
const inbox = createInbox((body) => takeEvent(domains, body));
const app = createApp("s3cret", inbox);
await app.ready(); // its routes are there now; it need not listen

describeReceiver(cloudflare, nodeListener(app.server), {
  url: "https://example.com/webhooks/cloudflare",
  secret: "s3cret",
  strict: true, // what is prudent is asked for, too: a warning fails its test
  prepare: ({ id = "" }) => domains.save({ id, status: "initializing", at: 0 }),
  observe: ({ id = "" }) => domains.find(id),
  settled: () => inbox.drained(), // the answer comes before the work: wait for it
});
