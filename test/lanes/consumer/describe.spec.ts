import cloudflare from "hookwright/cloudflare";
import { buildPact } from "hookwright/pact";
import { describePact, describeReceiver } from "hookwright/vitest";
import { createReceiver, SECRET } from "./receiver.ts";

const { fetch, prepare, observe } = createReceiver();

describeReceiver(cloudflare, fetch, { secret: SECRET, prepare, observe });

describePact({
  pacts: buildPact(cloudflare, {
    receiver: "web",
    secret: SECRET,
    lifecycles: ["issuance", "deletion"],
    negatives: true,
  }),
  target: fetch,
  prepare: (subject) => prepare({ id: String(subject["id"]) } as Parameters<typeof prepare>[0]),
});
