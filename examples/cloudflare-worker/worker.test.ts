import { buildLifecycle, deliver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { describeReceiver } from "hookwright/vitest";
import { expect, it } from "vitest";
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

it("events that come before KV shows their domain are kept", async () => {
  const DOMAINS = createMemoryKv({ lags: true });
  const issuance = buildLifecycle(cloudflare, "issuance");
  const { id = "", hostname = "" } = issuance.subjects[0] ?? {};
  await addDomain(DOMAINS, id, hostname);
  await deliver(issuance, (request) => worker.fetch(request, { ...env, DOMAINS }), { secret: "s3cret" });
  DOMAINS.catchUp();
  expect(await readStatus(DOMAINS, id)).toBe("active");
});
