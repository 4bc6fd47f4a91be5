import { text } from "node:stream/consumers";
import Cloudflare from "cloudflare";
import type { CloudflareSubject } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { askBy, askingParts } from "../receivers/asks-the-api.ts";
import { createCloudflareReceiver } from "../receivers/cloudflare.ts";
import { SECRET } from "../receivers/test-receiver.ts";
import { runCli } from "../support/run-cli.ts";
import { deadOrigin, serve, toListener } from "../support/serve.ts";
import { startMock } from "../support/start-mock.ts";

it("verify --mock keeps the served API in each event's state, for a receiver that asks it", async () => {
  const { urls } = await startMock(["cloudflare"]);
  const sdk = new Cloudflare({ apiToken: "any", maxRetries: 0, baseURL: urls["cloudflare"] ?? "" });
  const { fetch, options } = createCloudflareReceiver(askingParts(askBy(sdk)));
  const receive = toListener(fetch);
  const origin = await serve(async (request, response) => {
    if (request.url === "/hooks") return receive(request, response);
    if (request.url === "/prepare") options.prepare?.(JSON.parse(await text(request)));
    const known = options.observe?.({ id: request.url?.split("/").at(-1) } as CloudflareSubject);
    response.writeHead(request.url === "/prepare" || known ? 200 : 404).end(JSON.stringify(known ?? {}));
  });
  const { code, stdout, stderr } = await runCli([
    ...["verify", "cloudflare", "--to", `${origin}/hooks`, "--prepare", `${origin}/prepare`, "--secret", SECRET],
    ...["--mock", urls["control"]?.replace("/_hookwright", "") ?? "", "--observe", `${origin}/state/{id}`],
    ...["--check", "follows-lifecycle", "--check", "tolerates-reordering"],
  ]);
  expect([code, stderr], stdout).toEqual([0, ""]);
  expect(stdout).toMatch(/✓ follows-lifecycle +\d\d deliveries/);
});

it("where no mock serves, verify says so before anything is sent", async () => {
  let requests = 0;
  const origin = await serve((_request, response) => {
    requests++;
    response.end();
  });
  const { code, stderr } = await runCli(["verify", "cloudflare", "--to", origin, "--mock", await deadOrigin()]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/Failed to reach the mock of cloudflare at .*Start `hookwright mock cloudflare`/);
  expect(requests).toBe(0);
});
