import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { type Ended, runCli } from "../../support/run-cli.ts";
import { serve, toListener } from "../../support/serve.ts";
import { startMock } from "../../support/start-mock.ts";
import { createReceiver, SECRET } from "./receiver.ts";

const main = fileURLToPath(new URL("cli/main.js", import.meta.resolve("hookwright")));

const verify = (origin: string, secret: string, ...more: string[]): Promise<Ended> =>
  runCli(["verify", "cloudflare", "--to", `${origin}/webhooks`, "--secret", secret, ...more], { main });

it("verify passes a right receiver, and fails it with a secret that it does not know", async () => {
  const origin = await serve(toListener(createReceiver().fetch));
  const state = ["--prepare", `${origin}/prepare`, "--observe", `${origin}/state/{id}`];
  const few = ["accepts-valid", "follows-lifecycle", "rejects-bad-secret"].flatMap((id) => ["--check", id]);
  expect(await verify(origin, SECRET, ...few, ...state)).toMatchObject({ code: 0, stderr: "" });
  expect((await verify(origin, "another", "--check", "accepts-valid")).code).toBe(1);
});

it("pact build writes what pact verify passes", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hookwright-pacts-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const origin = await serve(toListener(createReceiver().fetch));
  const about = [
    "cloudflare",
    "--receiver",
    "web",
    "--path",
    "/webhooks",
    "--secret",
    SECRET,
    "--lifecycle",
    "issuance",
  ];
  expect(await runCli(["pact", "build", ...about, "--out", folder], { main })).toMatchObject({ code: 0 });
  const files = readdirSync(folder).map((name) => join(folder, name));
  const ended = await runCli(
    ["pact", "verify", ...files, "--to", origin, "--secret", SECRET, "--prepare", `${origin}/prepare`],
    { main },
  );
  expect(ended, ended.stdout).toMatchObject({ code: 0, stderr: "" });
});

it("mock serves the API, sends webhooks as its clock is advanced, and ends with Ctrl-C", async () => {
  const origin = await serve(toListener(createReceiver().fetch));
  const { urls, interrupt } = await startMock(["cloudflare", "--to", `${origin}/webhooks`, "--secret", SECRET], main);
  const post = async (url: string, body: unknown): Promise<Response> => {
    const headers = { authorization: "Bearer any", "content-type": "application/json" };
    return fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  };
  const zone = `${urls["cloudflare"]}/zones/023e105f4ecef8ad9ca31a8372d0c353`;
  await post(`${zone}/custom_hostnames`, { hostname: "shop.acme.com", ssl: { method: "txt", type: "dv" } });
  const advanced = await (await post(`${urls["control"]}/advance`, { minutes: 10 })).text();
  expect(advanced.match(/"status":204/g)).toHaveLength(3);
  expect(await interrupt()).toBe(130);
});
