import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildLifecycle, buildPayload, type Capture } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it, onTestFinished } from "vitest";
import { linesOf, runCli } from "../support/run-cli.ts";
import { deadOrigin, serve } from "../support/serve.ts";

const captureOf = (json: unknown, given: Partial<Capture> = {}, second = 0): Capture => ({
  version: 1,
  at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
  provider: "cloudflare",
  authenticated: true,
  request: {
    method: "POST",
    path: "/abc",
    headers: [
      ["Host", "x.y"],
      ["Content-Type", "application/json"],
      ["CF-Webhook-Auth", "redacted-1"],
      ["X-Note", "a"],
      ["x-note", "b"],
    ],
    body: { json },
  },
  response: { status: 204, headers: [], ms: 1 },
  ...given,
});

const issuance: Capture[] = buildLifecycle(cloudflare, "issuance").steps.map(({ payload, eventType }, i) =>
  captureOf(payload, { eventType }, i),
);

const fileOf = async (...lines: (string | object)[]): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "hookwright-captures-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "captures.ndjson");
  await writeFile(file, lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));
  return file;
};

interface Seen {
  url: string;
  headers: Record<string, unknown>;
  body: string;
}

const receiver = async (): Promise<{ origin: string; seen: Seen[] }> => {
  const seen: Seen[] = [];
  const origin = await serve(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ url: request.url ?? "", headers: request.headers, body });
    response.writeHead(204).end();
  });
  return { origin, seen };
};

