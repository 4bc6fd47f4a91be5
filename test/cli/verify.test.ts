import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "hookwright";
import { describe, expect, it, onTestFinished } from "vitest";
import { type ExampleOptions, startExample } from "../support/example-receiver.ts";
import { junitErrors } from "../support/junit-schema.ts";
import { parseXml } from "../support/parse-xml.ts";
import { reportErrors } from "../support/report-schema.ts";
import { type Ended, linesOf, MAIN, runCli, runShell } from "../support/run-cli.ts";
import { deadOrigin, serve } from "../support/serve.ts";

const SECRET = "s3cret-Of-Cli";

const STATES: Readonly<Record<string, string>> = {
  cloudflare: "/state/cloudflare/{id}",
  cloud66: "/state/cloud66/{stackId}/{name}",
};

// A renewed certificate is taken for active before it is deployed.
const careless: NonNullable<ExampleOptions["take"]> = (rows, _seen, { key, at, status }) => {
  const row = rows.get(key);
  if (row && at >= row.at)
    Object.assign(row, { at, status: row.status === "active" && status === "pending_deployment" ? "active" : status });
};

const argumentsFor = (provider: string, origin: string): string[] => [
  "verify",
  provider,
  ...["--to", `${origin}/webhooks/${provider}`],
  ...["--prepare", `${origin}/prepare/${provider}`],
  ...["--observe", `${origin}${STATES[provider]}`],
  ...["--settle", "200"],
];

const verify = (provider: string, origin: string, ...more: string[]): Promise<Ended> =>
  runCli([...argumentsFor(provider, origin), "--secret", SECRET, ...more]);

it.each(["cloudflare", "cloud66"])("the example receiver passes for %s", async (provider) => {
  const origin = await startExample({ secret: SECRET });
  const { code, stdout, stderr } = await verify(provider, origin);
  expect([code, stderr], stdout).toEqual([0, ""]);
  const skipped = provider === "cloud66" ? 3 : 0; // it documents no orphans, no test message and no deletion
  expect(linesOf(stdout)[0]).toBe(`${provider} → ${origin}/webhooks/${provider}: passed`);
  expect(linesOf(stdout).at(-1)).toMatch(
    new RegExp(`^ {2}${16 - skipped} passed, 0 failed, 0 warned, ${skipped} skipped; `),
  );
  expect(stdout).not.toContain(SECRET);
});

const replayIn = (stdout: string): string => {
  const line = linesOf(stdout).find((one) => one.trim().startsWith("replay")) ?? "";
  return line.replace(/^ *replay +npx hookwright/, `'${process.execPath}' '${MAIN}'`);
};

it.each([
  { what: "a state", check: "follows-lifecycle", options: { take: careless }, secret: SECRET },
  { what: "an answer", check: "accepts-valid", options: {}, secret: "another" },
])(
  "a receiver with a bug in $what is exit code 1, and the printed replay command fails the same check",
  async (row) => {
    const { check, options, secret } = row;
    const origin = await startExample({ secret: SECRET, ...options });
    const { code, stdout } = await runCli([
      ...argumentsFor("cloudflare", origin),
      "--secret",
      secret,
      "--expect",
      "deleted=gone|deleted",
    ]);
    expect(code).toBe(1);
    expect(stdout).not.toContain(secret);
    const [failure = ""] = linesOf(stdout).filter((line) => line.includes(`✗ ${check}: `));
    expect(failure).not.toBe("");
    const again = await runShell(replayIn(stdout), { env: { HOOKWRIGHT_SECRET: secret } });
    expect(again.code, again.stdout + again.stderr).toBe(1);
    // A case is one event, where the run before may have told of several.
    expect(again.stdout).toContain(`✗ ${check}: `);
  },
);

it("a receiver that refuses everything fails accepts-valid", async () => {
  const origin = await serve((_, response) => response.writeHead(500).end());
  const { code, stdout } = await runCli(["verify", "cloudflare", "--to", origin, "--runs", "11"]);
  expect(code).toBe(1);
  expect(stdout).toContain("✗ accepts-valid: 11 of 11 event types were not answered with 2xx: ");
});

