import { formatReport, type Report, type VerifyOptions, verifyReceiver } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { githubAnnotations } from "../../contracts/formats/github.ts";
import { answer } from "../receivers/cloudflare.ts";

const verify = (options: VerifyOptions): Promise<Report> =>
  verifyReceiver(cloudflare, () => answer(204), { observe: () => undefined, settle: 20, ...options });

const titleOf = (report: Report): string[] => formatReport(report, "text").split("\n").slice(0, 2);

const UNSEEN = "nothing became visible: if rows must exist first, give prepare";

it("where all that was asked for is the state, and it never became visible, nothing passes", async () => {
  const report = await verify({ profile: "smoke" });
  expect([report.passed, report.counts]).toEqual([false, { pass: 0, fail: 0, warn: 0, skip: 1 }]);
  expect(titleOf(report)).toEqual([
    `cloudflare → in process: failed: follows-lifecycle could not be judged: ${UNSEEN}`,
    `  State was not seen: ${UNSEEN}.`,
  ]);
});

it.each([
  { check: "follows-lifecycle" as const, reason: "no observe given" },
  { check: "rejects-bad-secret" as const, reason: "no secret given" },
])("$check alone does not pass with $reason", async ({ check, reason }) => {
  const report = await verifyReceiver(cloudflare, () => answer(204), { check: [check] });
  expect(report.passed).toBe(false);
  expect(titleOf(report)[0]).toContain(`failed: ${check} could not be judged: ${reason}`);
});

it("a check that the provider gives no ground for passes, alone, too: there is nothing to be right about", async () => {
  const report = await verifyReceiver(cloud66, () => answer(204), { check: ["accepts-orphans"] });
  expect([report.passed, report.counts.skip]).toEqual([true, 1]);
});

it("what could not be judged fails in JUnit, and is an annotation in a workflow", async () => {
  const report = await verify({ profile: "smoke" });
  expect(formatReport(report, "junit")).toContain(`<failure message="could not be judged: ${UNSEEN}"`);
  expect(githubAnnotations(report)).toEqual([
    `::error title=hookwright follows-lifecycle::follows-lifecycle: ${UNSEEN}`,
  ]);
});

it("where answers pass and state never became visible, the line below the title says so", async () => {
  const report = await verify({});
  expect(report.passed).toBe(true);
  expect(titleOf(report)).toEqual(["cloudflare → in process: passed", `  State was not seen: ${UNSEEN}.`]);
});

it("strict does not pass what was not seen, and says why", async () => {
  const report = await verify({ strict: true, check: ["accepts-valid", "follows-lifecycle"] });
  expect(report.passed).toBe(false);
  expect(titleOf(report)[0]).toContain(`failed: follows-lifecycle could not be judged: ${UNSEEN}`);
});

it("who gives observe already is not told to give it", async () => {
  const { checks } = await verify({ check: ["accepts-valid"] });
  expect(checks[0]?.notes).toContain("cannot tell which envelope is read; give --envelope");
});
