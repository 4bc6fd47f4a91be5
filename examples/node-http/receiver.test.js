import { buildLifecycle, deliver } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { describeReceiver } from "hookwright/vitest";
import { afterAll, expect, it } from "vitest";
import { createReceiver } from "./receiver.js";

// Served, and seen from outside only, as receivers in other languages are.
const server = createReceiver({ secret: "s3cret" });
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => server.close());
const origin = `http://127.0.0.1:${server.address().port}`;

const prepare = (provider) => (subject) =>
  fetch(`${origin}/prepare/${provider}`, { method: "POST", body: JSON.stringify(subject) });

const observe = async (...path) => {
  const answer = await fetch([origin, "state", ...path.map(encodeURIComponent)].join("/"));
  return answer.ok ? answer.json() : undefined;
};

describeReceiver(cloudflare, `${origin}/webhooks/cloudflare`, {
  secret: "s3cret",
  strict: true, // what is prudent is asked for, too: a warning fails its test
  prepare: prepare("cloudflare"),
  observe: ({ id }) => observe("cloudflare", id),
});

describeReceiver(cloud66, `${origin}/webhooks/cloud66`, {
  secret: "s3cret", // Cloud66 has none of its own: it comes in the URL, as ?token=
  strict: true,
  prepare: prepare("cloud66"),
  observe: ({ stackId, name }) => observe("cloud66", stackId, name),
});

it("an event within a notification is read, too", async () => {
  const issuance = buildLifecycle(cloudflare, "issuance");
  const [subject] = issuance.subjects;
  await prepare("cloudflare")(subject);
  await deliver(issuance, `${origin}/webhooks/cloudflare`, { secret: "s3cret", envelope: "notification" });
  expect(await observe("cloudflare", subject.id)).toEqual({ status: "active" });
});
