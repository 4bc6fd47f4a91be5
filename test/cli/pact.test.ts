import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { linesOf, runCli } from "../support/run-cli.ts";

const published = fileURLToPath(new URL("../../contracts/pacts/", import.meta.url));
const examples = fileURLToPath(new URL("../../examples/custom-provider", import.meta.url));

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "hookwright-pacts-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

const build = (out: string, ...more: string[]) =>
  runCli(["pact", "build", "cloud66", "--receiver", "receiver", "--path", "/webhooks/cloud66", "--out", out, ...more]);

it("pact build writes the files that are published", async () => {
  const out = await newFolder();
  const { code, stdout } = await build(out, "--secret", "s3cret", "--variants", "--negatives");
  expect(code).toBe(0);
  expect(linesOf(stdout)).toEqual([
    "cloud66-install.json: 1 interactions",
    "cloud66-install-failure.json: 3 interactions",
    "cloud66-renewal.json: 3 interactions",
    "cloud66-renewal-failure.json: 5 interactions",
    "cloud66-full.json: 3 interactions",
    "cloud66-variants.json: 15 interactions",
    "cloud66-negatives.json: 17 interactions",
    `${out}: 7 pacts, 47 interactions. 7 files written.`,
  ]);
  const files = (await readdir(published)).filter((name) => name.startsWith("cloud66-"));
  expect(await readdir(out)).toEqual(files);
  for (const name of files)
    expect(await readFile(join(out, name), "utf8")).toBe(await readFile(join(published, name), "utf8"));
});

it("pact build --lifecycle writes that one alone, and again writes nothing", async () => {
  const out = join(await newFolder(), "below");
  expect((await build(out, "--lifecycle", "renewal")).stdout).toContain("1 pacts, 3 interactions. 1 files written.");
  expect(await readdir(out)).toEqual(["cloud66-renewal.json"]);
  expect((await build(out, "--lifecycle", "renewal")).stdout).toContain("0 files written.");
});

it("pact build --check names what is missing or differs, and exits with 1", async () => {
  const out = await newFolder();
  const chosen = ["--lifecycle", "install", "--lifecycle", "renewal"];
  await build(out, ...chosen);
  expect((await build(out, ...chosen, "--check")).code).toBe(0);
  await rm(join(out, "cloud66-install.json"));
  const { code, stdout } = await build(out, ...chosen, "--seed", "1", "--check");
  expect([code, linesOf(stdout).slice(0, 2)]).toEqual([
    1,
    ["missing: cloud66-install.json", "differs: cloud66-renewal.json"],
  ]);
});

it("pact build takes a provider of one's own", async () => {
  const out = await newFolder();
  const { code } = await runCli([
    "pact",
    "build",
    examples,
    "--receiver",
    "web",
    "--out",
    out,
    "--auth",
    "hmac:x-signature",
    "--secret",
    "k",
  ]);
  expect([code, await readdir(out)]).toEqual([0, ["shop-cancellation.json", "shop-full.json", "shop-payment.json"]]);
});

it("the secret may come from the environment", async () => {
  const out = await newFolder();
  await runCli(["pact", "build", "cloudflare", "--receiver", "web", "--out", out, "--lifecycle", "issuance"], {
    env: { HOOKWRIGHT_SECRET: "from-outside" },
  });
  expect(await readFile(join(out, "cloudflare-issuance.json"), "utf8")).toContain("from-outside");
});

it.each([
  { args: ["--lifecycle", "isntall"], says: "Known, nearest first: install" },
  { args: ["--path", "hooks"], says: "Begin it with /" },
  { args: ["--out", ""], says: "--out is empty" },
  { args: ["--receiver", ""], says: "names no provider" },
])("pact build $args is wrong usage", async ({ args, says }) => {
  const { code, stderr } = await build(await newFolder(), ...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
});

it("pact build to what is no directory is wrong usage", async () => {
  const file = join(await newFolder(), "file");
  await writeFile(file, "");
  const { code, stderr } = await build(file);
  expect([code, stderr]).toEqual([2, expect.stringContaining("Name another directory")]);
});

it("pact lint finds nothing in the published files", async () => {
  const files = (await readdir(published)).map((name) => published + name);
  const { code, stdout } = await runCli(["pact", "lint", ...files]);
  expect([code, stdout]).toEqual([0, `${files.length} files, 0 issues.\n`]);
});

it("pact lint of a folder reads each JSON file in it, and one without any is wrong usage", async () => {
  const files = await readdir(published);
  const { code, stdout } = await runCli(["pact", "lint", published]);
  expect([code, stdout]).toEqual([0, `${files.length} files, 0 issues.\n`]);
  const none = await runCli(["pact", "lint", await newFolder()]);
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("no file in it ends in .json")]);
});

it("pact lint prints file, pointer and message, and exits with 1", async () => {
  const file = join(await newFolder(), "own.json");
  const pact = JSON.parse(await readFile(`${published}cloud66-install.json`, "utf8"));
  pact.interactions[0].pending = true;
  pact.interactions[0].providerStates[0].name = "instaling";
  await writeFile(file, JSON.stringify(pact));
  const { code, stdout } = await runCli(["pact", "lint", file, "--provider", "cloud66"]);
  expect(code).toBe(1);
  expect(linesOf(stdout)).toEqual([
    `${file}: /interactions/0/pending is true: Pact passes it though it fails`,
    `${file}: /interactions/0/providerStates/0/name is "instaling", which is no known state (nearest: installing): Pact only warns of a state that nobody brings about`,
    "1 file, 2 issues.",
  ]);
});

it("pact lint reads a file that begins with a mark of its byte order", async () => {
  const file = join(await newFolder(), "marked.json");
  await writeFile(file, `\uFEFF${await readFile(`${published}cloud66-install.json`, "utf8")}`);
  const { code, stdout } = await runCli(["pact", "lint", file]);
  expect([code, stdout]).toEqual([0, "1 file, 0 issues.\n"]);
});

it.each([
  { what: "not JSON", content: "no", says: "it is not JSON" },
  { what: "JSON but no pact", content: "{}", says: "it has no list of interactions" },
])("pact lint of what is $what is wrong usage", async ({ content, says }) => {
  const file = join(await newFolder(), "file.json");
  await writeFile(file, content);
  const { code, stdout, stderr } = await runCli(["pact", "lint", file]);
  expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(says)]);
});

it("pact lint of a file that is not there is wrong usage", async () => {
  const { code, stderr } = await runCli(["pact", "lint", "nowhere.json"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("Failed to lint nowhere.json")]);
});
