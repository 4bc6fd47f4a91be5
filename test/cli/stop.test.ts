import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { Report } from "hookwright";
import { expect, it, onTestFinished } from "vitest";
import { sayProgress } from "../../cli/printing/progress-line.ts";
import { pressCtrlC } from "../support/press-ctrl-c.ts";
import { reportErrors } from "../support/report-schema.ts";
import { MAIN } from "../support/run-cli.ts";
import { serve } from "../support/serve.ts";

/** A receiver that answers so many deliveries and then no more; whatever else is asked for is done, unless it hangs. */
const hangingAfter = async (answers: number, hanging = "") => {
  let deliveries = 0;
  let hang = (): void => {};
  const hangs = new Promise<void>((resolve) => (hang = resolve));
  const requests: string[] = [];
  const origin = await serve((request, response) => {
    const { url = "" } = request;
    request.resume();
    requests.push(url);
    if (url === hanging) return;
    if (url === "/hooks" && ++deliveries > answers) return hang();
    response.writeHead(204).end();
  });
  return { origin, hangs, requests };
};

const start = (args: readonly string[]) => {
  const child = spawn(process.execPath, [MAIN, "verify", "cloudflare", ...args]);
  onTestFinished(() => void child.kill("SIGKILL"));
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended = once(child, "exit") as Promise<[number | null, string | null]>;
  return { child, output, ended };
};

it("Ctrl-C ends a verification of a receiver that hangs, with what was found so far and exit code 130", async () => {
  const { origin, hangs } = await hangingAfter(60);
  const { child, output, ended } = start(["--to", `${origin}/hooks`, "--runs", "11", "--report", "json"]);
  await hangs;
  const began = performance.now();
  pressCtrlC(child);
  const [stdout, stderr] = await output;
  expect((await ended)[0]).toBe(130);
  expect(performance.now() - began).toBeLessThan(8000); // an answer may take ten seconds
  const report = JSON.parse(stdout) as Report;
  expect(reportErrors(report)).toEqual([]);
  const reasons = report.checks.map(({ result, reason }) => reason ?? result);
  const running = reasons.findIndex((reason) => reason.startsWith("stopped during "));
  const { id } = report.checks[running] ?? {};
  expect(reasons[0]).toBe("pass");
  expect(reasons[running]).toBe(`stopped during ${id}`);
  expect(new Set(reasons.slice(running + 1))).toEqual(new Set(["not run"]));
  expect(stderr).toBe(`[hookwright] Stopped during ${id}.\n`);
});

it("the text says that it was stopped, not that the receiver failed", async () => {
  const { origin, hangs } = await hangingAfter(60);
  const { child, output } = start(["--to", `${origin}/hooks`, "--runs", "11"]);
  await hangs;
  pressCtrlC(child);
  const [stdout] = await output;
  expect(stdout.split("\n")[0]).toBe(`cloudflare → ${origin}/hooks: stopped`);
});

it("what was prepared is cleaned up after Ctrl-C", async () => {
  const { origin, hangs, requests } = await hangingAfter(40);
  const more = ["--prepare", `${origin}/prepare`, "--cleanup", `${origin}/cleanup`];
  const { child, ended } = start(["--to", `${origin}/hooks`, "--runs", "11", ...more]);
  await hangs;
  const count = (path: string) => requests.filter((url) => url === path).length;
  pressCtrlC(child);
  expect((await ended)[0]).toBe(130);
  expect(count("/cleanup")).toBeGreaterThan(11);
  expect(count("/cleanup")).toBe(count("/prepare"));
});

it("a second Ctrl-C ends it at once, whatever it waits for", async () => {
  const { origin, hangs } = await hangingAfter(40, "/cleanup");
  const more = ["--prepare", `${origin}/prepare`, "--cleanup", `${origin}/cleanup`];
  const { child, output, ended } = start(["--to", `${origin}/hooks`, "--runs", "11", ...more]);
  await hangs;
  pressCtrlC(child);
  await once(child.stderr, "data");
  pressCtrlC(child);
  expect((await ended)[1]).toBe("SIGINT");
  const [stdout, stderr] = await output;
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^\[hookwright\] Stopped during [\w-]+\. Cleaning up; Ctrl-C again ends it at once\.\n$/);
});

it.each([
  { quiet: 0, says: "3/16 accepts-orphans: 40 deliveries" },
  { quiet: 3500, says: "3/16 accepts-orphans: 40 deliveries, 8 unanswered for 3 s" },
  { quiet: 1000, waiting: 0, says: "3/16 accepts-orphans: 40 deliveries, nothing new for 1 s" },
])("the line on a terminal is $says", ({ quiet, waiting = 8, says }) => {
  expect(sayProgress({ check: "accepts-orphans", done: 2, total: 16, sent: 40, waiting }, quiet)).toBe(says);
});

it("before the first check the line says so, and a check that has ended is counted", () => {
  expect(sayProgress({ done: 0, total: 16, sent: 1, waiting: 1 }, 0)).toBe("0/16 finding out the envelope: 1 delivery");
  const ended = { check: "rejects-bad-secret", result: "pass", done: 16, total: 16, sent: 9, waiting: 0 } as const;
  expect(sayProgress(ended, 0)).toBe("16/16 rejects-bad-secret: 9 deliveries");
});
