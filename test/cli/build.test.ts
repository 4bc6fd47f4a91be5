import { buildLifecycle, buildPayload, buildPayloads, validatePayload } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare, { type CloudflareEvent } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { getAt } from "../../schemas/pointer.ts";
import { linesOf, type RunOptions, runCli } from "../support/run-cli.ts";

const FAILED = "ssl.custom_hostname_certificate.validation.failed";

const build = async (args: readonly string[], options: RunOptions = {}): Promise<unknown[]> => {
  const { code, stdout, stderr } = await runCli(["build", ...args], options);
  expect([code, stderr]).toEqual([0, ""]);
  return linesOf(stdout).map((line) => JSON.parse(line));
};

it("build prints the payload that buildPayload gives", async () => {
  expect(await build(["cloudflare", FAILED])).toEqual([buildPayload(cloudflare, FAILED)]);
});

it("--count prints that many, one a line, all different and valid", async () => {
  const payloads = await build(["cloudflare", FAILED, "--count", "20", "--seed", "7", "--run", "3"]);
  expect(payloads).toEqual(buildPayloads(cloudflare, FAILED, {}, { count: 20, seed: 7, run: 3 }));
  expect(new Set(payloads.map((payload) => (payload as CloudflareEvent).data.id)).size).toBe(20);
  for (const payload of payloads) expect(validatePayload(cloudflare, payload)).toEqual([]);
});

it("--count 0 prints nothing", async () => {
  expect(await build(["cloudflare", FAILED, "--count", "0"])).toEqual([]);
});

it("the same seed prints the same bytes, another seed others", async () => {
  const [one, same, other] = await Promise.all(
    ["1", "1", "2"].map((seed) => runCli(["build", "cloudflare", FAILED, "--seed", seed])),
  );
  expect(one?.stdout).toBe(same?.stdout);
  expect(one?.stdout).not.toBe(other?.stdout);
});

it("--seed random draws one each time", async () => {
  const [one, other] = await Promise.all([1, 2].map(() => runCli(["build", "cloudflare", FAILED, "--seed", "random"])));
  expect(one?.code).toBe(0);
  expect(one?.stdout).not.toBe(other?.stdout);
});

it("--lifecycle prints each payload of a lifecycle", async () => {
  expect(await build(["cloudflare", "--lifecycle", "renewal", "--seed", "5"])).toEqual(
    buildLifecycle(cloudflare, "renewal", { seed: 5 }).steps.map(({ payload }) => payload),
  );
});

it("--start moves a lifecycle", async () => {
  const [first] = await build(["cloud66", "--lifecycle", "install", "--start", "2030-01-01T00:00:00Z"]);
  const [step] = buildLifecycle(cloud66, "install", { start: "2030-01-01T00:00:00Z" }).steps;
  expect(first).toEqual(step?.payload);
});

it("--set fixes a string, and what follows from it", async () => {
  const [payload] = await build(["cloudflare", FAILED, "--set", "/data/hostname=shop.acme.com"]);
  expect(payload).toEqual(buildPayload(cloudflare, FAILED, { data: { hostname: "shop.acme.com" } }));
});

it("--set of a number stays a string where the schema wants one, and becomes a number where it wants that", async () => {
  const [cf] = await build(["cloudflare", FAILED, "--set", "/data/custom_metadata/tenant=12"]);
  expect(cf).toMatchObject({ data: { custom_metadata: { tenant: "12" } } });
  const [c66] = await build([
    "cloud66",
    "ssl_certificate.expire.soon",
    "--set",
    "/ssl_certificate/stack_id=12",
    "--set",
    "/ssl_certificate/name=34",
  ]);
  expect(c66).toMatchObject({ ssl_certificate: { stack_id: 12, name: "34" } });
});

it("--set takes JSON, and values with an equals sign", async () => {
  const [payload] = await build([
    "cloudflare",
    FAILED,
    "--set",
    '/data/ssl/validation_errors=[{"message":"a"},{"message":"b=c"}]',
    "--set",
    "/data/custom_metadata/query=a=b",
  ]);
  expect(payload).toMatchObject({
    data: { ssl: { validation_errors: [{ message: "a" }, { message: "b=c" }] }, custom_metadata: { query: "a=b" } },
  });
});

