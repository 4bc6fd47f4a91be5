import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Report } from "hookwright";
import { describe, expect, it, onTestFinished } from "vitest";
import { httpPact, interaction } from "../contracts/pact/http-pact.ts";
import { startExample } from "../support/example-receiver.ts";
import { junitErrors } from "../support/junit-schema.ts";
import { parseXml } from "../support/parse-xml.ts";
import { reportErrors } from "../support/report-schema.ts";
import { linesOf, runCli } from "../support/run-cli.ts";
import { deadOrigin, serve } from "../support/serve.ts";

const SECRET = "s3cret-Of-Cli";
const COMMITTED = join(import.meta.dirname, "../../contracts/pacts/cloudflare-issuance.json");

const folderFor = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "hookwright-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

const write = async (content: string): Promise<string> => {
  const file = join(await folderFor(), "pact.json");
  await writeFile(file, content);
  return file;
};

it("a receiver that is right is exit code 0, with a secret of its own", async () => {
  const origin = await startExample({ secret: SECRET });
  const args = ["--to", origin, "--secret", SECRET, "--prepare", `${origin}/prepare/cloudflare`];
  const { code, stdout, stderr } = await runCli(["pact", "verify", COMMITTED, ...args]);
  expect([code, stderr], stdout).toEqual([0, ""]);
  expect(linesOf(stdout)[0]).toBe(`cloudflare → ${origin}: passed`);
  expect(linesOf(stdout).at(-1)).toMatch(/^ {2}3 passed, 0 failed, 0 warned, 0 skipped; 3 deliveries in /);
  expect(stdout).not.toContain(SECRET);
});

it("of a folder each pact is verified", async () => {
  const origin = await serve((_, response) => response.writeHead(204).end());
  const folder = await folderFor();
  for (const [file, path] of [
    ["a.json", "/one"],
    ["b.json", "/two"],
  ] as const)
    await writeFile(join(folder, file), JSON.stringify(httpPact([interaction(path, path)])));
  const { code, stdout } = await runCli(["pact", "verify", folder, "--to", origin]);
  expect([code, linesOf(stdout).at(-1)], stdout).toEqual([0, expect.stringContaining(" 2 passed, 0 failed")]);
});

it("a receiver that answers otherwise is exit code 1, as JSON and as JUnit's XML, too", async () => {
  const origin = await serve((_, response) => response.writeHead(500).end());
  const out = join(await folderFor(), "report.json");
  const json = await runCli(["pact", "verify", COMMITTED, "--to", origin, "--report", "json", "--out", out]);
  expect(json.code).toBe(1);
  const report = JSON.parse(await readFile(out, "utf8")) as Report;
  expect(reportErrors(report)).toEqual([]);
  expect(report).toMatchObject({ kind: "pact", passed: false, counts: { fail: 3 } });
  const junit = await runCli(["pact", "verify", COMMITTED, "--to", origin, "--report", "junit"]);
  expect(junit.code).toBe(1);
  expect(junitErrors(parseXml(junit.stdout))).toEqual([]);
});

it("--state-url is asked for each state, before its interaction and after", async () => {
  const asked: unknown[] = [];
  const states = await serve(async (request, response) => {
    asked.push(JSON.parse(await text(request)));
    response.end("{}");
  });
  const origin = await serve((_, response) => response.writeHead(204).end());
  const pact = httpPact([interaction("one", "/", { providerStates: [{ name: "a row", params: { id: "x" } }] })]);
  const { code } = await runCli([
    "pact",
    "verify",
    await write(JSON.stringify(pact)),
    "--to",
    origin,
    "--state-url",
    states,
  ]);
  expect(code).toBe(0);
  expect(asked).toEqual(["setup", "teardown"].map((action) => ({ action, state: "a row", params: { id: "x" } })));
});

it("a state URL that refuses fails the interaction with its answer", async () => {
  const states = await serve((_, response) => response.writeHead(404).end());
  const origin = await serve((_, response) => response.writeHead(204).end());
  const { stdout } = await runCli(["pact", "verify", COMMITTED, "--to", origin, "--state-url", states]);
  expect(stdout).toContain(
    `the state "pending_issuance" could not be brought about: states threw Error: POST ${states} answered 404, not 2xx`,
  );
});

const QUERY = "?token=t0ken-Of-States";

describe.each([
  ["a token", (states: string) => `${states}/${QUERY}`],
  ["a user", (states: string) => states.replace("//", "//me:pa55@")],
  ["a token where nothing listens", async () => `${await deadOrigin()}/${QUERY}`],
])("%s in the URL of states", (_, urlOf) => {
  it.each(["--state-url", "--prepare"])("given by %s is nowhere in the report", async (flag) => {
    const states = await serve((_, response) => response.writeHead(404).end());
    const origin = await serve((_, response) => response.writeHead(204).end());
    const args = ["pact", "verify", COMMITTED, "--to", origin, flag, await urlOf(states)];
    const { code, stdout } = await runCli(args);
    expect(code).not.toBe(0);
    expect(stdout).toContain("POST http://127.0.0.1:");
    expect(stdout).not.toMatch(/t0ken|pa55|me:/);
  });
});

it("where nothing listens, or no file is a pact, nothing is verified and the exit code is 2", async () => {
  const dead = await deadOrigin();
  const absent = await runCli(["pact", "verify", COMMITTED, "--to", dead]);
  expect([absent.code, absent.stdout]).toEqual([2, expect.stringContaining(`nothing listens at ${dead} (refused)`)]);
  const origin = await serve((_, response) => response.writeHead(204).end());
  const broken = await runCli(["pact", "verify", await write("{"), "--to", origin]);
  expect([broken.code, broken.stdout]).toEqual([2, expect.stringContaining("it is no JSON: ")]);
});

it("another machine needs --allow-remote", async () => {
  const { code, stderr } = await runCli(["pact", "verify", COMMITTED, "--to", "https://example.com"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("Pass --allow-remote if it is yours.")]);
});

it("without pact-core it says how to install it, and the exit code is 2", async () => {
  const preload = join(await folderFor(), "preload.cjs");
  await writeFile(
    preload,
    `const module_ = require("node:module"), resolve = module_._resolveFilename;
module_._resolveFilename = (name, ...rest) => {
  if (name === "@pact-foundation/pact-core") throw new Error("not there");
  return resolve(name, ...rest);
};`,
  );
  const origin = await serve((_, response) => response.writeHead(204).end());
  const env = { NODE_OPTIONS: `--require=${preload}` };
  const { code, stderr } = await runCli(["pact", "verify", COMMITTED, "--to", origin], { env });
  expect([code, linesOf(stderr)]).toEqual([
    2,
    [
      "[hookwright] Failed to load @pact-foundation/pact-core: it is not installed. Run npm i -D @pact-foundation/pact-core.",
    ],
  ]);
});
