import type { VerifyOptions } from "hookwright";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { describeReceiver } from "hookwright/vitest";
import { expect, it } from "vitest";
import { checks } from "../../contracts/checks.ts";
import { deferCleanup } from "../../contracts/defer-cleanup.ts";
import { describeWith, type Runner } from "../../contracts/describe.ts";
import { givenReceiver } from "../../contracts/options/given-receiver.ts";
import { answer, createCloudflareReceiver, type TestReceiver } from "../receivers/cloudflare.ts";
import { mutants } from "../receivers/mutants.ts";

// For real, in this very file: one test for each check.
const { fetch, options } = createCloudflareReceiver();
describeReceiver(cloudflare, fetch, options);
describeReceiver(cloudflare, createCloudflareReceiver().fetch, {
  secret: options.secret ?? "",
  check: ["accepts-valid"],
});

interface Told {
  suites: string[];
  tests: Record<string, string>;
}

/** Runs what is registered at once, and tells how each test ended. */
const tell = async (
  receiver: TestReceiver<CloudflareSubject>,
  more: Partial<VerifyOptions<CloudflareSubject>> = {},
): Promise<Told> => {
  const told: Told = { suites: [], tests: {} };
  const before: (() => Promise<void>)[] = [];
  const after: (() => Promise<void>)[] = [];
  const tests: { name: string; run: (context: { name: string }) => void | Promise<void> }[] = [];
  const runner: Runner<{ name: string }> = {
    describe(name, define) {
      told.suites.push(name);
      define();
    },
    it: (name, run) => void tests.push({ name, run }),
    beforeAll: (run) => void before.push(run),
    afterAll: (run) => void after.push(run),
    skip({ name }, reason) {
      told.tests[name] = `skipped: ${reason}`;
    },
    warn({ name }, message) {
      told.tests[name] = `warned: ${message}`;
    },
  };
  describeWith(runner, givenReceiver(cloudflare, receiver.fetch, { ...receiver.options, ...more }));
  for (const run of before) await run();
  for (const { name, run } of tests) {
    try {
      await run({ name });
      told.tests[name] ??= "passed";
    } catch (error) {
      told.tests[name] = `failed: ${(error as Error).message}`;
    }
  }
  for (const run of after) await run();
  return told;
};

const mutant = (name: string): TestReceiver<CloudflareSubject> =>
  (mutants.find((one) => one.name === name) as (typeof mutants)[number]).create();

const firstLines = ({ tests }: Told): Record<string, string> =>
  Object.fromEntries(Object.entries(tests).map(([name, text]) => [name, text.split("\n")[0] ?? ""]));

it("there is one suite, with one test for each check", async () => {
  expect(await tell(createCloudflareReceiver())).toEqual({
    suites: ["cloudflare receiver"],
    tests: Object.fromEntries(checks.map(({ id }) => [id, "passed"])),
  });
});

it("a failed error fails its test with the counterexample, the others pass", async () => {
  const told = await tell(mutant("takes a renewal for active at once"));
  const message = told.tests["follows-lifecycle"] ?? "";
  expect(message).toMatch(/^failed: follows-lifecycle: renewal, step 5: /);
  expect(message).toContain("lifecycle renewal\n1. ssl.custom_hostname_certificate.validation.succeeded → 204");
  expect(message).toMatch(/\nexpected "pending_deployment"\nactual {3}"active"\n/);
  expect(Object.values(told.tests).filter((end) => end === "passed")).toHaveLength(11);
  expect(told.tests["tolerates-loss"]).toBe("skipped: blocked by follows-lifecycle");
});

it("a failure says which options of the same call show it alone, and they do", async () => {
  const told = await tell(mutant("takes a renewal for active at once"));
  const [, seed, found] =
    /\nreplay {3}describeReceiver\(cloudflare, target, \{ \.\.\.options, seed: (\d+), case: '(\S+)' \}\)$/m.exec(
      told.tests["follows-lifecycle"] ?? "",
    ) ?? [];
  const again = await tell(mutant("takes a renewal for active at once"), { seed: Number(seed), case: found ?? "" });
  expect(again.tests["follows-lifecycle"]).toMatch(/^failed: follows-lifecycle: renewal, step 5: /);
  expect(Object.values(again.tests).filter((end) => end === "skipped: not asked for")).toHaveLength(15);
});

it("a failed warning warns, or fails if strict", async () => {
  const warned = firstLines(await tell(mutant("409 for a duplicate")));
  expect(warned["ignores-duplicates"]).toMatch(/^warned: ignores-duplicates: .+ sent again at once, was refused$/);
  const strict = firstLines(await tell(mutant("409 for a duplicate"), { strict: true }));
  expect(strict["ignores-duplicates"]).toMatch(/^failed: ignores-duplicates: /);
});

it("a state that never became visible fails its test where no other check ran", async () => {
  const told = await tell({ fetch: () => answer(204), options: { observe: () => undefined } }, { profile: "smoke" });
  expect(told.tests["follows-lifecycle"]).toMatch(/^failed: follows-lifecycle/);
});

it("a skipped check is skipped with its reason", async () => {
  const told = await tell({ fetch: () => answer(204), options: {} }, { skip: { "accepts-orphans": "we have none" } });
  expect(told.tests).toMatchObject({
    "accepts-orphans": "skipped: we have none",
    "follows-lifecycle": "skipped: no observe given",
    "rejects-bad-secret": "skipped: no secret given",
  });
});

it("only the chosen checks have a test", async () => {
  expect(Object.keys((await tell(createCloudflareReceiver(), { check: ["ignores-duplicates"] })).tests)).toEqual([
    "ignores-duplicates",
  ]);
});

it("the receiver is verified once, however many tests there are", async () => {
  let prepared = 0;
  const receiver = createCloudflareReceiver();
  await tell(receiver, { prepare: () => void prepared++, check: ["accepts-unknown-subjects"], envelope: "none" });
  expect(prepared).toBe(1); // for the event that warms up
  await tell(receiver, { prepare: () => void prepared++, check: ["responds-in-time"], envelope: "none" });
  expect(prepared).toBe(1 + 1 + 11);
});

it("what was prepared is cleaned up once, after the tests", async () => {
  const order: string[] = [];
  const { fetch, options } = createCloudflareReceiver();
  const receiver: TestReceiver<CloudflareSubject> = {
    fetch: (request) => {
      order.push("delivered");
      return fetch(request);
    },
    options: {
      ...options,
      prepare: ({ id }) => void order.push(`prepared ${id}`),
      cleanup: ({ id }: CloudflareSubject) => void order.push(`cleaned ${id}`),
    },
  };
  const told = await tell(receiver, { check: ["responds-in-time"], envelope: "none" });
  expect(told.tests).toEqual({ "responds-in-time": "passed" });
  const idsOf = (what: string) => order.flatMap((one) => (one.startsWith(what) ? [one.slice(what.length)] : []));
  expect(new Set(idsOf("prepared ")).size).toBe(1 + 11); // the first is for the event that warms up
  expect(idsOf("cleaned ")).toEqual(idsOf("prepared "));
  expect(order.lastIndexOf("delivered")).toBeLessThan(order.findIndex((one) => one.startsWith("cleaned")));
});

it("without prepare, cleaning up is not the test runner's business", () => {
  const options = { cleanup: () => undefined, secret: "s3cret" };
  expect(deferCleanup(options).options).toBe(options);
});
