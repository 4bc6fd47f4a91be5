import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Config } from "hookwright";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { careless } from "../../examples/node-http/careless.js";
import { createReceiver } from "../../examples/node-http/receiver.js";
import manifest from "../../package.json" with { type: "json" };
import { runShell } from "../support/run-cli.ts";
import { startListen } from "../support/start-listen.ts";
import { startMock } from "../support/start-mock.ts";
import { type Block, blocksOf, pages } from "./blocks.ts";
import { outputsIn, wrongOutputs } from "./outputs.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const blocks = blocksOf("README.md");
const run = promisify(execFile);
const of = (language: string): Block[] => blocks.filter((block) => block.language === language);

const SLOW = { timeout: 120_000 }; // a whole verification, on a machine that does other things, too

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const close = async (server: Server): Promise<void> => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

it("has blocks of three kinds and no other", () => {
  expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(["sh", "ts", "text"]));
});

// Each block becomes a file of its own, in a folder of its document's, and imports the application that stands in for the
// reader's, or the document's config.
const folder = fileURLToPath(new URL("./.blocks", import.meta.url));
const CONFIG = "hookwright.config.ts";
const isConfig = (text: string): boolean => text.startsWith(`// ${CONFIG}\n`);
const folderOf = (document: string): string => `${folder}/${document.replaceAll(/\W/g, "-")}`;
const captures = mkdtempSync(join(tmpdir(), "hookwright-readme-captures-")); // in place of a folder of the reader's project
const provider = join(root, "examples/custom-provider"); // what docs/own-provider.md makes
const placed = (text: string): string =>
  text
    .replaceAll('"./app.js"', '"../../app.ts"')
    .replaceAll('"captures"', JSON.stringify(captures))
    .replaceAll('"./providers/shop"', JSON.stringify(provider));
const files = ["README.md", ...pages].flatMap((document) =>
  blocksOf(document)
    .filter(({ language, notRun }) => language === "ts" && notRun === undefined)
    .map(({ text, line }) => {
      mkdirSync(folderOf(document), { recursive: true });
      const file = `${folderOf(document)}/${isConfig(text) ? CONFIG : `${line}.ts`}`;
      writeFileSync(file, placed(text));
      return { document, file, line, text, registersTests: /^(describeReceiver|describePact|it)\(/m.test(text) };
    }),
);
afterAll(() => {
  for (const made of [folder, captures]) rmSync(made, { recursive: true, force: true });
});

it.each(files.filter(({ registersTests, file }) => !registersTests && !file.endsWith(CONFIG)))(
  "the TypeScript block in line $line of $document runs, and logs what its comments say",
  SLOW,
  async ({ file, text }) => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    await import(file);
    expect(log).toHaveBeenCalled();
    const logged = log.mock.calls.map(([first]) => first);
    for (const first of logged) expect(first).toBeDefined();
    expect(wrongOutputs(text, logged)).toEqual([]);
  },
);

it("outputs are shown in comments, and another is found out", () => {
  expect(files.filter(({ text }) => outputsIn(text).length > 0).length).toBeGreaterThan(5);
  expect(wrongOutputs("console.log(1 + 1); // 3", [2])).toEqual(["3"]);
});

// A block that registers tests does so here, as it would in the reader's own file.
for (const { file } of files.filter(({ registersTests }) => registersTests)) await import(file);

