import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import cloudflare from "hookwright/cloudflare";
import { buildPact } from "hookwright/pact";
import { expect, it, onTestFinished, vi } from "vitest";
import { runVerifier } from "../../contracts/pact/run-verifier.ts";
import { serve } from "../support/serve.ts";

const folderFor = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "hookwright-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

// NODE_OPTIONS reaches the child, so a preloaded module can tell what environment it was given.
it("Pact's telemetry is off and no proxy is left in the child process", async () => {
  const folder = await folderFor();
  const [preload, pact, seen] = ["preload.mjs", "pact.json", "environment.json"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(
    preload,
    `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.env));`,
  );
  await writeFile(pact, JSON.stringify(buildPact(cloudflare, { receiver: "web" })[0]));
  const origin = await serve((_, response) => response.writeHead(204).end());
  vi.stubEnv("NODE_OPTIONS", `--import=file://${preload}`);
  vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:9");
  vi.stubEnv("https_proxy", "http://127.0.0.1:9");
  vi.stubEnv("PACT_DO_NOT_TRACK", "1");
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv("PACT_DESCRIPTION", "none of them");
  const answers = await runVerifier([{ providerBaseUrl: origin, provider: "web", pactUrls: [pact] }]);
  expect(answers).toMatchObject([{ result: true }]);
  const { default: environment } = (await import(seen, { with: { type: "json" } })) as { default: NodeJS.ProcessEnv };
  expect(environment["PACT_DO_NOT_TRACK"]).toBe("true");
  expect(Object.keys(environment).filter((name) => /^(https?_proxy|PACT_DESCRIPTION)$/i.test(name))).toEqual([]);
});

it("a file that is not there is a failure that repeats the verifier's words", async () => {
  const pactUrls = [join(await folderFor(), "nowhere.json")];
  const answers = await runVerifier([{ providerBaseUrl: "http://127.0.0.1:9", provider: "web", pactUrls }]);
  expect(answers).toEqual([{ failure: expect.stringMatching(/^the verifier said .*nowhere\.json/) }]);
});

it("the event loop stays free while the verifier runs", async () => {
  const folder = await folderFor();
  const file = join(folder, "pact.json");
  await writeFile(file, JSON.stringify(buildPact(cloudflare, { receiver: "web" })[0]));
  const server = createServer((_, response) => response.writeHead(204).end()); // in this very process
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  const runs = [{ providerBaseUrl: `http://127.0.0.1:${port}`, provider: "web", pactUrls: [file] }];
  expect(await runVerifier(runs)).toMatchObject([{ result: true }]);
});
