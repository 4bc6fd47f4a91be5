import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildLifecycle, buildPayload } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it, onTestFinished } from "vitest";
import { linesOf, runCli } from "../support/run-cli.ts";

const FAILED = "ssl.custom_hostname_certificate.validation.failed";

const valid = buildPayload(cloudflare, FAILED);
const violation = buildPayload(cloudflare, FAILED, { data: { ssl: { id: undefined } } }, { invalid: true });
const drift = buildPayload(
  cloudflare,
  FAILED,
  { metadata: { event: { type: "ssl.custom_hostname_certificate.suspended" as typeof FAILED } } },
  { invalid: true },
);

const lines = (...values: unknown[]): string =>
  `${values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join("\n")}\n`;

const validate = (input: string, ...flags: string[]) => runCli(["validate", "cloudflare", "-", ...flags], { input });

it("valid payloads are counted, and the exit code is 0", async () => {
  const payloads = buildLifecycle(cloudflare, "full").steps.map(({ payload }) => payload);
  expect(await validate(lines(...payloads))).toEqual({
    code: 0,
    stdout: `${payloads.length} valid, 0 with violations, 0 with drift only, 0 broken\n`,
    stderr: "",
  });
});

it("a violation is named with its line and pointer, and the exit code is 1", async () => {
  const { code, stdout } = await validate(lines(valid, violation));
  expect(code).toBe(1);
  expect(linesOf(stdout)).toEqual([
    "line 2: violation: /data/ssl/id is missing",
    "1 valid, 1 with violations, 0 with drift only, 0 broken",
  ]);
});

it("a broken line is named with its number, and the rest is still checked", async () => {
  const { code, stdout } = await validate(lines(valid, '{"half":', valid, violation));
  expect(code).toBe(1);
  expect(linesOf(stdout)).toEqual([
    expect.stringMatching(/^line 2: broken: /),
    "line 4: violation: /data/ssl/id is missing",
    "2 valid, 1 with violations, 0 with drift only, 1 broken",
  ]);
});

it("empty lines are passed over, and still counted in the line numbers", async () => {
  const { stdout } = await validate(lines("", valid, "   ", violation));
  expect(linesOf(stdout)).toEqual([
    "line 4: violation: /data/ssl/id is missing",
    "1 valid, 1 with violations, 0 with drift only, 0 broken",
  ]);
});

it("what no provider promises is drift: exit code 0, or 1 with --strict", async () => {
  const { code, stdout } = await validate(lines(drift));
  expect(code).toBe(0);
  expect(linesOf(stdout)).toEqual([
    expect.stringMatching(/^line 1: drift: \/metadata\/event\/type /),
    "0 valid, 0 with violations, 1 with drift only, 0 broken",
  ]);
  expect((await validate(lines(drift), "--strict")).code).toBe(1);
});

it("the provider's test message is named as one, and is no violation", async () => {
  const [message] = cloudflare.definition.testMessages ?? [];
  const { code, stdout } = await validate(lines(valid, message?.body));
  expect([code, linesOf(stdout)]).toEqual([
    0,
    ["line 2: test message", "1 valid, 1 test message, 0 with violations, 0 with drift only, 0 broken"],
  ]);
});

it("an unknown field is no issue", async () => {
  expect((await validate(lines({ ...valid, tomorrow: 1 }), "--strict")).code).toBe(0);
});

it("a captured notification is checked by the payload in it", async () => {
  const { stdout: wrapped } = await runCli(["build", "cloudflare", FAILED, "--envelope", "notification"]);
  expect((await validate(wrapped)).stdout).toBe("1 valid, 0 with violations, 0 with drift only, 0 broken\n");
  const bad = lines({ ...(JSON.parse(wrapped) as object), data: violation });
  expect(linesOf((await validate(bad)).stdout)[0]).toBe("line 1: violation: /data/ssl/id is missing");
});

it.each(["null", "12", '"text"', "[]", "{}"])("the line %s is a violation, not a crash", async (line) => {
  const { code, stdout, stderr } = await validate(lines(line));
  expect([code, stderr]).toEqual([1, ""]);
  expect(linesOf(stdout).at(-1)).toBe("0 valid, 1 with violations, 0 with drift only, 0 broken");
});

it("a file is read like standard input, with either line ending and without a last one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hookwright-validate-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "captures.ndjson");
  await writeFile(file, `${JSON.stringify(valid)}\r\n${JSON.stringify(valid)}`);
  expect(await runCli(["validate", "cloudflare", file])).toEqual({
    code: 0,
    stdout: "2 valid, 0 with violations, 0 with drift only, 0 broken\n",
    stderr: "",
  });
});

it("of several files, and of a folder's, each line is named with its file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hookwright-validate-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of ["b.ndjson", "a.ndjson"]) await writeFile(join(folder, name), lines(valid, violation));
  await writeFile(join(folder, "c.json"), "none");
  const each = [...["a", "b"].map((name) => `${join(folder, name)}.ndjson:2: violation: /data/ssl/id is missing`)];
  const sum = "2 valid, 2 with violations, 0 with drift only, 0 broken";
  const files = ["a.ndjson", "b.ndjson"].map((name) => join(folder, name));
  for (const paths of [[folder], files])
    expect(linesOf((await runCli(["validate", "cloudflare", ...paths])).stdout)).toEqual([...each, sum]);
});

it("where there is nothing to validate that is said, and the exit code is 2", async () => {
  expect(await validate("\n  \n")).toEqual({
    code: 2,
    stdout: "",
    stderr: "[hookwright] Failed to validate: there is nothing in -. Give files of one JSON value a line.\n",
  });
});

it("names in a payload move no cursor", async () => {
  const { stdout } = await validate(lines({ ...valid, metadata: { event: { type: "\u009b2Jx" } } }));
  expect(linesOf(stdout)[0]).toContain('"\\u009b2Jx"');
});

it.each(["/nowhere/captures.ndjson", import.meta.dirname])(
  "%s cannot be read: one sentence and exit code 2",
  async (path) => {
    const { code, stdout, stderr } = await runCli(["validate", "cloudflare", path]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(linesOf(stderr)).toHaveLength(1);
    expect(stderr).toContain(`[hookwright] Failed to read ${path}: `);
  },
);

it("an unknown provider is refused with the known ones", async () => {
  const { code, stderr } = await runCli(["validate", "cloud-66", "-"]);
  expect(code).toBe(2);
  expect(stderr).toContain("Known, nearest first: cloud66, cloudflare.");
});
