import cloudflare from "hookwright/cloudflare";
import { describeReceiver } from "hookwright/vitest";
import { createMemoryKv } from "./memory-kv.ts";
import { addDomain, readStatus } from "./src/domains.ts";
import worker from "./src/index.ts";

const env = { WEBHOOK_SECRET: "s3cret", DOMAINS: createMemoryKv() };

describeReceiver(cloudflare, (request) => worker.fetch(request, env), {
  secret: "s3cret",
  strict: true, // what is prudent is asked for, too: a warning fails its test
  prepare: ({ id = "", hostname = "" }) => addDomain(env.DOMAINS, id, hostname),
  observe: ({ id = "" }) => readStatus(env.DOMAINS, id),
});
