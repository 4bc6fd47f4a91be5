import { formatReport, type Report, verifyReceiver } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { buildPact, verifyPact } from "hookwright/pact";
import { expect, it } from "vitest";
import { answer, createCloudflareReceiver } from "../../receivers/cloudflare.ts";
import { reportErrors } from "../../support/report-schema.ts";
import { serve } from "../../support/serve.ts";
import { report } from "./sample-report.ts";

const REPORTS: Readonly<Record<string, () => Promise<Report>>> = {
  "made by hand": async () => report,
  "of a pass": () => {
    const { fetch, options } = createCloudflareReceiver();
    return verifyReceiver(cloudflare, fetch, options);
  },
  "of failures": () => verifyReceiver(cloudflare, () => answer(500), { secret: "s3cret", runs: 11 }),
  "of a receiver that throws": () =>
    verifyReceiver(cloudflare, () => Promise.reject(new Error("no")), {
      observe: () => undefined,
      settle: 0,
      runs: 11,
    }),
  "of checks that were skipped": () =>
    verifyReceiver(cloud66, () => answer(204), { skip: { "accepts-valid": "not today" } }),
  "of pacts": async () => {
    const origin = await serve((_, response) => response.writeHead(204).end());
    return verifyPact({ pacts: buildPact(cloud66, { receiver: "web", lifecycles: ["install"] }), target: origin });
  },
};

it.each(Object.keys(REPORTS))("a report %s keeps to its schema, and comes back from JSON as it was", async (name) => {
  const made = (await REPORTS[name]?.()) as Report;
  const back = JSON.parse(formatReport(made, "json")) as Report;
  expect(reportErrors(back)).toEqual([]);
  expect(back).toEqual(made);
});

it.each([
  ["an unknown field", { extra: true }],
  ["an unknown result", { checks: [{ ...report.checks[0], result: "ok" }] }],
  ["a case without a result", { checks: [{ ...report.checks[0], cases: [{ name: "a" }] }] }],
  ["a number too small", { durationMs: -1 }],
])("%s is found", (_, wrong) => {
  expect(reportErrors({ ...report, ...wrong })).not.toEqual([]);
});

it("accepts-valid tells how each event type was answered", async () => {
  const [, refused = ""] = cloud66.eventTypes;
  const { checks } = await verifyReceiver(
    cloud66,
    async (request) => answer((await request.text()).includes(refused) ? 400 : 204),
    { runs: 3, check: ["accepts-valid"] },
  );
  expect(checks[0]?.cases).toEqual(
    cloud66.eventTypes.map((name) =>
      name === refused ? { name, result: "fail", message: "expected 2xx, actual 400" } : { name, result: "pass" },
    ),
  );
});