it("captured requests are sent in the order of their times, from all files, with the secret in place of theirs", async () => {
  const { origin, seen } = await receiver();
  const [first = {}, second = {}, third = {}] = issuance;
  const files = [await fileOf(third, first), await fileOf(second)];
  const { code, stdout, stderr } = await runCli([
    "replay",
    ...files,
    "--to",
    `${origin}/hook?env=dev`,
    "--secret",
    "s3cret",
  ]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(linesOf(stdout).map((line) => line.split(/ {2,}/).slice(0, 2).join(" "))).toEqual([
    "step event type",
    ...issuance.map(({ eventType }, i) => `${i + 1} ${eventType}`),
  ]);
  expect(seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
    issuance.map(({ request: { body } }) => body && "json" in body && body.json),
  );
  expect(seen[0]?.url).toBe("/hook?env=dev");
  expect(seen[0]?.headers).toMatchObject({ "cf-webhook-auth": "s3cret", "x-note": "a, b", host: new URL(origin).host });
});

it("what cannot be used is told with its file and line, the rest is sent, and the exit code is 1", async () => {
  const { origin, seen } = await receiver();
  const [first = {}, second = {}] = issuance;
  const file = await fileOf(
    first,
    JSON.stringify(second).slice(0, 40),
    "",
    "\0\x01\xff",
    { ...first, version: 2 },
    { hello: 1 },
    { ...first, request: { method: "POST", path: "/", headers: [], body: { bytes: 9 } } },
    { ...first, request: { method: "POST", path: "/", headers: [["a"]] } },
    `"${"x".repeat(2 ** 24)}"`,
    second,
    JSON.stringify(captureOf("deep")).replace('"deep"', "[".repeat(50_000) + "]".repeat(50_000)),
    JSON.stringify(captureOf("name")).replace('{"json":"name"}', '{"__proto__":1}'),
  );
  const { code, stderr } = await runCli(["replay", file, "--to", origin, "--secret", "s3cret"]);
  expect([code, seen.length]).toEqual([1, 2]);
  expect(
    linesOf(stderr)
      .sort()
      .map((line) => line.replace(/^.*captures\.ndjson:/, "")),
  ).toEqual([
    "11: left out: a capture whose /request/body is not readable",
    "12: left out: a capture whose /request/body is not readable",
    expect.stringMatching(/^2: left out: no JSON: /),
    expect.stringMatching(/^4: left out: no JSON: [ -~ÿ\ufffd]+$/),
    "5: left out: a capture of version 2; this hookwright reads 1",
    "6: left out: no capture",
    "7: left out: its body was not kept",
    "8: left out: a capture whose /request/headers is not readable",
    "9: left out: longer than 16777216 characters",
  ]);
});

it("a request that carried no secret gets none, and without a secret that is said", async () => {
  const { origin, seen } = await receiver();
  const payload = buildPayload(cloud66, "ssl_certificate.install.ok");
  const file = await fileOf(
    captureOf(payload, { provider: "cloud66" }),
    captureOf(payload, { provider: "cloud66", authenticated: false }, 1),
  );
  await runCli(["replay", file, "--to", origin, "--secret", "s3cret"]);
  expect(seen.splice(0).map(({ url }) => url)).toEqual(["/?token=s3cret", "/"]);
  await runCli(["replay", file, "--to", `${origin}/{provider}/{secret}`, "--secret", "s3cret"]);
  expect(seen.splice(0).map(({ url }) => url)).toEqual(["/cloud66/s3cret", "/cloud66/s3cret"]);
  const { stderr } = await runCli(["replay", file, "--to", origin]);
  expect(stderr).toBe("[hookwright] The captured requests were authenticated; these are not: give --secret.\n");
  await runCli(["replay", file, "--to", origin, "--secret", "s3cret", "--auth", "hmac:x-sign"]);
  expect(seen.at(-2)?.headers["x-sign"]).toMatch(/^[0-9a-f]{64}$/);
});

it("what a user's own provider sent has the secret again where its folder is given, and else that is said", async () => {
  const { origin, seen } = await receiver();
  const json = { id: "e1", type: "order.paid", at: "2026-01-01T00:00:00Z", order: { id: "o1", status: "paid" } };
  const file = await fileOf(captureOf(json, { provider: "shop" }), captureOf(json, { provider: "shop" }, 1));
  const args = ["replay", file, "--to", origin, "--secret", "s3cret"];
  const { stderr } = await runCli(args);
  expect(seen.splice(0).map(({ headers }) => headers["x-shop-secret"])).toEqual([undefined, undefined]);
  expect(linesOf(stderr)).toEqual([
    "[hookwright] Requests of shop go without the secret: it is not known. Give its folder by --provider.",
  ]);
  const known = await runCli([...args, "--provider", join(import.meta.dirname, "../../examples/custom-provider")]);
  expect([known.code, known.stderr]).toEqual([0, ""]);
  expect(seen.map(({ headers }) => headers["x-shop-secret"])).toEqual(["s3cret", "s3cret"]);
});

it("a request is signed when it is sent, also where a rate lets it wait", async () => {
  const { origin, seen } = await receiver();
  const file = await fileOf(...issuance);
  const auth = "hmac:header=x-sign;timestamp=x-time;signed={timestamp}.{body}";
  await runCli(["replay", file, "--to", origin, "--secret", "s3cret", "--auth", auth, "--rate", "0.8"]);
  const times = seen.map(({ headers }) => Number(headers["x-time"]));
  expect(times).toHaveLength(issuance.length);
  expect(times.at(-1)).toBeGreaterThan(times[0] ?? 0);
});

it("where nothing can be sent that is said, and the exit code is 2", async () => {
  const body = { method: "POST", path: "/", headers: [] as [string, string][], body: { bytes: 9 } };
  const file = await fileOf(captureOf(0, { request: body }));
  const { code, stdout, stderr } = await runCli(["replay", file, "--to", await deadOrigin()]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(linesOf(stderr).map((line) => line.replace(/^.*captures\.ndjson:/, ""))).toEqual([
    "1: left out: its body was not kept",
    "[hookwright] Failed to replay: no capture can be sent. Each was left out for the reason above.",
  ]);
});

it("of a folder every file of captures is sent", async () => {
  const { origin, seen } = await receiver();
  const folder = dirname(await fileOf(...issuance));
  await writeFile(join(folder, "more.ndjson"), JSON.stringify(issuance[0]));
  await writeFile(join(folder, "notes.txt"), "none");
  const { code, stderr } = await runCli(["replay", folder, "--to", origin, "--secret", "s3cret"]);
  expect([code, stderr, seen.length]).toEqual([0, "", issuance.length + 1]);
});

it("--json prints an exchange a line, without the secret", async () => {
  const origin = await serve(
    (request, response) => void response.writeHead(500).end(request.headers["cf-webhook-auth"]),
  );
  const { code, stdout } = await runCli([
    "replay",
    await fileOf(...issuance),
    "--to",
    origin,
    "--secret",
    "s3cret",
    "--json",
  ]);
  expect(code).toBe(1);
  expect(stdout).not.toContain("s3cret");
  expect(linesOf(stdout).map((line) => JSON.parse(line) as unknown)).toMatchObject(
    issuance.map(({ eventType }, i) => ({ step: i + 1, eventType, method: "POST", response: { status: 500 } })),
  );
});

it.each([
  ["nobody listens", async () => ["--to", await deadOrigin()], "nothing listens at"],
  ["the receiver is on another machine", async () => ["--to", "http://shop.example"], "Pass --allow-remote"],
  ["no receiver is given", async () => [], "Give the receiver by --to"],
])("%s: exit code 2", async (_, flags, problem) => {
  const { code, stdout, stderr } = await runCli([
    "replay",
    await fileOf(...issuance),
    ...(await flags()),
    "--secret",
    "s",
  ]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(problem);
});

it("a file without a report or a capture is refused", async () => {
  const { code, stderr } = await runCli(["replay", await fileOf("{}"), "--to", "http://127.0.0.1:1"]);
  expect(code).toBe(2);
  expect(linesOf(stderr).at(-1)).toContain(
    "holds no captures. Give files that `listen` or `record` wrote, or a report",
  );
});

it("what is for captures alone is refused for a report", async () => {
  const { code, stderr } = await runCli(["replay", await fileOf('{"checks":[]}'), "--rate", "1"]);
  expect([code, stderr]).toEqual([
    2,
    "[hookwright] Failed to replay: --rate is for captures. A report has its own; leave it out.\n",
  ]);
});

it("validate reads captures beside bodies: violations and drift, what is others', and what is broken", async () => {
  const { payload } = buildLifecycle(cloudflare, "issuance").steps[0] ?? {};
  const bad = { ...payload, data: { ssl: {} } };
  const drift = buildPayload(
    cloudflare,
    "ssl.custom_hostname_certificate.validation.failed",
    { metadata: { event: { type: "ssl.custom_hostname_certificate.suspended" as never } } },
    { invalid: true },
  );
  const noJson = captureOf(0, { request: { method: "POST", path: "/", headers: [], body: { text: "x" } } });
  const file = await fileOf(
    ...issuance,
    captureOf(bad),
    captureOf(drift),
    captureOf(payload, { provider: "cloud66" }),
    noJson,
    { ...noJson, version: 9 },
    payload ?? {},
  );
  const { code, stdout } = await runCli(["validate", "cloudflare", file]);
  expect(code).toBe(1);
  expect(linesOf(stdout)).toEqual([
    "line 4: violation: /data/ssl/id is missing",
    "line 4: violation: /data/ssl/status is missing",
    expect.stringMatching(/^line 5: drift: \/metadata\/event\/type /),
    "line 7: broken: a capture of a request whose body is no JSON",
    "line 8: broken: a capture of version 9; this hookwright reads 1",
    "4 valid, 1 of others, 1 with violations, 1 with drift only, 2 broken",
  ]);
});