describe("shell blocks run", () => {
  let server: Server;
  let origin: string;
  let cwd: string; // not the project's: a command may write files
  beforeAll(async () => {
    server = createReceiver({ secret: "s3cret" });
    origin = await listen(server);
    cwd = mkdtempSync(join(tmpdir(), "hookwright-readme-"));
  });
  afterAll(async () => {
    await close(server);
    rmSync(cwd, { recursive: true });
  });

  const lines = of("sh").flatMap(({ text }) => text.replaceAll("\\\n", " ").trim().split("\n"));

  const isServer = (line: string): boolean => /^npx hookwright (mock|listen) /.test(line);

  it.each(lines.filter((line) => line.startsWith("npx hookwright") && !isServer(line)))("%s", SLOW, async (line) => {
    const command = line
      .replace("npx hookwright", `"${process.execPath}" "${root}dist/cli/main.js"`)
      .replaceAll("http://127.0.0.1:3000", origin);
    const { stdout } = await run("sh", ["-c", command], { cwd });
    expect(stdout.length).toBeGreaterThan(100);
  });

  it.each(
    [
      ...lines,
      ...blocksOf("docs/recording.md").flatMap(({ language, text }) => (language === "sh" ? text.trim() : [])),
    ].filter((line) => line.startsWith("npx hookwright listen ")),
  )("%s", async (line) => {
    const [, , , ...args] = line
      .replaceAll("http://127.0.0.1:3000", origin)
      .replace("--save ", `--save ${cwd}/`)
      .split(" ");
    const { url, interrupt } = await startListen(args);
    expect((await fetch(`${url}/webhooks/cloudflare`, { method: "POST" })).status).toBe(401);
    expect((await interrupt()).stdout).toMatch(/^1 exchange saved in /m);
  });

  it.each(lines.filter((line) => isServer(line) && line.includes("hookwright mock")))("%s", async (line) => {
    const [, , , ...args] = line.replaceAll("http://127.0.0.1:3000", origin).replaceAll("'", "").split(" ");
    const { urls, interrupt } = await startMock(args);
    expect(Object.keys(urls)).toEqual(["cloud66", "cloudflare", "control"]);
    expect(await interrupt()).toBe(130);
  });

  it("the two commands for a fresh clone are scripts, and what CI runs", () => {
    const ci = readFileSync(`${root}/.ci/run`, "utf8");
    const scripts = lines.filter((line) => line.startsWith("npm ci"));
    expect(scripts).toEqual(["npm ci && npm run demo", "npm ci && npm test"]);
    for (const line of scripts) expect(ci).toContain(line);
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(["demo", "test"]));
  });

  it("nothing else stands in them", () => {
    const other = lines.filter((line) => !/^npx hookwright|^npm ci && npm (run demo|test)$/.test(line));
    expect(other).toEqual(["npm i -D hookwright"]);
  });
});

describe("a config", () => {
  it.each(files.filter(({ file }) => file.endsWith(CONFIG)))("in line $line of $document loads", async ({ file }) => {
    const { default: config } = (await import(file)) as { default: Config };
    expect(Object.keys(config.receivers)).toEqual(["web", "stacks"]);
  });

  const lines = blocksOf("docs/config.md")
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.trim().split("\n"));

  it("the commands of docs/config.md run, one after another", async () => {
    const server = createReceiver({ secret: "s3cret" });
    const origin = await listen(server);
    const cwd = folderOf("docs/config.md");
    const [config] = blocksOf("docs/config.md").filter(({ text }) => isConfig(text));
    writeFileSync(`${cwd}/${CONFIG}`, placed(config?.text ?? "").replaceAll("http://127.0.0.1:3000", origin));
    for (const line of lines) {
      const [, , ...args] = line.split(" ");
      const { stdout } = await run(process.execPath, [`${root}dist/cli/main.js`, ...args], { cwd });
      expect(stdout.length).toBeGreaterThan(20);
    }
    await close(server);
    expect(lines).toHaveLength(6);
  }, 120_000);
});

it(
  "the report shown is what the command above it prints of the demo's receiver, but for the last body that was sent",
  SLOW,
  async () => {
    const server = createReceiver({ secret: "s3cret", take: careless });
    const origin = await listen(server);
    const shownCommand = of("sh")[0]?.text.replaceAll("\\\n", " ").split("\n")[1] ?? "";
    const command = shownCommand
      .replace("npx hookwright", `"${process.execPath}" "${root}dist/cli/main.js"`)
      .replaceAll("http://127.0.0.1:3000", origin);
    const { code, stdout } = await runShell(command);
    await close(server);
    expect(code).toBe(1);
    const comparable = (text: string): string[] =>
      text
        .trimEnd()
        .replaceAll(origin, "http://127.0.0.1:3000")
        .replaceAll(/ +(?:\d+ ms|[\d.]+ s)$/gm, " N ms")
        .replace(/\d+ deliveries in \d+ ms; seed 0, run \d+/, "N deliveries in N ms; seed 0, run N")
        .split("\n")
        .filter((line) => !line.startsWith("      sent "));
    expect(comparable(stdout)).toEqual(comparable(of("text")[0]?.text ?? ""));
  },
);
