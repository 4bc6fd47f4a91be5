import { fileURLToPath } from "node:url";
import Cloudflare from "cloudflare";
import type { CloudflareEvent } from "hookwright/cloudflare";
import { expect, it, onTestFinished } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { openServer, serve } from "../support/serve.ts";
import { startMock } from "../support/start-mock.ts";
import { mainWithoutPeers } from "../support/without-peers.ts";

const ZONE = "023e105f4ecef8ad9ca31a8372d0c353";

/** A receiver that keeps what it got. */
const receiver = async () => {
  const requests: { url: string | undefined; body: string }[] = [];
  const origin = await serve(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    requests.push({ url: request.url, body });
    response.writeHead(204).end();
  });
  return { origin, requests };
};

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, { method: "POST", body: JSON.stringify(body), headers: { authorization: "Bearer x" } });

const createWith = (baseURL: string | undefined, hostname = "shop.acme.com") =>
  new Cloudflare({ apiToken: "x", maxRetries: 0, baseURL }).customHostnames.create({ zone_id: ZONE, hostname });

it("serves every provider, prints where, sends webhooks when time is advanced, and Ctrl-C ends it with 130", async () => {
  const { origin, requests } = await receiver();
  const { urls, stderr, interrupt } = await startMock(["--to", `${origin}/webhooks/{provider}`, "--secret", "s3cret"]);
  const { port } = new URL(urls["control"] ?? "");
  expect(urls).toEqual({
    cloud66: `http://127.0.0.1:${port}/api/3`,
    cloudflare: `http://127.0.0.1:${port}/client/v4`,
    control: `http://127.0.0.1:${port}/_hookwright`,
  });
  const { id } = await createWith(urls["cloudflare"]);
  await post(`${urls["cloud66"]}/stacks/5999b763474b0eafa5fafb64bff0ba80/ssl_certificates.json`, {
    ssl_certificate: { type: "lets_encrypt", server_names: "shop.acme.com" },
  });
  await post(`${urls["control"]}/advance`, { hours: 1 });
  expect(requests.map(({ url }) => url)).toEqual([
    "/webhooks/cloud66?token=s3cret",
    ...Array.from({ length: 3 }, () => "/webhooks/cloudflare"),
  ]);
  expect((JSON.parse(requests[1]?.body ?? "") as CloudflareEvent).data.id).toBe(id);
  expect(await interrupt()).toBe(130);
  expect(stderr().replaceAll(/\d+\.\d ms/g, "N ms")).toBe(
    [
      "cloud66: ssl_certificate.install.ok → 204 in N ms",
      "cloudflare: ssl.custom_hostname_certificate.validation.succeeded → 204 in N ms",
      "cloudflare: ssl.custom_hostname_certificate.issuance.succeeded → 204 in N ms",
      "cloudflare: ssl.custom_hostname_certificate.deployment.succeeded → 204 in N ms\n",
    ].join("\n"),
  );
  await expect(fetch(`${urls["control"]}/resources`)).rejects.toThrow();
});

it("without --to webhooks go where the API was told to send them, the test message first", async () => {
  const { origin, requests } = await receiver();
  const { urls, stderr, interrupt } = await startMock(["cloudflare"]);
  const client = new Cloudflare({ apiToken: "x", maxRetries: 0, baseURL: urls["cloudflare"] });
  const { webhooks } = client.alerting.destinations;
  const account_id = "01a7362d577a6c3019a474fd6f485823";
  const { id } = await webhooks.create({ account_id, name: "mine", url: `${origin}/hooks`, secret: "s3cret" });
  await client.alerting.policies.create({
    account_id,
    name: "ssl",
    alert_type: "custom_ssl_certificate_event_type",
    enabled: true,
    mechanisms: { webhooks: [{ id: id ?? "" }] },
  });
  await createWith(urls["cloudflare"]);
  await post(`${urls["control"]}/advance`, { hours: 1 });
  expect(requests).toHaveLength(4);
  await interrupt();
  expect(stderr()).toMatch(/^cloudflare: test message → 204 in .*\ncloudflare: ssl\./);
});

it("with --speed time passes by itself", async () => {
  const { origin, requests } = await receiver();
  const { urls } = await startMock(["cloudflare", "--to", origin, "--speed", "3600"]);
  await createWith(urls["cloudflare"]);
  await expect.poll(() => requests.length, { timeout: 10_000 }).toBe(3);
});

