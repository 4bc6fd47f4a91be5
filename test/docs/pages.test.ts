import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineProvider } from "hookwright";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { parse } from "yaml";
import { createReceiver } from "../../examples/node-http/receiver.js";
import { formatFault } from "../../mocks/format-fault.ts";
import { faultArguments, parseFault } from "../../mocks/parse-fault.ts";
import { type Block, blocksOf } from "../readme/blocks.ts";
import { makeProject } from "../support/project.ts";
import { MAIN, runShell } from "../support/run-cli.ts";
import { openServer, type Served } from "../support/serve.ts";
import { read, root } from "./markdown.ts";

const SLOW = { timeout: 120_000 }; // a whole verification, on a machine that does other things, too

const blocksIn = (page: string, language: string): Block[] =>
  blocksOf(page).filter((block) => block.language === language);

describe("docs/faults.md", () => {
  const rows = read("docs/faults.md")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.slice(2, -2).split(" | "));
  const codes = (text = ""): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

  it("has a row for each fault, with its arguments", () => {
    expect(Object.fromEntries(rows.map(([name, given]) => [codes(name)[0], codes(given)]))).toEqual(
      Object.fromEntries(Object.entries(faultArguments).map(([name, readings]) => [name, Object.keys(readings)])),
    );
  });

  it.each(rows.flatMap(([name, , , examples]) => codes(examples).map((example) => ({ name, example }))))(
    "$example is a $name on the command line",
    ({ name, example }) => {
      const fault = parseFault(example);
      expect(`\`${fault.name}\``).toBe(name);
      expect(parseFault(formatFault(fault)).arguments).toEqual(fault.arguments);
    },
  );
});

describe("docs/getting-started.md", SLOW, () => {
  const [failing, mended] = blocksIn("docs/getting-started.md", "ts");

  const logsOf = async (block: Block | undefined): Promise<unknown[][]> => {
    const folder = mkdtempSync(join(root, "test/docs/.story-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "block.ts"), block?.text ?? "");
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    await import(join(folder, "block.ts"));
    return log.mock.calls;
  };

  const withoutNumbers = (text: string): string => text.replaceAll(/ *\d+ deliver(y|ies) +[\d.]+ m?s/g, " N");

  it("the first receiver fails as it is shown to", async () => {
    const [[printed] = []] = await logsOf(failing);
    const shown = blocksIn("docs/getting-started.md", "text");
    expect(shown).toHaveLength(2);
    const lines = withoutNumbers(String(printed)).split("\n");
    for (const { text } of shown)
      for (const line of withoutNumbers(text).trimEnd().split("\n")) expect(lines).toContain(line);
    const failed = lines.filter((line) => /^ {2}[✗!] \S+ N$/.test(line));
    expect(
      withoutNumbers(shown[0]?.text ?? "")
        .trimEnd()
        .split("\n"),
    ).toEqual(failed);
  });

  it("the second passes every check", async () => {
    expect(await logsOf(mended)).toEqual([[true, { pass: 16, fail: 0, warn: 0, skip: 0 }]]);
  });
});

describe("docs/own-provider.md", () => {
  // Each block of JSON is the file that was named last before it.
  const files = [
    ...read("docs/own-provider.md").matchAll(
      /`([\w./]+\.json)`(?:(?!`[\w./]+\.json`)[\s\S])*?^```json\n([\s\S]*?)^```$/gm,
    ),
  ].map(([, file = "", text = ""]) => [file, text] as const);

  it("shows each file of the example, and no other", () => {
    const shown = files.map(([file, text]) => [file, JSON.parse(text.replace("node_modules/hookwright/", ""))]);
    const names = readdirSync(join(root, "examples/custom-provider/events")).map((name) => `events/${name}`);
    expect(Object.fromEntries(shown)).toEqual(
      Object.fromEntries(
        ["provider.json", "lifecycle.json", ...names].map((file) => [
          file,
          JSON.parse(read(`examples/custom-provider/${file}`)),
        ]),
      ),
    );
  });

  it("who saves every block has a provider that loads, and its $schemas lead somewhere", async () => {
    const project = makeProject(Object.fromEntries(files.map(([file, text]) => [`providers/shop/${file}`, text])), [
      "hookwright",
    ]);
    const folder = join(project, "providers/shop");
    expect((await defineProvider(folder)).eventTypes).toEqual(["order.cancelled", "order.paid"]);
    const schemas = files.flatMap(([, text]) => (JSON.parse(text).$schema as string).match(/^\..*/) ?? []);
    expect(schemas).toHaveLength(2);
    for (const schema of schemas) expect(existsSync(join(folder, schema)), schema).toBe(true);
  });
});

describe("docs/ci.md", () => {
  let receiver: Served;
  beforeAll(async () => {
    const [listener] = createReceiver({ secret: "s3cret" }).listeners("request");
    receiver = await openServer(listener as RequestListener);
  });
  afterAll(() => receiver.close());

  /** Every text in a document, at any depth. */
  const textsIn = (value: unknown): string[] =>
    typeof value === "string" ? [value] : typeof value === "object" ? Object.values(value ?? {}).flatMap(textsIn) : [];

  const commands = blocksIn("docs/ci.md", "yaml").flatMap(({ text }) =>
    textsIn(parse(text)).filter((one) => one.startsWith("npx hookwright ")),
  );

  it("both files run the same command", () => {
    expect(commands).toHaveLength(2);
    expect(new Set(commands).size).toBe(1);
  });

  it("it verifies a receiver, and writes JUnit's XML", SLOW, async () => {
    const cwd = mkdtempSync(join(tmpdir(), "hookwright-ci-"));
    onTestFinished(() => rmSync(cwd, { recursive: true }));
    const line = commands[0]
      ?.replace("npx hookwright", `"${process.execPath}" "${MAIN}"`)
      .replaceAll("http://127.0.0.1:3000", receiver.origin);
    const { code, stderr } = await runShell(line ?? "", { cwd, env: { WEBHOOK_SECRET: "s3cret" } });
    expect(code, stderr).toBe(0);
    expect(readFileSync(join(cwd, "hookwright.xml"), "utf8")).toContain("<testsuite");
  });
});