it("--report json is a valid report, and --out writes it to a file instead", async () => {
  const origin = await startExample({ secret: SECRET });
  const folder = await mkdtemp(join(tmpdir(), "hookwright-report-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "report.json");
  const { code, stdout } = await verify(
    "cloudflare",
    origin,
    "--report",
    "json",
    "--out",
    file,
    "--seed",
    "3",
    "--run",
    "4",
  );
  expect([code, stdout]).toEqual([0, ""]);
  const text = await readFile(file, "utf8");
  const report = JSON.parse(text) as Report;
  expect(reportErrors(report)).toEqual([]);
  expect(report).toMatchObject({
    provider: "cloudflare",
    seed: 3,
    run: 4,
    passed: true,
    target: `${origin}/webhooks/cloudflare`,
  });
  expect(text).not.toContain(SECRET);
  expect(
    JSON.parse((await verify("cloudflare", origin, "--report", "json", "--check", "accepts-valid")).stdout),
  ).toMatchObject({ passed: true });
});

it("--report junit has a case for each check and event type", async () => {
  const origin = await startExample({ secret: SECRET });
  const { code, stdout } = await verify("cloud66", origin, "--report", "junit");
  expect(code).toBe(0);
  const document = parseXml(stdout);
  expect(junitErrors(document)).toEqual([]);
  expect(document.children[0]?.attributes).toMatchObject({ failures: "0", skipped: "3" });
});

describe("in a GitHub workflow", () => {
  const refuse = async (...more: string[]): Promise<string[]> => {
    const origin = await serve((_, response) => response.writeHead(500).end("no\n::warning::planted"));
    const args = ["verify", "cloud66", "--to", origin, "--runs", "3", ...more];
    return linesOf((await runCli(args, { env: { GITHUB_ACTIONS: "true" } })).stdout);
  };
  const annotationsIn = (lines: readonly string[]): string[] => lines.filter((line) => line.trim().startsWith("::"));

  it("annotations follow the text report, and what a receiver answers is none", async () => {
    const lines = await refuse();
    expect(lines[0]).toMatch(/: failed$/);
    expect(annotationsIn(lines)).toEqual([
      expect.stringMatching(/^::error title=hookwright accepts-valid::accepts-valid: 3 of 3 /),
    ]);
    expect(lines.at(-1)).toMatch(/^::error /);
  });

  it("they are there when a report goes to a file, and not among a report for programs", async () => {
    const folder = await mkdtemp(join(tmpdir(), "hookwright-report-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const lines = await refuse("--report", "junit", "--out", join(folder, "junit.xml"));
    expect([lines.length, annotationsIn(lines).length]).toEqual([1, 1]);
    expect(annotationsIn(await refuse("--report", "json"))).toEqual([]);
  });

  it("elsewhere there are none", async () => {
    const origin = await serve((_, response) => response.writeHead(500).end());
    const { stdout } = await runCli(["verify", "cloud66", "--to", origin, "--runs", "3"]);
    expect(annotationsIn(linesOf(stdout))).toEqual([]);
  });
});

it("--check and --skip choose, and the report repeats the reason", async () => {
  const origin = await startExample({ secret: SECRET });
  const { code, stdout } = await verify(
    "cloudflare",
    origin,
    "--check",
    "accepts-valid",
    "--check",
    "rejects-bad-secret",
    "--skip",
    "rejects-bad-secret=not mine",
  );
  expect(code).toBe(0);
  expect(linesOf(stdout)).toEqual([
    expect.stringContaining("passed"),
    expect.stringMatching(/^ {2}✓ accepts-valid {2}110 deliveries {2}\d+ ms$/),
    "  - rejects-bad-secret: not mine",
    expect.stringMatching(/^ {2}1 passed, 0 failed, 0 warned, 1 skipped; 110 deliveries /),
  ]);
});

it("--expect and --view give the receiver's words and where they are", async () => {
  const origin = await startExample({
    secret: SECRET,
    take(rows, _seen, { key, at, status }) {
      const row = rows.get(key);
      if (row && at >= row.at) Object.assign(row, { at, status: status.startsWith("pending_") ? "waiting" : status });
    },
  });
  const words = ["--expect", "pending_*=waiting", "--view", "/status", "--check", "follows-lifecycle"];
  expect((await verify("cloudflare", origin, ...words)).code).toBe(0);
  expect((await verify("cloudflare", origin, "--check", "follows-lifecycle")).code).toBe(1);
});

it("a failed warning is exit code 0, or 1 with --strict", async () => {
  const origin = await startExample({
    secret: SECRET,
    take(rows, _seen, { key, at, status }) {
      const row = rows.get(key);
      if (row) Object.assign(row, { at, status }); // the last write wins
    },
  });
  const { code, stdout } = await verify("cloudflare", origin);
  expect(code, stdout).toBe(0);
  expect(stdout).toContain("! tolerates-reordering: ");
  expect((await verify("cloudflare", origin, "--strict")).code).toBe(1);
});

it("without --observe the first line after the verdict says that state was not seen", async () => {
  const origin = await startExample({ secret: SECRET });
  const { code, stdout } = await runCli([
    "verify",
    "cloudflare",
    "--to",
    `${origin}/webhooks/cloudflare`,
    "--secret",
    SECRET,
  ]);
  expect(code).toBe(0);
  expect(linesOf(stdout)[1]).toBe("  State was not seen: give observe to have it checked.");
});

it("a --prepare URL that refuses is said so, not blamed on the receiver", async () => {
  const origin = await startExample({ secret: SECRET });
  const { code, stdout } = await runCli([
    ...argumentsFor("cloudflare", origin),
    "--secret",
    SECRET,
    "--prepare",
    `${origin}/nowhere/cloudflare`,
  ]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/✗ accepts-valid: prepare threw Error: POST .+\/nowhere\/cloudflare answered 405, not 2xx/);
});

it("a port where nothing listens is one line and exit code 2", async () => {
  const origin = await deadOrigin();
  expect(await runCli(["verify", "cloudflare", "--to", origin])).toEqual({
    code: 2,
    stdout: "",
    stderr: `[hookwright] Failed to reach the receiver: nothing listens at ${origin} (refused). Start it, or mend the URL.\n`,
  });
});

it.each([
  {
    what: "another machine",
    args: ["cloudflare", "--to", "http://192.168.0.1/hooks"],
    says: "Pass --allow-remote if it is yours.",
  },
  {
    what: "an unknown provider",
    args: ["cloud67", "--to", "http://127.0.0.1:1/"],
    says: 'the provider "cloud67". Known, nearest first: cloud66, cloudflare.',
  },
  {
    what: "an unknown check",
    args: ["cloudflare", "--to", "http://127.0.0.1:1/", "--check", "accept-valid"],
    says: 'the check "accept-valid". Known, nearest first: accepts-valid,',
  },
  {
    what: "an unknown check to skip",
    args: ["cloudflare", "--to", "http://127.0.0.1:1/", "--skip", "orphans=x"],
    says: 'the check "orphans". Known, nearest first: accepts-orphans,',
  },
  {
    what: "an unknown status",
    args: ["cloudflare", "--to", "http://127.0.0.1:1/", "--expect", "activ=live"],
    says: 'the status "activ". Known, nearest first: active,',
  },
  {
    what: "a view that is no pointer",
    args: ["cloudflare", "--to", "http://127.0.0.1:1/", "--view", "status"],
    says: "it is no JSON Pointer. Give one like /status.",
  },
  {
    what: "an unknown envelope",
    args: ["cloudflare", "--to", "{origin}", "--envelope", "notify"],
    says: "Known, nearest first:",
  },
  {
    what: "a secret that no header can hold",
    args: ["cloudflare", "--to", "http://127.0.0.1:1/", "--secret", "schlüssel"],
    says: "it has characters that are not visible ASCII",
  },
  {
    what: "a start that is no instant",
    args: ["cloudflare", "--to", "{origin}", "--start", "soon"],
    says: 'Failed to read the start "soon"',
  },
])("$what is refused: one sentence and exit code 2", async ({ args, says }) => {
  const origin = await serve((_, response) => response.end());
  const { code, stdout, stderr } = await runCli(["verify", ...args.map((arg) => arg.replace("{origin}", origin))]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(linesOf(stderr)).toHaveLength(1);
  expect(stderr).toMatch(/^\[hookwright\] Failed to /);
  expect(stderr).toContain(says);
});

it("--allow-remote lets another machine through to the check whether something listens there", async () => {
  const { code, stderr } = await runCli(["verify", "cloudflare", "--to", "http://nowhere.invalid/", "--allow-remote"]);
  expect(code).toBe(2);
  expect(stderr).toContain("nothing listens at http://nowhere.invalid/ (dns)");
});

it("a report file that cannot be written is one sentence and exit code 2", async () => {
  const origin = await serve((_, response) => response.end());
  const { code, stderr } = await runCli(["verify", "cloud66", "--to", origin, "--out", "/nowhere/report.txt"]);
  expect(code).toBe(2);
  expect(linesOf(stderr)).toHaveLength(1);
});
