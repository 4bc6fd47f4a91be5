import { buildPayload, defineConfig } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { answer } from "../receivers/cloudflare.ts";
import { mutants } from "../receivers/mutants.ts";

type Test = () => void | Promise<void>;

/** What jest would have been told, and is to run. */
interface Told {
  suites: string[];
  tests: Map<string, Test>;
  before: Test[];
  after: Test[];
  matchers: Record<string, (...given: unknown[]) => { pass: boolean; message(): string }>;
}

const stubJest = (): Told => {
  const told: Told = { suites: [], tests: new Map(), before: [], after: [], matchers: {} };
  vi.stubGlobal("describe", (name: string, define: () => void) => {
    told.suites.push(name);
    define();
  });
  vi.stubGlobal("it", (name: string, test: Test) => void told.tests.set(name, test));
  vi.stubGlobal("beforeAll", (run: Test) => void told.before.push(run));
  vi.stubGlobal("afterAll", (run: Test) => void told.after.push(run));
  vi.stubGlobal("expect", { extend: (matchers: Told["matchers"]) => void Object.assign(told.matchers, matchers) });
  return told;
};

beforeEach(() => void vi.resetModules());
afterEach(() => void vi.unstubAllGlobals());

const run = async ({ before, tests, after }: Told): Promise<Record<string, string>> => {
  for (const one of before) await one();
  const ends: Record<string, string> = {};
  for (const [name, test] of tests) {
    try {
      await test();
      ends[name] = "passed";
    } catch (error) {
      ends[name] = (error as Error).message.split("\n")[0] ?? "";
    }
  }
  for (const one of after) await one();
  return ends;
};

it("without jest's globals the import says what is missing", async () => {
  await expect(import("hookwright/jest")).rejects.toMatchObject({
    code: "missing-peer",
    message:
      "[hookwright] Failed to find a test runner: hookwright/jest needs jest's globals: describe, it, beforeAll, afterAll, expect are not there. Import it in a test that jest runs (npm i -D jest), and leave injectGlobals on.",
  });
});

it("a single one that is missing is named, too", async () => {
  stubJest();
  vi.stubGlobal("afterAll", undefined);
  await expect(import("hookwright/jest")).rejects.toThrow("needs jest's globals: afterAll is not there.");
});

it("a suite has a test for each check; warnings and skips are lines on the console", async () => {
  const told = stubJest();
  const { describeReceiver } = await import("hookwright/jest");
  const { fetch, options } = (
    mutants.find(({ name }) => name === "409 for a duplicate") as (typeof mutants)[number]
  ).create();
  const [log, warn] = [vi.spyOn(console, "log"), vi.spyOn(console, "warn")].map((spy) =>
    spy.mockImplementation(() => {}),
  );
  describeReceiver(cloudflare, fetch, { ...options, skip: { "accepts-orphans": "we have none" } });
  const ends = await run(told);
  expect(told.suites).toEqual(["cloudflare receiver"]);
  expect(new Set(Object.values(ends))).toEqual(new Set(["passed"]));
  expect(log?.mock.calls).toEqual([["accepts-orphans was skipped: we have none"]]);
  expect(warn?.mock.calls).toEqual([[expect.stringMatching(/^ignores-duplicates: .+ was refused\n/)]]);
});

it("a failed error fails its test", async () => {
  const told = stubJest();
  const { describeReceiver } = await import("hookwright/jest");
  describeReceiver(cloudflare, () => answer(500), { check: ["accepts-valid"], runs: 11 });
  expect(await run(told)).toEqual({ "accepts-valid": expect.stringMatching(/^accepts-valid: 11 of 11 event types/) });
});

it("a receiver of a config is a suite, too, and options win over what it says", async () => {
  const told = stubJest();
  const { describeReceiver } = await import("hookwright/jest");
  const { receivers } = defineConfig({
    receivers: { web: { provider: "cloudflare", fetch: () => answer(500), check: ["accepts-valid"] } },
  });
  describeReceiver(receivers.web, { runs: 11 });
  expect(told.suites).toEqual(["cloudflare receiver"]);
  expect(await run(told)).toEqual({ "accepts-valid": expect.stringMatching(/^accepts-valid: 11 of 11 event types/) });
});

it("expect gets the same matchers as in vitest", async () => {
  const told = stubJest();
  await import("hookwright/jest");
  expect(Object.keys(told.matchers).sort()).toEqual(["toBeEvent", "toPassChecks"]);
  const payload = buildPayload(cloudflare, "ssl.custom_hostname_certificate.validation.failed");
  expect(told.matchers["toBeEvent"]?.(payload, cloudflare).pass).toBe(true);
  expect(told.matchers["toBeEvent"]?.({}, cloudflare).pass).toBe(false);
});
