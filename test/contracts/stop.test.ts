import { setTimeout as sleep } from "node:timers/promises";
import { type CheckId, type VerifyOptions, verifyReceiver } from "hookwright";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { expect, it, onTestFinished } from "vitest";
import type { Progress } from "../../contracts/progress.ts";
import { createCloudflareReceiver } from "../receivers/cloudflare.ts";
import { reportErrors } from "../support/report-schema.ts";

type Options = VerifyOptions<CloudflareSubject>;

/** Verifies a receiver that is right until a check begins, and then does what it is given to do. */
const stopDuring = async (check: CheckId, hang: () => Promise<Response>, more: Options = {}) => {
  const stop = new AbortController();
  const { fetch, options } = createCloudflareReceiver();
  let isHanging = false;
  const receive = (request: Request) => {
    if (!isHanging) return fetch(request);
    setTimeout(() => stop.abort(), 20);
    return hang();
  };
  const onProgress = (progress: Progress) => {
    isHanging ||= progress.check === check;
  };
  let began = Number.NaN;
  stop.signal.addEventListener("abort", () => {
    began = performance.now();
  });
  const report = await verifyReceiver(cloudflare, receive, {
    ...options,
    runs: 11,
    signal: stop.signal,
    onProgress,
    ...more,
  });
  return { report, ms: performance.now() - began };
};

const never = (): Promise<never> => new Promise(() => {});

it("a run that is stopped has what was found so far, and says of the rest that it was not run", async () => {
  const { report, ms } = await stopDuring("tolerates-drift", never);
  expect(ms).toBeLessThan(8000); // an answer may take ten seconds
  expect(reportErrors(report)).toEqual([]);
  expect(report.passed).toBe(false);
  const endings = Object.fromEntries(report.checks.map(({ id, result, reason }) => [id, reason ?? result]));
  expect(endings).toMatchObject({
    "accepts-valid": "pass",
    "accepts-unknown-subjects": "pass",
    "tolerates-drift": "stopped during tolerates-drift",
    "tolerates-other-events": "not run",
    "rejects-bad-secret": "not run",
  });
});

it("nothing is sent, prepared or observed any more after a stop", async () => {
  const stop = new AbortController();
  const { fetch, options } = createCloudflareReceiver();
  let after = 0;
  const counted =
    <A, R>(call: (given: A) => R) =>
    (given: A) => {
      if (stop.signal.aborted) after++;
      return call(given);
    };
  await verifyReceiver(cloudflare, counted(fetch), {
    ...options,
    signal: stop.signal,
    prepare: counted(options.prepare as (subject: CloudflareSubject) => unknown),
    observe: counted(options.observe as (subject: CloudflareSubject) => unknown),
    onProgress: ({ sent }) => {
      if (sent === 60) stop.abort();
    },
  });
  await sleep(200);
  expect(after).toBe(0);
});

it("an observe that hangs is left behind, too", async () => {
  const stop = new AbortController();
  const { fetch, options } = createCloudflareReceiver();
  const began = performance.now();
  let isChecking = false;
  const report = await verifyReceiver(cloudflare, fetch, {
    ...options,
    envelope: "none",
    settle: 50,
    check: ["follows-lifecycle"],
    signal: stop.signal,
    onProgress({ check }) {
      isChecking = check !== undefined;
    },
    observe() {
      if (!isChecking) return undefined;
      setTimeout(() => stop.abort(), 20);
      return never();
    },
  });
  expect(performance.now() - began).toBeLessThan(8000);
  expect(report.checks[0]).toMatchObject({ result: "skip", reason: "stopped during follows-lifecycle" });
});

it("what was prepared is cleaned up after a stop", async () => {
  const prepared: string[] = [];
  const cleaned: string[] = [];
  const { options } = createCloudflareReceiver();
  await stopDuring("tolerates-drift", never, {
    prepare: (subject) => {
      prepared.push(subject.id);
      return options.prepare?.(subject);
    },
    cleanup: (subject) => cleaned.push(subject.id),
  });
  expect(prepared.length).toBeGreaterThan(11);
  expect(new Set(cleaned)).toEqual(new Set(prepared));
});

it("a signal that is aborted before the run ends it before anything is sent", async () => {
  const { fetch, options } = createCloudflareReceiver();
  let sent = 0;
  const report = await verifyReceiver(
    cloudflare,
    (request) => {
      sent++;
      return fetch(request);
    },
    {
      ...options,
      signal: AbortSignal.abort(),
    },
  );
  expect([sent, report.passed]).toEqual([0, false]);
  expect(new Set(report.checks.map(({ reason }) => reason))).toEqual(new Set(["not run"]));
});

it("progress names each check, when it begins and how it ends, and counts deliveries", async () => {
  const { fetch, options } = createCloudflareReceiver();
  const all: Progress[] = [];
  const report = await verifyReceiver(cloudflare, fetch, {
    ...options,
    check: ["accepts-valid", "responds-in-time"],
    envelope: "none",
    runs: 11,
    onProgress: (progress) => all.push(progress),
  });
  const ended = all.filter(({ result }) => result !== undefined);
  expect(ended.map(({ check, result, done, total }) => [check, result, done, total])).toEqual([
    ["accepts-valid", "pass", 1, 2],
    ["responds-in-time", "pass", 2, 2],
  ]);
  expect(Math.max(...all.map(({ waiting }) => waiting))).toBeGreaterThan(0);
  expect(all.at(-1)?.waiting).toBe(0);
  expect(all.at(-1)?.sent).toBe(report.deliveries.sent + 6); // what warms up, and five looks for a lag, are in no report
  expect(report.options).not.toHaveProperty("signal");
  expect(report.options["functions"]).not.toContain("onProgress");
});

it("however much is on its way, Node warns of nothing", async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => void warnings.push(warning);
  process.on("warning", onWarning);
  onTestFinished(() => void process.off("warning", onWarning));
  const { fetch, options } = createCloudflareReceiver();
  const late = async (request: Request) => {
    await sleep(5);
    return fetch(request);
  };
  const { signal } = new AbortController();
  const more = { concurrency: 32, check: ["accepts-valid" as const], runs: 40, signal };
  expect((await verifyReceiver(cloudflare, late, { ...options, ...more })).passed).toBe(true);
  await sleep(10);
  expect(warnings).toEqual([]);
});
