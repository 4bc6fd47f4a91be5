import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { CloudflareEvent } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { pressCtrlC } from "../support/press-ctrl-c.ts";
import { linesOf, MAIN, runCli } from "../support/run-cli.ts";
import { deadOrigin, serve } from "../support/serve.ts";

const PREFIX = "ssl.custom_hostname_certificate.";

/** A receiver that answers with a status and keeps what it got. */
const receiver = async (status = 204) => {
  const requests: {
    method: string | undefined;
    url: string | undefined;
    headers: NodeJS.Dict<string | string[]>;
    body: string;
  }[] = [];
  const origin = await serve(async (request, response) => {
    const { method, url, headers } = request;
    requests.push({ method, url, headers, body: await text(request) });
    response.writeHead(status).end();
  });
  const types = () =>
    requests.map(({ body }) => (JSON.parse(body) as CloudflareEvent).metadata.event.type.replace(PREFIX, ""));
  return { origin, requests, types };
};

it("a lifecycle is sent in order, and the table has a row for each delivery", async () => {
  const { origin, types } = await receiver();
  const { code, stdout, stderr } = await runCli(["deliver", "cloudflare", "issuance", "--to", origin]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(types()).toEqual(["validation.succeeded", "issuance.succeeded", "deployment.succeeded"]);
  expect(
    linesOf(stdout).map((line) => line.replace(/\d+\.\d ms/, "N ms").replace(/ +faults$/, "  faults")),
  ).toMatchInlineSnapshot(`
    [
      "step  event type                                            answer  faults",
      "1     ssl.custom_hostname_certificate.validation.succeeded  204 in N ms",
      "2     ssl.custom_hostname_certificate.issuance.succeeded    204 in N ms",
      "3     ssl.custom_hostname_certificate.deployment.succeeded  204 in N ms",
    ]
  `);
});

it("a single event is sent by its type, whether or not it may come first", async () => {
  const { origin, types } = await receiver();
  const { code } = await runCli(["deliver", "cloudflare", `${PREFIX}renewal.failed`, "--to", origin]);
  expect(code).toBe(0);
  expect(types()).toEqual(["renewal.failed"]);
});

it("the last event is at now unless --start says otherwise", async () => {
  const { origin, requests } = await receiver();
  await runCli(["deliver", "cloudflare", "issuance", "--to", origin]);
  await runCli(["deliver", "cloudflare", "issuance", "--to", origin, "--start", "2020-01-01T00:00:00Z"]);
  const times = requests.map(({ body }) => Date.parse((JSON.parse(body) as CloudflareEvent).metadata.event.created_at));
  expect(Math.abs(Date.now() - (times[2] ?? 0))).toBeLessThan(60_000);
  expect(new Date(times[5] ?? 0).toISOString()).toMatch(/^2020-01-01T00:0/);
});

it("--json prints one exchange a line", async () => {
  const { origin } = await receiver(200);
  const { stdout } = await runCli(["deliver", "cloud66", "install-failure", "--to", origin, "--json"]);
  expect(linesOf(stdout).map((line) => JSON.parse(line))).toMatchObject([
    { step: 1, eventType: "ssl_certificate.install.fail", faults: [], response: { status: 200 } },
    { step: 2, eventType: "ssl_certificate.install.fail", faults: [], response: { status: 200 } },
    { step: 3, eventType: "ssl_certificate.install.ok", faults: [], response: { status: 200 } },
  ]);
});

it("--json has the event's id, where the provider has one", async () => {
  const { origin, requests } = await receiver(200);
  const { stdout } = await runCli(["deliver", "cloudflare", "issuance", "--to", origin, "--json"]);
  const sent = requests.map(({ body }) => (JSON.parse(body) as CloudflareEvent).metadata.event.id);
  expect(linesOf(stdout).map((line) => (JSON.parse(line) as { eventId: string }).eventId)).toEqual(sent);
});

it("--json shows no secret that a receiver repeats", async () => {
  const origin = await serve((request, response) => {
    const { "cf-webhook-auth": secret, "x-key": key, authorization = "" } = request.headers;
    response.writeHead(401, { "x-got": `${secret}` }).end(JSON.stringify({ secret, key, authorization, ok: "s3cre" }));
  });
  const given = ["--secret", "t0p-secret", "--header", "x-key: key-of-mine", "--auth", "header:cf-webhook-auth"];
  const { stdout } = await runCli(["deliver", "cloudflare", "issuance", "--to", origin, "--json", ...given]);
  expect(JSON.parse(linesOf(stdout)[0] ?? "")).toMatchObject({
    response: {
      status: 401,
      headers: { "x-got": "$HOOKWRIGHT_SECRET" },
      body: '{"secret":"$HOOKWRIGHT_SECRET","key":"(given)","authorization":"","ok":"s3cre"}',
    },
  });
  expect(stdout).not.toMatch(/t0p-secret|key-of-mine/);
});

it("where nothing listens, neither a password nor the query of the URL is printed", async () => {
  const url = (await deadOrigin()).replace("//", "//me:pw@");
  const { stderr } = await runCli(["deliver", "cloud66", "install", "--to", `${url}/hooks?key=abc`]);
  expect(stderr).toMatch(/nothing listens at http:\/\/127\.0\.0\.1:\d+\/hooks\. Start it/);
});

it("faults are applied and shown", async () => {
  const { origin, types } = await receiver();
  const { stdout } = await runCli([
    "deliver",
    "cloudflare",
    "issuance",
    "--to",
    origin,
    "--fault",
    "duplicate:2",
    "--fault",
    "reorder:order=4,1,2,3",
  ]);
  expect(types()).toEqual(["deployment.succeeded", "validation.succeeded", "issuance.succeeded", "issuance.succeeded"]);
  expect(linesOf(stdout).at(-1)).toContain("duplicate:at=2;times=1 reorder:order=4,1,2,3");
});

it("the secret comes from --secret, the environment or the variable that --secret-env names", async () => {
  const { origin, requests } = await receiver();
  const base = ["deliver", "cloudflare", `${PREFIX}renewal.failed`, "--to", origin];
  await runCli([...base, "--secret", "by-flag"]);
  await runCli(base, { env: { HOOKWRIGHT_SECRET: "by-environment" } });
  await runCli([...base, "--secret-env", "MY_SECRET"], { env: { MY_SECRET: "by-name" } });
  await runCli(base);
  expect(requests.map(({ headers }) => headers["cf-webhook-auth"])).toEqual([
    "by-flag",
    "by-environment",
    "by-name",
    undefined,
  ]);
});

it("--secret goes before HOOKWRIGHT_SECRET, and into the URL for Cloud66", async () => {
  const { origin, requests } = await receiver();
  await runCli(["deliver", "cloud66", "install", "--to", `${origin}/hooks`, "--secret", "by-flag"], {
    env: { HOOKWRIGHT_SECRET: "x" },
  });
  await runCli(["deliver", "cloud66", "install", "--to", `${origin}/hooks/{secret}`, "--secret", "in-path"]);
  expect(requests.map(({ url }) => url)).toEqual(["/hooks?token=by-flag", "/hooks/in-path"]);
});

it("--header and --set reach the receiver", async () => {
  const { origin, requests } = await receiver();
  await runCli([
    "deliver",
    "cloudflare",
    "issuance",
    "--to",
    origin,
    "--header",
    "x-own: a: b",
    "--set",
    "/data/hostname=shop.acme.com",
  ]);
  for (const { headers, body } of requests) {
    expect(headers["x-own"]).toBe("a: b");
    expect(JSON.parse(body)).toMatchObject({ data: { hostname: "shop.acme.com" } });
  }
});

it("the same seed and start send the same bytes, whatever goes wrong on the way", async () => {
  const { origin, requests } = await receiver();
  const faults = ["duplicate:2", "reorder", "drop", "delay", "orphan", "overlap", "corrupt", "wrong-secret"];
  const args = ["deliver", "cloudflare", "full", "--to", origin, "--seed", "7", "--start", "2026-01-01T00:00:00Z"];
  const run = async (given: readonly string[]) => {
    const before = requests.length;
    await runCli([...args, "--secret", "s3cret", ...given.flatMap((fault) => ["--fault", fault])]);
    return requests.slice(before);
  };
  for (const given of [["duplicate:2", "reorder"], faults]) {
    const first = await run(given);
    expect(first.length).toBeGreaterThan(10);
    const sorted = (list: typeof first) => list.map((one) => JSON.stringify(one)).sort();
    expect(sorted(await run(given))).toEqual(sorted(first));
  }
});

it("the two faults of one lifecycle come in the same order, byte for byte", async () => {
  const { origin, requests } = await receiver();
  const args = ["deliver", "cloudflare", "full", "--to", origin, "--fault", "duplicate:2", "--fault", "reorder"];
  const run = () => runCli([...args, "--seed", "7", "--start", "2026-01-01T00:00:00Z"]);
  await run();
  const first = requests.splice(0);
  await run();
  expect(requests).toEqual(first);
});

it("--auth replaces the provider's way of proving itself", async () => {
  const { origin, requests } = await receiver();
  const args = ["deliver", "cloud66", "install", "--to", origin, "--secret", "s3cret"];
  await runCli([...args, "--auth", "hmac:x-signature;value=sha256={signature}"]);
  expect(requests[0]?.headers["x-signature"]).toBe(
    `sha256=${createHmac("sha256", "s3cret")
      .update(requests[0]?.body ?? "")
      .digest("hex")}`,
  );
});

it("--rate and --speed hold deliveries back", async () => {
  const { origin } = await receiver();
  const began = performance.now();
  await runCli(["deliver", "cloudflare", "full", "--to", origin, "--rate", "20"]);
  expect(performance.now() - began).toBeGreaterThan(11 * 50);
  const fast = await runCli(["deliver", "cloud66", "renewal", "--to", origin, "--speed", "100000000"]);
  expect(fast.code).toBe(0);
});

it("Ctrl-C ends it with what was done, and exit code 130", async () => {
  const origin = await serve((_request, response) => void response.end());
  const child = spawn(process.execPath, [
    MAIN,
    "deliver",
    "cloud66",
    "renewal",
    "--to",
    origin,
    "--speed",
    "1000",
    "--json",
  ]);
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  pressCtrlC(child);
  const [stdout, stderr] = await output;
  expect(child.exitCode ?? (await once(child, "exit"))[0]).toBe(130);
  expect(linesOf(stdout).map((line) => JSON.parse(line))).toMatchObject([{ step: 1, response: { status: 200 } }]);
  expect(stderr).toBe("[hookwright] Stopped after 1 of 3.\n");
});

it("answers that are no 2xx are exit code 1", async () => {
  const { origin } = await receiver(500);
  const { code, stdout } = await runCli(["deliver", "cloudflare", "issuance", "--to", origin]);
  expect(code).toBe(1);
  expect(linesOf(stdout)).toHaveLength(4);
  expect(stdout).toContain("500 in ");
});

it("a receiver that never answers is exit code 1 after the timeout", async () => {
  const origin = await serve(() => {});
  const { code, stdout } = await runCli(["deliver", "cloud66", "install", "--to", origin, "--timeout", "100"]);
  expect(code).toBe(1);
  expect(stdout).toContain("timeout: no whole answer within 100 ms");
});

it("a port where nothing listens is one line on stderr and exit code 2", async () => {
  const origin = await deadOrigin();
  expect(await runCli(["deliver", "cloudflare", "issuance", "--to", origin])).toEqual({
    code: 2,
    stdout: "",
    stderr: `[hookwright] Failed to reach the receiver: nothing listens at ${origin}. Start it, or mend the URL.\n`,
  });
});

it("a secret in a URL where nothing listens is not printed", async () => {
  const origin = await deadOrigin();
  const { stdout, stderr } = await runCli([
    "deliver",
    "cloud66",
    "install",
    "--to",
    `${origin}/{secret}`,
    "--secret",
    "t0psecret",
  ]);
  expect(stdout + stderr).not.toContain("t0psecret");
});

it.each([
  {
    what: "another machine",
    args: ["cloudflare", "issuance", "--to", "https://example.com/hooks"],
    says: "Failed to send to example.com: it is not this machine. Pass --allow-remote if it is yours.",
  },
  {
    what: "a host that begins like this machine",
    args: ["cloudflare", "issuance", "--to", "http://127.0.0.1.example.com/"],
    says: "it is not this machine",
  },
  {
    what: "an unknown lifecycle",
    args: ["cloudflare", "isuance", "--to", "http://127.0.0.1:1/"],
    says: 'the lifecycle or event type "isuance". Known, nearest first: issuance,',
  },
  {
    what: "an unknown fault",
    args: ["cloudflare", "issuance", "--to", "http://127.0.0.1:1/", "--fault", "duplicat"],
    says: "Known, nearest first: duplicate, ",
  },
  {
    what: "a fault that does not fit",
    args: ["cloudflare", "issuance", "--to", "http://127.0.0.1:1/", "--fault", "duplicate:9"],
    says: "at=9 does not fit 3 deliveries",
  },
  { what: "no URL", args: ["cloudflare", "issuance", "--to", "localhost:3000"], says: "it is no http or https URL" },
  {
    what: "an absent variable",
    args: ["cloudflare", "issuance", "--to", "http://127.0.0.1:1/", "--secret-env", "NOT_THERE"],
    says: "the environment has no NOT_THERE",
  },
  {
    what: "an empty secret",
    args: ["cloudflare", "issuance", "--to", "http://127.0.0.1:1/", "--secret", ""],
    says: "it is empty",
  },
])("$what is refused: one sentence and exit code 2", async ({ args, says }) => {
  const { code, stdout, stderr } = await runCli(["deliver", ...args]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(linesOf(stderr)).toHaveLength(1);
  expect(stderr).toContain(says);
});

it.each(["http://[::1]:1/", "http://127.1.2.3:1/", "http://app.localhost:1/", "http://LOCALHOST:1/"])(
  "%s is this machine",
  async (to) => {
    expect((await runCli(["deliver", "cloud66", "install", "--to", to])).stderr).not.toContain("not this machine");
  },
);
