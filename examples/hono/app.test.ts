import cloudflare from "hookwright/cloudflare";
import { describeReceiver } from "hookwright/vitest";
import { createApp } from "./app.ts";
import { createStatusStore } from "./status-store.ts";

const statuses = createStatusStore();

describeReceiver(cloudflare, createApp("s3cret", statuses), {
  url: "https://example.com/webhooks/cloudflare",
  secret: "s3cret",
  strict: true, // what is prudent is asked for, too: a warning fails its test
  observe: ({ id = "" }) => statuses.find(id), // its `status` is Cloudflare's own word: nothing to translate
});
