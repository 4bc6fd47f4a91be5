import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { createReceiver } from "../../examples/node-http/receiver.js";
import manifest from "../../package.json" with { type: "json" };
import { type Block, blocksOf, pages } from "../readme/blocks.ts";
import { makeProject } from "../support/project.ts";
import { MAIN, runShell } from "../support/run-cli.ts";
import { openServer, type Served } from "../support/serve.ts";
import { documents as allDocuments, read, root } from "./markdown.ts";

const SLOW = 120_000; // a whole verification, on a machine that does other things, too

const CHECKED: readonly string[] = ["ts", "js", "sh", "json", "yaml"];
const SHOWN: readonly string[] = ["text", "mermaid"]; // output and pictures

// A page that says which test writes it is a record of what that test ran.
const isRecord = (page: string): boolean => /`npx vitest run test\/\S+ (?:-u|--update)`/.test(read(page));
const examples = allDocuments.filter((document) => document.startsWith("examples/"));
const documents = ["README.md", "CONTRIBUTING.md", ...pages.filter((page) => !isRecord(page)), ...examples];
const blocks = documents.flatMap((document) => blocksOf(document).map((block) => ({ document, ...block })));
const of = (language: string): (Block & { document: string })[] =>
  blocks.filter((block) => block.language === language && block.notRun === undefined);

it("every block says its language, and who is not run says why", () => {
  expect(
    [...new Set(blocks.map(({ language }) => language))].filter((one) => ![...CHECKED, ...SHOWN].includes(one)),
  ).toEqual([]);
  for (const { notRun = "a reason" } of blocks) expect(notRun.length).toBeGreaterThan(5);
});

// What README's application and the mends of docs/checks.md take for given.
const GIVEN = `import { timingSafeEqual } from "node:crypto";
import type { CloudflareValidationFailed } from "hookwright/cloudflare";
declare const request: Request;
declare const event: CloudflareValidationFailed;
declare const handlers: Readonly<Record<string, (event: CloudflareValidationFailed) => Promise<void>>>;
declare const sql: (text: TemplateStringsArray, ...values: unknown[]) => Promise<object[]>;
declare const id: string, status: string, body: unknown;
declare const process: { env: { WEBHOOK_SECRET: string } };
`;

const isModule = (text: string): boolean => /^(?:import|export) /m.test(text);

// What stands for "./app.js", from a folder in a folder of this one.
const withApp = (text: string): string => text.replaceAll('"./app.js"', '"../../../readme/app.ts"');

// A block that begins with the name of a file is that file, and others of its page may import it.
const nameOf = ({ text, line }: Block): string => /^\/\/ ([\w.-]+\.ts)\n/.exec(text)?.[1] ?? `${line}.ts`;

/** What tsc says of a project. */
const problemsOf = async (project: string): Promise<string> => {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  return (await promisify(execFile)(process.execPath, [tsc, "-p", project]).catch((error) => error)).stdout;
};

const inFunction = (text: string): string => `${GIVEN}export const run = async () => {\n${text}};\n`;

it("every TypeScript block is sound, and so is every JavaScript one as the body of a function", {
  timeout: SLOW,
}, async () => {
  const folder = mkdtempSync(join(root, "test/docs/.blocks-")); // in the project, where "hookwright" is found by its name
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const all = [...of("ts"), ...of("js")];
  expect(all.length).toBeGreaterThan(30);
  for (const { document, ...block } of all) {
    const page = join(folder, document.replaceAll(/\W/g, "-"));
    mkdirSync(page, { recursive: true });
    const { text } = block;
    const content = isModule(text) ? withApp(text) : inFunction(text);
    writeFileSync(join(page, nameOf(block)), content);
  }
  const config = {
    extends: "../../../tsconfig.json",
    compilerOptions: { rootDir: "../../..", paths: {}, isolatedDeclarations: false },
    include: ["*/*.ts"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  expect(await problemsOf(folder)).toBe("");
});

// Of the two, Node's request.json() is unknown, and the browser's is any.
it.each([[["es2023"]], [["es2023", "dom", "dom.iterable"]]])(
  "in a reader's project with lib %j every TypeScript block is sound",
  { timeout: SLOW },
  async (lib) => {
    const files = of("ts").flatMap(({ document, ...block }) => {
      const page = document.replaceAll(/\W/g, "-");
      const text = isModule(block.text) ? block.text : inFunction(block.text);
      return [
        [`${page}/${nameOf(block)}`, text],
        [`${page}/app.ts`, read("test/readme/app.ts")],
      ] as const;
    });
    const compilerOptions = { strict: true, target: "es2023", module: "nodenext", noEmit: true, skipLibCheck: true };
    const config = { compilerOptions: { ...compilerOptions, types: ["node"], lib } };
    const packages = ["hookwright", ...Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })];
    const project = makeProject(
      {
        ...Object.fromEntries(files),
        "package.json": JSON.stringify({ type: "module" }),
        "tsconfig.json": JSON.stringify(config),
      },
      packages,
    );
    expect(await problemsOf(project)).toBe("");
  },
);

