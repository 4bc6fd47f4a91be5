import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { install } from "../support/install.js";
import { packed } from "../support/packed.js";
import { runCli } from "../support/run-cli.ts";
import { uses } from "./uses.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

let alone: string; // the tarball, and what npm brings along
let withPeers: string; // and the peers that this project has
beforeAll(async () => {
  alone = await install([await packed()]);
  withPeers = `${alone}-with-peers`;
  cpSync(alone, withPeers, { recursive: true, verbatimSymlinks: true });
  const there = Object.keys(manifest.peerDependencies).filter((name) => existsSync(join(root, "node_modules", name)));
  for (const name of there) {
    const link = join(withPeers, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(realpathSync(join(root, "node_modules", name)), link, "junction");
  }
});
afterAll(() => {
  // A worker of vitest's is ended before it could tidy up by itself.
  for (const folder of [alone, withPeers]) rmSync(folder, { recursive: true, force: true });
});

/** Runs a module in a folder, as if outside of vitest. */
const runIn = async (cwd: string, program: string): Promise<{ stdout: string; stderr: string }> => {
  const file = join(cwd, `${crypto.randomUUID()}.mjs`);
  writeFileSync(file, program);
  const ours = /^(VITEST|NODE_ENV$|HOOKWRIGHT_|GITHUB_ACTIONS$)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
  return promisify(execFile)(process.execPath, [file], { cwd, env: { ...env, NO_COLOR: "1" } });
};

it("every entry has its use here", () => {
  expect(Object.keys(uses)).toEqual(Object.keys(manifest.exports));
});

it.each(Object.entries(uses))("the entry %s does its work where the tarball is installed", async (_, use) => {
  const { stdout } = await runIn(use.peer === undefined ? alone : withPeers, use.program);
  expect(stdout.split("\n")).toContain(use.prints);
});

it.each(["msw", "vitest"])("without %s its own entry says how to install it", async (peer) => {
  const said = `[hookwright] Failed to load ${peer}: it is not installed. Run npm i -D ${peer}.`;
  const program = `await import("hookwright/${peer}").catch(({ code, message }) => console.log(code, message));`;
  expect((await runIn(alone, program)).stdout).toBe(`missing-peer ${said}\n`);
});

it("without pact-core verifyPact says how to install it, and pacts can be built", async () => {
  const { stdout } = await runIn(
    alone,
    `import cloudflare from "hookwright/cloudflare";
     import { buildPact, verifyPact } from "hookwright/pact";
     const pacts = buildPact(cloudflare, { receiver: "web", secret: "s3cret" });
     const target = async () => new Response(null, { status: 204 });
     await verifyPact({ pacts, target, prepare: () => {} }).catch(({ code, message }) => console.log(pacts.length > 0, code, message));`,
  );
  const core = "@pact-foundation/pact-core";
  const said = `[hookwright] Failed to load ${core}: it is not installed. Run npm i -D ${core}.`;
  expect(stdout).toBe(`true missing-peer ${said}\n`);
});

it("outside of jest hookwright/jest says how to get there", async () => {
  const program = `await import("hookwright/jest").catch(({ code, message }) => console.log(code, message));`;
  expect((await runIn(alone, program)).stdout).toMatch(
    /^missing-peer .* Import it in a test that jest runs \(npm i -D jest\)/,
  );
});

it("require gives the same module as import", async () => {
  const program = `import { createRequire } from "node:module";
    import { mockProvider } from "hookwright/msw";
    console.log(createRequire(import.meta.url)("hookwright/msw").mockProvider === mockProvider);`;
  expect((await runIn(withPeers, program)).stdout).toBe("true\n");
});

it("the installed command line runs", async () => {
  const main = join(alone, "node_modules/hookwright/dist/cli/main.js");
  const { code, stdout } = await runCli(["build", "cloud66", "ssl_certificate.install.ok"], { main, cwd: alone });
  expect([code, JSON.parse(stdout).event_type]).toEqual([0, "ssl_certificate.install.ok"]);
});

it("the installed command line says of an absent peer how to install it", async () => {
  const main = join(alone, "node_modules/hookwright/dist/cli/main.js");
  const { code, stderr } = await runCli(["mock", "--port", "0"], { main, cwd: alone });
  expect([code, stderr]).toEqual([2, "[hookwright] Failed to load msw: it is not installed. Run npm i -D msw.\n"]);
});
