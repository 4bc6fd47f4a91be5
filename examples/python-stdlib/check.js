// Proves receiver.py three ways: README.md has the commands as one types them.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";

const manifest = createRequire(import.meta.url).resolve("hookwright/package.json");
const hookwright = dirname(manifest);
const { bin } = createRequire(import.meta.url)(manifest);
const pacts = join(hookwright, "contracts/pacts");

/** Runs a program to its end; what it did not like is in the error. */
const run = (command, args, env = {}) => {
  const options = { cwd: import.meta.dirname, env: { ...process.env, ...env }, encoding: "utf8" };
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  assert.equal(status, 0, `${error ?? ""}${stdout ?? ""}${stderr ?? ""}`);
  return stdout;
};
const runHookwright = (...args) => run(process.execPath, [join(hookwright, bin.hookwright), ...args]);

const isPython = (name) => spawnSync(name, ["-c", "import sys; sys.exit(sys.version_info < (3, 11))"]).status === 0;
const python = ["python3", "python"].find(isPython);
const skip = python === undefined && "there is no Python 3.11 or newer here: neither python3 nor python";

let server;
let origin;
before(async () => {
  if (skip) return;
  const env = { ...process.env, WEBHOOK_SECRET: "s3cret" };
  server = spawn(python, ["receiver.py"], { cwd: import.meta.dirname, env, stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: server.stdout })) {
    origin = line; // the port is one that was free: it is known only now
    break;
  }
  assert.ok(origin, "receiver.py did not start: see above");
});
after(() => server?.kill());

test("the command line's checks are passed", { skip }, () => {
  const state = ["--prepare", `${origin}/prepare`, "--observe", `${origin}/state/{id}`];
  const to = ["--to", `${origin}/webhooks/cloudflare`, "--secret", "s3cret"];
  const report = JSON.parse(runHookwright("verify", "cloudflare", ...to, ...state, "--strict", "--report", "json"));
  assert.deepEqual(report.counts, { pass: 16, fail: 0, warn: 0, skip: 0 });
});

test("hookwright's Pact files are verified", { skip }, () => {
  const files = readdirSync(pacts).filter((name) => name.startsWith("cloudflare-"));
  const to = ["--to", origin, "--secret", "s3cret", "--prepare", `${origin}/prepare`];
  const out = runHookwright("pact", "verify", ...files.map((name) => join(pacts, name)), ...to, "--report", "json");
  const { counts } = JSON.parse(out);
  assert.deepEqual([counts.fail, counts.warn], [0, 0]);
  assert.ok(counts.pass > files.length);
});

test("its own tests pass, with hookwright's fixtures", { skip }, () => {
  const fixtures = mkdtempSync(join(tmpdir(), "fixtures-"));
  try {
    runHookwright("fixtures", "cloudflare", "--out", fixtures);
    run(python, ["-m", "unittest"], { FIXTURES: fixtures });
  } finally {
    rmSync(fixtures, { recursive: true });
  }
});