it.each(of("json"))("the JSON in line $line of $document is JSON", ({ text }) => {
  expect(() => JSON.parse(text)).not.toThrow();
});

it.each(of("yaml"))("the YAML in line $line of $document is YAML", ({ text }) => {
  expect(parse(text)).toBeTypeOf("object");
});

// test/readme runs README's commands, those that need a config beside them, and those that serve until Ctrl-C.
const RUN_THERE: readonly string[] = ["docs/config.md", "docs/recording.md"];
const commandsOf = (page: string): string[] =>
  of("sh")
    .filter(({ document }) => document === page)
    .flatMap(({ text }) => text.replaceAll("\\\n", " ").trim().split("\n"));
const isNpm = (line: string): boolean => /^npm (?:install|test)$/.test(line); // test/examples runs both in a copy of each example
const withCommands = [...pages, ...examples].filter((page) => commandsOf(page).some((line) => !isNpm(line)));

const folders = readdirSync(join(root, "examples"), { withFileTypes: true }).filter((one) => one.isDirectory());

it.each(folders.map(({ name }) => name).filter((name) => name !== "node_modules"))(
  "examples/%s is a package with tests, and its README says so",
  (name) => {
    expect(JSON.parse(read(`examples/${name}/package.json`)).scripts.test).toBeTypeOf("string");
    expect(read(`examples/${name}/README.md`)).toContain("npm test");
  },
);

describe.each(withCommands.filter((page) => !RUN_THERE.includes(page)))("the commands of %s", (page) => {
  let receiver: Served;
  let cwd: string; // one for a page: a later command may read what an earlier one wrote
  beforeAll(async () => {
    receiver = await openServer(createReceiver({ secret: "s3cret" }).listeners("request")[0] as RequestListener);
    cwd = mkdtempSync(join(tmpdir(), "hookwright-docs-"));
    const filter = (path: string): boolean => basename(path) !== "node_modules";
    if (examples.includes(page)) cpSync(join(root, dirname(page)), cwd, { recursive: true, filter });
    else cpSync(join(root, "examples/custom-provider"), join(cwd, "providers/shop"), { recursive: true, filter });
  });
  afterAll(async () => {
    await receiver.close();
    rmSync(cwd, { recursive: true });
  });

  const commands = commandsOf(page).filter((line) => !isNpm(line));

  it.each(commands.filter((line) => line.startsWith("npm i -D ")))("%s: installs what is ours or a peer", (line) => {
    const known = ["hookwright", ...Object.keys(manifest.peerDependencies)];
    expect(known).toEqual(expect.arrayContaining(line.slice("npm i -D ".length).split(" ")));
  });

  it.each(commands.filter((line) => !line.startsWith("npm i -D ")))("%s", { timeout: SLOW }, async (line) => {
    const command = line
      .replaceAll("npx hookwright", `"${process.execPath}" "${MAIN}"`)
      .replaceAll("http://127.0.0.1:3000", receiver.origin);
    expect(line).toContain("npx hookwright ");
    const { code, stdout, stderr } = await runShell(command, { cwd });
    expect(code, stdout + stderr).toBe(0);
  });
});
