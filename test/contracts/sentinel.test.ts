import { formatReport, type Report, verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import type { CheckId } from "../../contracts/check.ts";
import { inParallel } from "../../contracts/in-parallel.ts";
import { createSerialQueueReceiver } from "../receivers/serial-queue.ts";

const JOB_MS = 5;
const BEHIND = "still being worked off";

const verifyQueue = (jobMs: (position: number) => number, check: readonly CheckId[]): Promise<Report> => {
  const { fetch, options } = createSerialQueueReceiver(jobMs);
  return verifyReceiver(cloudflare, fetch, { ...options, envelope: "none", settle: 100, check });
};

it("a queue that takes four times as long for an event once it is busy is waited for", {
  timeout: 60_000,
}, async () => {
  const idle = 20; // events, before the checks send many at once
  const jobMs = (position: number): number => (position < idle ? JOB_MS : 4 * JOB_MS);
  const report = await verifyQueue(jobMs, ["accepts-valid", "tolerates-other-events", "isolates-subjects"]);
  expect(report.counts, formatReport(report, "text")).toMatchObject({ fail: 0, warn: 0 });
  expect(report.checks.flatMap(({ notes }) => notes).join()).not.toContain(BEHIND);
});

const STOPS = Array.from({ length: 12 }, (_, i) => 8 + 2 * i); // wherever the checks are by then

it("what moves behind a queue that stopped for longer than anyone waits is not judged, and that is said", {
  timeout: 60_000,
}, async () => {
  const reports = await inParallel(STOPS, STOPS.length, (stop) =>
    verifyQueue((position) => (position === stop ? 2000 : JOB_MS), ["tolerates-other-events", "ignores-other-methods"]),
  );
  for (const report of reports) expect(report.counts, formatReport(report, "text")).toMatchObject({ fail: 0, warn: 0 });
  expect(reports.flatMap(({ checks }) => checks.flatMap(({ notes }) => notes)).join()).toContain(BEHIND);
});