it("without --speed it stands still", async () => {
  const { origin, requests } = await receiver();
  const { urls } = await startMock(["cloudflare", "--to", origin]);
  await createWith(urls["cloudflare"]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(requests).toEqual([]);
  const { now } = (await (await post(`${urls["control"]}/advance`, {})).json()) as { now: object };
  expect(now).toEqual({ cloudflare: "2026-01-01T00:00:00.000Z" });
});

it("the same seed gives the same ids, another gives others", async () => {
  const idWith = async (seed: string) => (await createWith((await startMock(["--seed", seed])).urls["cloudflare"])).id;
  const first = await idWith("7");
  expect(await idWith("7")).toBe(first);
  expect(await idWith("8")).not.toBe(first);
});

it("Ctrl-C does not wait for a receiver that never answers", async () => {
  let reached = (): void => {};
  const waiting = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const origin = await serve(() => reached());
  const { urls, interrupt } = await startMock(["cloudflare", "--to", origin]);
  await createWith(urls["cloudflare"]);
  post(`${urls["control"]}/advance`, { hours: 1 }).catch(() => {}); // its connection is closed
  await waiting;
  const began = performance.now();
  expect(await interrupt()).toBe(130);
  expect(performance.now() - began).toBeLessThan(5000);
});

it("a folder's provider, which has no API, has its clock and plans", async () => {
  const { origin, requests } = await receiver();
  const folder = fileURLToPath(new URL("../fixtures/third-provider", import.meta.url));
  const { urls } = await startMock([folder, "--to", origin]);
  expect(urls["parcels"]).toBe("no API: it has its clock and plans");
  expect((await post(`${urls["control"]}/plan`, { lifecycle: "delivery" })).status).toBe(204);
  await post(`${urls["control"]}/advance`, { days: 30 });
  expect(requests).toHaveLength(2);
});

it("a port that is in use is one sentence and exit code 2", async () => {
  const { origin, close } = await openServer(() => {});
  onTestFinished(close);
  const { port } = new URL(origin);
  expect(await runCli(["mock", "--port", port])).toEqual({
    code: 2,
    stdout: "",
    stderr: `[hookwright] Failed to listen on port ${port}: it is in use. Give another with --port, or 0 for any that is free.\n`,
  });
});

it.each([
  {
    what: "a receiver on another machine",
    args: ["--to", "https://shop.acme.com/hooks"],
    says: "shop.acme.com: it is not this machine",
  },
  { what: "a receiver that is no URL", args: ["--to", "shop"], says: 'the target "shop": it is no http or https URL' },
  { what: "an unknown provider", args: ["cloudfare"], says: '"cloudfare". Known, nearest first: cloudflare' },
  { what: "a provider given twice", args: ["cloud66", "cloud66"], says: "cloud66 twice" },
  { what: "a port that there is not", args: ["--port", "65536"], says: "Give a port from 0 to 65535." },
  { what: "no speed", args: ["--speed", "0"], says: "Give a number above 0." },
  { what: "an unknown envelope", args: ["cloud66", "--envelope", "notification"], says: 'the envelope "notification"' },
])("$what is exit code 2", async ({ args, says }) => {
  const { code, stdout, stderr } = await runCli(["mock", "--port", "0", ...args]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(says);
});

it("without msw it says what to install", async () => {
  const { code, stderr } = await runCli(["mock", "--port", "0"], { main: mainWithoutPeers() });
  expect([code, stderr]).toEqual([2, "[hookwright] Failed to load msw: it is not installed. Run npm i -D msw.\n"]);
});

it("hookwright mock --help", async () => {
  expect((await runCli(["mock", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright mock [options] [provider...]

    serve the mock APIs of providers, all unless named, until Ctrl-C

    Options:
      --port <n>           on 127.0.0.1; 0 is any that is free (default: 4010)
      --to <url>           the receiver; {provider} is the provider's name
      --speed <n>          virtual seconds per second; time stands still unless
                           given
      --secret <secret>    the secret shared with the receiver (env:
                           HOOKWRIGHT_SECRET)
      --secret-env <name>  the environment variable that holds the secret
      --auth <kind>        kind[:key=value;...]: none, header (name), url-token
                           (parameter), basic (username), hmac (header, value,
                           signed, algorithm, encoding, key, timestamp, id)
      --envelope <name>    the wrapper around the payload
      --seed <n>           decides what is drawn; 'random' draws one
      --start <instant>    where lifecycles start, such as 2026-01-01T00:00:00Z
      --timeout <ms>       for an answer
      --allow-remote       let the receiver be on another machine
      -h, --help           display help for command

    Examples:
      hookwright mock --speed 86400 --to http://127.0.0.1:3000/webhooks/{provider}
      hookwright mock cloudflare --to http://127.0.0.1:3000/webhooks/cloudflare --secret s3cret
    "
  `);
});
