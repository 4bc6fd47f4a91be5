import { type CheckResult, formatReport, type Report, verifyReceiver } from "hookwright";
import cloud66, { type Cloud66Subject } from "hookwright/cloud66";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { createCloud66Receiver } from "../receivers/cloud66.ts";
import { createCloudflareReceiver, type TestReceiver } from "../receivers/cloudflare.ts";
import { createLateReceiver, createQueueReceiver } from "../receivers/late.ts";
import { idsOf, mutants } from "../receivers/mutants.ts";
import { createOwnWordsReceiver } from "../receivers/own-words.ts";
import { createStatelessReceiver } from "../receivers/stateless.ts";

const SEEDS = [0, 1, 2, 3, 4];
const ALL = ["accepts-valid", "accepts-orphans", "follows-lifecycle", "ignores-duplicates", "rejects-bad-secret"];

const verifyCloudflare = ({ fetch, options }: TestReceiver<CloudflareSubject>, seed: number): Promise<Report> =>
  verifyReceiver(cloudflare, fetch, { ...options, seed });

const verifyCloud66 = ({ fetch, options }: TestReceiver<Cloud66Subject>, seed: number): Promise<Report> =>
  verifyReceiver(cloud66, fetch, { ...options, seed });

const reasonOf = (checks: readonly CheckResult[], id: string): string | undefined =>
  checks.find((check) => check.id === id)?.reason;

it.each([
  { what: "mirrors the statuses", create: createCloudflareReceiver },
  { what: "has words of its own", create: createOwnWordsReceiver },
  { what: "answers 202 and works later", create: createLateReceiver },
  { what: "works later and says when it is done", create: createQueueReceiver },
])("a Cloudflare receiver that $what passes every check under each seed", async ({ create }) => {
  for (const report of await Promise.all(SEEDS.map((seed) => verifyCloudflare(create(), seed)))) {
    expect(idsOf(report.checks, "pass"), formatReport(report, "text")).toEqual(ALL);
    expect(report.passed).toBe(true);
  }
});

it("a Cloud66 receiver that mirrors the statuses passes every check but the one for orphans under each seed", async () => {
  for (const seed of SEEDS) {
    const report = await verifyCloud66(createCloud66Receiver(), seed);
    const passed = ALL.filter((id) => id !== "accepts-orphans");
    expect(idsOf(report.checks, "pass"), formatReport(report, "text")).toEqual(passed);
    expect(reasonOf(report.checks, "accepts-orphans")).toBe("Cloud66 documents no orphans");
  }
});

it("a receiver without a state passes what needs none, and the rest says why it was skipped", async () => {
  for (const seed of SEEDS) {
    const { checks, passed } = await verifyCloudflare(createStatelessReceiver(), seed);
    expect(idsOf(checks, "pass")).toEqual(ALL.filter((id) => id !== "follows-lifecycle"));
    expect(reasonOf(checks, "follows-lifecycle")).toBe("no observe given");
    expect(checks.find(({ id }) => id === "ignores-duplicates")?.notes).toEqual([
      "no observe given: only the answers were seen",
    ]);
    expect(passed).toBe(true);
  }
});

it.each(mutants)("$fails fails, and no other check, for a receiver that has this bug: $name", async (mutant) => {
  const { fails, alsoFails = {}, create } = mutant;
  for (const seed of [0, 1]) {
    const report = await verifyCloudflare(create(), seed);
    const expected = ALL.filter((id) => id === fails || id in alsoFails);
    expect(idsOf(report.checks, "fail"), formatReport(report, "text")).toEqual(expected);
    for (const id of idsOf(report.checks, "skip")) expect(reasonOf(report.checks, id)).toMatch(/^blocked by /);
  }
});

it("every check has at least three mutants", () => {
  for (const id of ALL) expect(mutants.filter(({ fails }) => fails === id).length, id).toBeGreaterThanOrEqual(3);
});

it("ignores-duplicates warns: it leaves the report passed, unless it is strict", async () => {
  const { fetch, options } = createCloudflareReceiver({ repeated: () => 409 });
  const report = await verifyReceiver(cloudflare, fetch, options);
  expect(report).toMatchObject({ passed: true, counts: { pass: 4, fail: 0, warn: 1, skip: 0 } });
  const strict = await verifyReceiver(cloudflare, fetch, { ...options, strict: true });
  expect(strict).toMatchObject({ passed: false, counts: { pass: 4, fail: 0, warn: 1, skip: 0 } });
});

it.each([
  {
    name: "takes the notice for an expired certificate",
    fails: "follows-lifecycle",
    create: () =>
      createCloud66Receiver({
        move(row, { event_type, ssl_certificate: { status } }) {
          row.status = event_type === "ssl_certificate.expire.soon" ? "expired" : status;
        },
      }),
    alsoFails: ["ignores-duplicates"], // it goes by no time either
  },
  {
    name: "compares the token only when one is sent",
    fails: "rejects-bad-secret",
    create: () => createCloud66Receiver({ isGenuine: (given, secret) => given === null || given === secret }),
    alsoFails: [],
  },
  {
    name: "the last write wins",
    fails: "ignores-duplicates",
    create: () =>
      createCloud66Receiver({ move: (row, { ssl_certificate: { status } }) => Object.assign(row, { status }) }),
    alsoFails: [],
  },
])("$fails fails for a Cloud66 receiver that has this bug: $name", async ({ fails, create, alsoFails }) => {
  const report = await verifyCloud66(create(), 0);
  expect(idsOf(report.checks, "fail"), formatReport(report, "text")).toEqual(
    ALL.filter((id) => id === fails || alsoFails.includes(id)),
  );
});
