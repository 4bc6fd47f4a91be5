import { setTimeout as sleep } from "node:timers/promises";
import { formatReport, type Report, type VerifyOptions, verifyReceiver } from "hookwright";
import cloudflare, { type CloudflareEvent, type CloudflareSubject } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import type { CheckId } from "../../contracts/check.ts";
import { inParallel } from "../../contracts/session/in-parallel.ts";
import { createCloudflareReceiver } from "../receivers/cloudflare.ts";
import { accept } from "../receivers/late.ts";
import { createSerialQueueReceiver } from "../receivers/serial-queue.ts";

const JOB_MS = 5;
const FOR_GOOD = 2 ** 31 - 1;
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

/** Works after the answer, for so many milliseconds, each event by itself. */
const verifyWorkers = (
  workMs: (event: CloudflareEvent) => number,
  check: readonly CheckId[],
  more: VerifyOptions<CloudflareSubject> = {},
): Promise<Report> => {
  const { fetch, options } = createCloudflareReceiver();
  const work = async (request: Request): Promise<void> => {
    const event = (await request.clone().json()) as CloudflareEvent;
    await sleep(workMs(event));
    await fetch(request);
  };
  const late = accept((request) => void work(request));
  return verifyReceiver(cloudflare, late, { ...options, envelope: "none", check, ...more });
};

it("one of several queues that is longer than that of the event that was waited for is waited for, too", async () => {
  const long: string[] = []; // the first event of the check
  let hasBegun = false;
  const isLong = ({ metadata }: CloudflareEvent): boolean => {
    if (hasBegun && long.length === 0) long.push(metadata.event.id);
    return long.includes(metadata.event.id);
  };
  const report = await verifyWorkers((event) => (isLong(event) ? 600 : 5), ["follows-lifecycle"], {
    settle: 400,
    onProgress({ check }) {
      hasBegun ||= check !== undefined;
    },
  });
  expect(report.counts, formatReport(report, "text")).toMatchObject({ fail: 0, warn: 0 });
});

it("an event whose work takes longer than that of others is not taken for what an unknown event does", async () => {
  const isLong = (event: CloudflareEvent): boolean => event.metadata.event.type.endsWith("deletion.failed");
  const times = Array.from({ length: 8 }, (_, i) => 40 + 20 * i); // whenever the check looks
  const reports = await inParallel(times, times.length, (ms) =>
    verifyWorkers((event) => (isLong(event) ? ms : 5), ["tolerates-other-events"]),
  );
  for (const report of reports) expect(report.counts, formatReport(report, "text")).toMatchObject({ fail: 0, warn: 0 });
});

const STOPS = Array.from({ length: 12 }, (_, i) => 8 + 2 * i); // wherever the checks are by then

it("what moves behind a queue that stopped for longer than anyone waits is blamed on nobody", {
  timeout: 60_000,
}, async () => {
  const reports = await inParallel(STOPS, STOPS.length, (stop) =>
    verifyQueue((position) => (position === stop ? 2000 : JOB_MS), ["tolerates-other-events", "ignores-other-methods"]),
  );
  for (const report of reports) expect(report.counts, formatReport(report, "text")).toMatchObject({ fail: 0, warn: 0 });
});

it("what is not judged behind a queue that stopped for good, a note says", { timeout: 60_000 }, async () => {
  let hasStopped = false;
  const { fetch, options } = createSerialQueueReceiver(() => (hasStopped ? FOR_GOOD : JOB_MS));
  const report = await verifyReceiver(cloudflare, fetch, {
    ...options,
    envelope: "none",
    settle: 100,
    check: ["ignores-other-methods"],
    onProgress({ check }) {
      hasStopped = check !== undefined;
    },
  });
  expect(report.counts, formatReport(report, "text")).toMatchObject({ pass: 1, fail: 0, warn: 0 });
  expect(report.checks[0]?.notes.join()).toContain(BEHIND);
});
