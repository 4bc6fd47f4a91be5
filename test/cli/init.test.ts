import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { createReceiver } from "../../examples/node-http/receiver.js";
import { makeProject, writeFiles } from "../support/project.ts";
import { type Ended, runCli, runNode } from "../support/run-cli.ts";
import { serve } from "../support/serve.ts";

const json = JSON.stringify;
const CLOUDFLARE = ["init", "--provider", "cloudflare"];
const SLOW = { timeout: 120_000 }; // a test runner or a compiler starts
const TEST = "test/cloudflare-webhooks.test.js";
const VITEST = { "package.json": json({ type: "module", devDependencies: { hookwright: "*", vitest: "*" } }) };

const read = (cwd: string, path = TEST): string => readFileSync(join(cwd, path), "utf8");

const NODE_MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const vitest = (cwd: string): Promise<Ended> =>
  runNode([join(NODE_MODULES, "vitest/vitest.mjs"), "run", "--root", cwd], { cwd });
const tsc = (cwd: string): Promise<Ended> => runNode([join(NODE_MODULES, "typescript/bin/tsc"), "-p", cwd], { cwd });

it("writes a test and says what to run", async () => {
  const cwd = makeProject(VITEST);
  const { code, stdout } = await runCli(CLOUDFLARE, { cwd });
  expect([code, stdout]).toEqual([0, `wrote ${TEST}\nnext  npx vitest run ${TEST}\n`]);
  expect(read(cwd)).toMatchInlineSnapshot(`
    "import cloudflare from "hookwright/cloudflare";
    import { describeReceiver } from "hookwright/vitest";

    // 1. Your receiver: a fetch function, a server or a URL. For a server of node:http it may be:
    //    import { server } from "../src/server.js";
    //    import { nodeListener } from "hookwright";
    //    const target = nodeListener(server);
    const target = () => {
      throw new Error("No receiver yet: do 1. in test/cloudflare-webhooks.test.js.");
    };

    describeReceiver(cloudflare, target, {
      url: "http://localhost/webhooks/cloudflare", // 2. the path that it serves
      secret: "s3cret", // 3. the secret that it is told in tests
      // 4. Its state; without these only its answers are checked. Of a subject it may know:
      //    id, hostname, certificateId, zoneId, accountId.
      // prepare: (subject) => db.insert(subject), // before a subject's first event
      // observe: (subject) => db.find(subject.id)?.state, // undefined is "nothing known"
      // expect: { pending_issuance: "your word" }, // the provider's word → yours, unless it is the same; of
      //    pending_issuance, pending_validation, pending_deployment, active, deleted, pending_deletion
      // strict: true, // warnings fail, too
    });
    "
  `);
});

it("writes nothing twice, and nothing over what is there", async () => {
  const cwd = makeProject({ ...VITEST, [TEST]: "// mine\n" });
  const { code, stdout } = await runCli([...CLOUDFLARE, "--ci"], { cwd });
  expect([code, stdout.split("\n").slice(0, 2)]).toEqual([
    0,
    [`left  ${TEST} as it is; --dry-run shows what it would have been`, "wrote .github/workflows/hookwright.yml"],
  ]);
  expect(read(cwd)).toBe("// mine\n");
  const again = await runCli([...CLOUDFLARE, "--ci"], { cwd });
  expect(again.code).toBe(0);
  expect(again.stdout).not.toContain("wrote");
});