it.each([
  { set: "/data/hostnam=x", near: "/data/hostname, " },
  { set: "/dta/hostname=x", near: "/data, " },
])("--set $set is of a field that no schema knows: it is set, and the nearest known ones are named", async (row) => {
  const { code, stdout, stderr } = await runCli(["build", "cloudflare", FAILED, "--set", row.set]);
  const [pointer = ""] = row.set.split("=");
  expect(code).toBe(0);
  expect(getAt(JSON.parse(stdout), pointer)).toBe("x");
  expect(linesOf(stderr)).toEqual([
    expect.stringContaining(
      `No schema of cloudflare knows ${pointer}; it is set all the same. Known, nearest first: ${row.near}`,
    ),
  ]);
});

it("--set holds for every payload of a lifecycle", async () => {
  for (const payload of await build(["cloudflare", "--lifecycle", "issuance", "--set", "/data/hostname=shop.acme.com"]))
    expect(payload).toMatchObject({ data: { hostname: "shop.acme.com" } });
});

it("--envelope wraps", async () => {
  expect(await build(["cloudflare", FAILED, "--envelope", "notification"])).toMatchObject([
    { data: buildPayload(cloudflare, FAILED) },
  ]);
});

it.each([
  {
    what: "an unknown event type",
    args: ["cloudflare", "validation.faild"],
    says: 'the event type "validation.faild". Known, nearest first: ssl.custom_hostname_certificate.validation.failed,',
  },
  {
    what: "an abbreviated event type",
    args: ["cloud66", "install.ok"],
    says: 'the event type "install.ok". Known, nearest first: ssl_certificate.install.ok,',
  },
  {
    what: "an unknown provider",
    args: ["cloudfare", FAILED],
    says: 'the provider "cloudfare". Known, nearest first: cloudflare, cloud66.',
  },
  {
    what: "an unknown lifecycle",
    args: ["cloudflare", "--lifecycle", "renewal-fail"],
    says: '"renewal-fail". Known, nearest first: renewal-failure,',
  },
  { what: "an unknown envelope", args: ["cloudflare", FAILED, "--envelope", "notify"], says: "Known, nearest first:" },
  {
    what: "an event type and a lifecycle",
    args: ["cloudflare", FAILED, "--lifecycle", "renewal"],
    says: "give an event type or --lifecycle, one of the two",
  },
  {
    what: "neither event type nor lifecycle",
    args: ["cloudflare"],
    says: "give an event type or --lifecycle, one of the two",
  },
  {
    what: "a name that is no pointer",
    args: ["cloudflare", FAILED, "--set", "data.hostname=x"],
    says: "the name is no JSON Pointer. Give one like /data/hostname.",
  },
  {
    what: "a value that breaks the schema",
    args: ["cloudflare", FAILED, "--set", "/data/id=no-uuid"],
    says: "/data/id must match",
  },
  {
    what: "a start that is no instant",
    args: ["cloudflare", FAILED, "--start", "tomorrow"],
    says: 'Failed to read the start "tomorrow"',
  },
  { what: "a name that every object has", args: ["constructor", FAILED], says: 'the provider "constructor"' },
])("$what is one sentence on stderr and exit code 2", async ({ args, says }) => {
  const { code, stdout, stderr } = await runCli(["build", ...args]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(linesOf(stderr)).toHaveLength(1);
  expect(stderr).toMatch(/^\[hookwright\] Failed to /);
  expect(stderr).toContain(says);
});

it("a provider of one's own is named by its folder", async () => {
  const [payload] = await build(["test/fixtures/third-provider", "parcel.delivered"], {
    cwd: `${import.meta.dirname}/../..`,
  });
  expect(payload).toBeTypeOf("object");
});

it.each([
  [".", "test/fixtures/third-provider"],
  ["..", "test/fixtures/third-provider/events"],
])("%s is a folder, too", async (folder, cwd) => {
  const [payload] = await build([folder, "parcel.delivered"], { cwd: `${import.meta.dirname}/../../${cwd}` });
  expect(payload).toBeTypeOf("object");
});