it("--dry-run prints what it would write, and writes nothing", async () => {
  const cwd = makeProject(VITEST);
  const { code, stdout } = await runCli([...CLOUDFLARE, "--ci", "--dry-run"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain(`${TEST}:\n\nimport cloudflare from "hookwright/cloudflare";`);
  expect(stdout).toContain(".github/workflows/hookwright.yml:\n\nname: hookwright\n");
  expect(readdirSync(cwd)).toEqual(["package.json"]);
});

it("for GitLab it says that .gitlab-ci.yml has to name what it wrote", async () => {
  const cwd = makeProject({ ...VITEST, ".gitlab-ci.yml": "" });
  const { stdout } = await runCli([...CLOUDFLARE, "--ci"], { cwd });
  expect(stdout).toBe(
    `wrote ${TEST}
wrote .gitlab/hookwright.yml
next  npx vitest run ${TEST}
      add to .gitlab-ci.yml: include: .gitlab/hookwright.yml
`,
  );
});

it("takes the provider whose package the project depends on", async () => {
  const cwd = makeProject({ "package.json": json({ dependencies: { cloudflare: "*" } }) });
  expect((await runCli(["init"], { cwd })).stdout).toContain("wrote hookwright.config.mjs");
  expect(read(cwd, "hookwright.config.mjs")).toContain('provider: "cloudflare"');
});

it.each([
  [
    "no provider",
    ["init"],
    "Failed to choose a provider: the project's dependencies name none. Give --provider cloud66",
  ],
  ["a mistyped provider", ["init", "--provider", "cloudfare"], "nearest first: cloudflare"],
  ["a mistyped option", [...CLOUDFLARE, "--dryrun"], "unknown option '--dryrun'"],
])("%s is wrong usage", async (_, args, says) => {
  const cwd = makeProject(VITEST);
  const { code, stderr } = await runCli(args, { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain(says);
  expect(readdirSync(cwd)).toEqual(["package.json"]);
});

it("a package.json that is broken is named", async () => {
  const cwd = makeProject({ "package.json": '{ "type": ' });
  const { code, stderr } = await runCli(CLOUDFLARE, { cwd });
  expect([code, stderr]).toEqual([2, expect.stringContaining(`Failed to read ${join(cwd, "package.json")}: `)]);
});

it("a package.json with a byte order mark is read", async () => {
  const cwd = makeProject({ "package.json": `\uFEFF${VITEST["package.json"]}` });
  expect((await runCli(CLOUDFLARE, { cwd })).stdout).toContain(`wrote ${TEST}`);
});

it("a folder that is a link to elsewhere is not written into", async () => {
  const elsewhere = makeProject({});
  const cwd = makeProject(VITEST);
  symlinkSync(elsewhere, join(cwd, "test"), "junction");
  const { code, stderr } = await runCli(CLOUDFLARE, { cwd });
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining(`Failed to write ${TEST}: test leads out of the project`),
  ]);
  expect(readdirSync(elsewhere)).toEqual([]);
});

it("a file where a folder should be is no crash", async () => {
  const cwd = makeProject({ ...VITEST, test: "a file" });
  const { code, stderr } = await runCli(CLOUDFLARE, { cwd });
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^\[hookwright\] Failed to write test\/.*: ENOTDIR/)]);
});

it.skipIf(process.platform === "win32")("a folder that cannot be written is no crash", async () => {
  const cwd = makeProject(VITEST);
  chmodSync(cwd, 0o555);
  const nobody = process.getuid?.() === 0 ? { uid: 65534 } : {}; // root may write everywhere
  const { code, stderr } = await runCli(CLOUDFLARE, { cwd, ...nobody });
  chmodSync(cwd, 0o755);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^\[hookwright\] Failed to write test\/.*: EACCES/)]);
  expect(existsSync(join(cwd, "test"))).toBe(false);
});

it("the test that is written compiles, and its first run says what to fill in", SLOW, async () => {
  const compilerOptions = { strict: true, module: "nodenext", noEmit: true, skipLibCheck: true, types: ["node"] };
  const packages = ["hookwright", "vitest", "@types/node"];
  const cwd = makeProject({ ...VITEST, "tsconfig.json": json({ compilerOptions, include: ["test"] }) }, packages);
  expect((await runCli(CLOUDFLARE, { cwd })).stdout).toContain("wrote test/cloudflare-webhooks.test.ts");
  expect(await tsc(cwd)).toMatchObject({ code: 0, stdout: "" });
  const { code, stderr } = await vitest(cwd);
  expect(code).toBe(1);
  expect(stderr).toContain("the receiver threw Error: No receiver yet: do 1. in test/cloudflare-webhooks.test.ts.");
});

// The receiver of each framework, where the starter guesses that it is.
const ANSWER = `({ secret, body }) => (secret === "s3cret" ? (body?.startsWith?.("{") ? 204 : 400) : 401)`;
const applications: Record<string, Record<string, string>> = {
  hono: {
    "src/index.js": `import { Hono } from "hono";
const answer = ${ANSWER};
const app = new Hono();
app.post("/webhooks/cloudflare", async (c) =>
  c.body(null, answer({ secret: c.req.header("cf-webhook-auth"), body: await c.req.text() })));
export default app;`,
  },
  express: {
    "src/app.js": `import express from "express";
const answer = ${ANSWER};
export const app = express();
app.post("/webhooks/cloudflare", express.text({ type: () => true, limit: "1mb" }), (request, response) =>
  response.status(answer({ secret: request.get("cf-webhook-auth"), body: request.body })).end());`,
  },
  fastify: {
    "src/app.js": `import fastify from "fastify";
const answer = ${ANSWER};
export const app = fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
app.post("/webhooks/cloudflare", (request, reply) =>
  reply.code(answer({ secret: request.headers["cf-webhook-auth"], body: request.body })).send());`,
  },
  next: {
    "app/webhooks/cloudflare/route.js": `const answer = ${ANSWER};
export const POST = async (request) =>
  new Response(null, { status: answer({ secret: request.headers.get("cf-webhook-auth"), body: await request.text() }) });`,
  },
  "next in src": {
    "src/app/webhooks/cloudflare/route.js": `const answer = ${ANSWER};
export const POST = async (request) =>
  new Response(null, { status: answer({ secret: request.headers.get("cf-webhook-auth"), body: await request.text() }) });`,
  },
  node: {
    "server.js": `import { createServer } from "node:http";
import { text } from "node:stream/consumers";
const answer = ${ANSWER};
export const server = createServer(async (request, response) => {
  const status = request.method === "POST" ? answer({ secret: request.headers["cf-webhook-auth"], body: await text(request) }) : 405;
  response.writeHead(status).end();
});`,
  },
};

// What a person does at 1.: the guess takes the place of the function that throws.
const fillIn = (content: string): string =>
  content.replace(/^const target = \(\) => \{\n.*\n\};\n/m, "").replaceAll(/^\/\/ {4}/gm, "");

it.each(Object.keys(applications))("with its guess filled in the test passes: %s", SLOW, async (name) => {
  const [framework = ""] = name.split(" ");
  const dependencies = { hookwright: "*", vitest: "*", [framework]: "*" };
  const packages = ["hookwright", "vitest", ...["hono", "express", "fastify"].filter((one) => one === framework)];
  const manifest = json({ type: "module", dependencies });
  const cwd = makeProject({ "package.json": manifest, ...applications[name] }, packages);
  await runCli(CLOUDFLARE, { cwd });
  writeFiles(cwd, { [TEST]: fillIn(read(cwd)) });
  const { code, stdout, stderr } = await vitest(cwd);
  expect([code, stderr]).toEqual([0, expect.not.stringContaining("FAIL")]);
  expect(stdout).toMatch(/Tests {2}\d+ passed/);
});

it("a config for another language names a URL", async () => {
  const cwd = makeProject({ "pyproject.toml": "" });
  const { stdout } = await runCli(CLOUDFLARE, { cwd });
  expect(stdout).toBe("wrote hookwright.config.mjs\nnext  npx --yes hookwright verify\n");
  const { default: config } = await import(pathToFileURL(join(cwd, "hookwright.config.mjs")).href);
  expect(config.receivers.web).toEqual({
    provider: "cloudflare",
    to: "http://127.0.0.1:3000/webhooks/cloudflare",
    secret: "s3cret",
  });
});

it.each(["ts", "mts", "js", "mjs"])("a hookwright.config.%s that is there stays the only config", async (ending) => {
  const config = `hookwright.config.${ending}`;
  const cwd = makeProject({ "package.json": "{}", "tsconfig.json": "{}", [config]: "// mine\n" });
  const { stdout } = await runCli(CLOUDFLARE, { cwd });
  expect(stdout).toContain(`left  ${config} as it is; `);
  expect(readdirSync(cwd).sort()).toEqual([config, "package.json", "tsconfig.json"]);
});

it.each(["package.json", "pyproject.toml"])(
  "with its place and state filled in, verify runs the config of a project with a %s",
  SLOW,
  async (manifest) => {
    const origin = await serve(createReceiver({ secret: "s3cret" }).listeners("request")[0] as RequestListener);
    const cwd = makeProject({ [manifest]: manifest === "package.json" ? "{}" : "" }, ["hookwright"]);
    await runCli(CLOUDFLARE, { cwd });
    const config = read(cwd, "hookwright.config.mjs");
    const filledIn = config
      .replaceAll("http://127.0.0.1:3000", origin)
      .replaceAll(/\/\/ ((?:prepare|observe|view|strict):)/g, "$1");
    writeFiles(cwd, { "hookwright.config.mjs": filledIn.replace('"/state"', '"/status"') });
    const { code, stdout, stderr } = await runCli(["verify"], { cwd });
    expect([code, stderr, stdout]).toEqual([0, "", expect.stringContaining("✓ follows-lifecycle")]);
  },
);

it("a provider of the user's own is defined in the test", async () => {
  const folder = fileURLToPath(new URL("../../examples/custom-provider", import.meta.url));
  const cwd = makeProject(VITEST);
  const { stdout } = await runCli(["init", "--provider", folder, "--dry-run"], { cwd });
  expect(stdout).toContain(`const provider = await defineProvider(${json(folder)});`);
});
