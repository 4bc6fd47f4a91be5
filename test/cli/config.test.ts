import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Report } from "hookwright";
import { expect, it, onTestFinished } from "vitest";
import { junitErrors } from "../support/junit-schema.ts";
import { parseXml } from "../support/parse-xml.ts";
import { reportErrors } from "../support/report-schema.ts";
import { type Ended, linesOf, MAIN, runCli, runShell } from "../support/run-cli.ts";
import { serve } from "../support/serve.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SECRET = "s3cret-Of-Config";

/** A project with these files that can import hookwright. */
const projectOf = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "hookwright-config-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "node_modules"));
  await symlink(root, join(folder, "node_modules", "hookwright"), "junction");
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
};

// A receiver of this process: it wants its row made before, and takes a renewed certificate for active before it is deployed.
const APP = `
export const rows: Map<string, { at: string; status: string }> = new Map();
export const app = {
  fetch: async (request: Request): Promise<Response> => {
    if (request.headers.get("cf-webhook-auth") !== "${SECRET}") return new Response(null, { status: 401 });
    if (request.method !== "POST") return new Response(null, { status: 405 });
    const event = await request.json().catch(() => undefined);
    if (typeof event?.metadata !== "object") return new Response(null, { status: 400 });
    const row = rows.get(event.data.id);
    const { created_at: at } = event.metadata.event;
    const { status } = event.data.ssl ?? {};
    if (row && at >= row.at)
      Object.assign(row, { at, status: row.status === "active" && status === "pending_deployment" ? "active" : status });
    return new Response(null, { status: row ? 204 : 202 });
  },
};
setInterval(() => {}, 1000); // what keeps a process alive
`;

const WEB = `
import { defineConfig } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { app, rows } from "./app.ts";

export default defineConfig({
  receivers: {
    web: {
      provider: cloudflare,
      fetch: app.fetch,
      secret: "${SECRET}",
      prepare: ({ id }) => void rows.set(id, { at: "", status: "requested" }),
      observe: ({ id }) => rows.get(id),
      envelope: "none",
      settle: 100,
      runs: 11,
    },
  },
});
`;

const web = (): Promise<string> =>
  projectOf({ "hookwright.config.ts": WEB, "app.ts": APP, "packages/a/src/index.ts": "" });

const replayIn = (stdout: string): string => {
  const line = linesOf(stdout).find((one) => one.trim().startsWith("replay")) ?? "";
  return line.replace(/^ *replay +npx hookwright/, `'${process.execPath}' '${MAIN}'`);
};

/** Entries that are answered 200, or what \`status\` says, and take a moment to check. */
const quick = (origins: Readonly<Record<string, string>>): string =>
  `export default { receivers: {
${Object.entries(origins)
  .map(([name, to]) => `  ${name}: { provider: "cloud66", to: "${to}", check: ["accepts-valid"], runs: 3 },`)
  .join("\n")}
} };`;

const answering = (status: number): Promise<string> =>
  serve((request, response) => {
    request.resume();
    response.writeHead(status).end();
  });

it("a receiver of the nearest config upwards is verified in process, and the printed command sees its failure again", async () => {
  const folder = await web();
  const cwd = join(folder, "packages/a/src");
  const { code, stdout, stderr } = await runCli(
    ["verify", "web", "--check", "accepts-valid", "--check", "follows-lifecycle"],
    { cwd },
  );
  expect([code, stderr], stdout).toEqual([1, ""]);
  expect(linesOf(stdout)[0]).toBe("web: cloudflare → in process: failed");
  expect(stdout).toContain("✗ follows-lifecycle: renewal, step 5: ");
  expect(stdout).not.toContain(SECRET);
  expect(replayIn(stdout)).toMatch(/' verify web --seed 0 --case 1:\S+$/);
  const again = await runShell(replayIn(stdout), { cwd });
  expect(again.code, again.stderr).toBe(1);
  expect(again.stdout).toContain("✗ follows-lifecycle: renewal, step 5: ");
});

it("a report of it is replayed, and so is the command of flags that were given", async () => {
  const cwd = await web();
  const out = ["--report", "json", "--out", "report.json"];
  await runCli(["verify", "web", "--seed", "3", "--check", "follows-lifecycle", "--settle", "50", ...out], { cwd });
  const report = JSON.parse(await readFile(join(cwd, "report.json"), "utf8")) as Report;
  expect(reportErrors(report)).toEqual([]);
  expect(report).toMatchObject({
    receiver: "web",
    provider: "cloudflare",
    options: { functions: ["prepare", "observe"] },
  });
  const [check] = report.checks;
  expect(check?.counterexample?.replay.words?.slice(0, 4)).toEqual(["verify", "web", "--seed", "3"]);
  expect(check?.counterexample?.replay.words?.slice(-2)).toEqual(["--settle", "50"]);
  const { code, stdout } = await runCli(["replay", "report.json"], { cwd });
  expect(code).toBe(1);
  expect(stdout).toContain("✗ follows-lifecycle: renewal, step 5: ");
});

it("a report that names a config is replayed only with that config given: it is code", async () => {
  const cwd = await projectOf({ "other.config.ts": quick({ web: await answering(500) }) });
  await runCli(["verify", "web", "--config", "other.config.ts", "--report", "json", "--out", "report.json"], { cwd });
  const refused = await runCli(["replay", "report.json"], { cwd });
  expect([refused.code, refused.stdout]).toEqual([2, ""]);
  expect(refused.stderr).toContain("Give --config other.config.ts to run it.");
  const { code, stdout } = await runCli(["replay", "report.json", "--config", "other.config.ts"], { cwd });
  expect([code, linesOf(stdout)[0]]).toEqual([1, expect.stringMatching(/^web: cloud66 → http.+: failed$/)]);
});

it("without a name all are verified, one after another, and the exit code is the worst", async () => {
  const origins = { good: await answering(200), bad: await answering(500) };
  const cwd = await projectOf({ "hookwright.config.mjs": quick(origins) });
  const { code, stdout, stderr } = await runCli(["verify"], { cwd });
  expect([code, stderr]).toEqual([1, ""]);
  expect(linesOf(stdout).filter((line) => line.includes(": cloud66 → "))).toEqual([
    `good: cloud66 → ${origins.good}: passed`,
    `bad: cloud66 → ${origins.bad}: failed`,
  ]);
});

it("where one cannot be reached, the others are verified all the same", async () => {
  const origins = { gone: "http://127.0.0.1:1/", good: await answering(200) };
  const cwd = await projectOf({ "hookwright.config.js": quick(origins) });
  const { code, stdout, stderr } = await runCli(["verify"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^\[hookwright\] gone: Failed to reach the receiver: .+\n$/);
  expect(linesOf(stdout)[0]).toContain("good: cloud66");
});

it("of all, JSON is a report a line, JUnit a suite each, and --out a folder", async () => {
  const cwd = await projectOf({
    "hookwright.config.ts": quick({ a: await answering(200), "'b/c'": await answering(200) }),
  });
  const reports = linesOf((await runCli(["verify", "--report", "json"], { cwd })).stdout).map((line) =>
    JSON.parse(line),
  );
  expect(reports.map(({ receiver }) => receiver)).toEqual(["a", "b/c"]);
  for (const report of reports) expect(reportErrors(report)).toEqual([]);
  const document = parseXml((await runCli(["verify", "--report", "junit"], { cwd })).stdout);
  expect(junitErrors(document)).toEqual([]);
  expect(document.children.map(({ attributes }) => attributes["name"])).toEqual(["hookwright a", "hookwright b/c"]);
  const written = await runCli(["verify", "--report", "json", "--out", "reports"], { cwd });
  const told = ["a", "b/c"].map(
    (name) => `[hookwright] ${name}: passed; see ${join("reports", name.replace("/", "-"))}.json`,
  );
  expect([written.stdout, linesOf(written.stderr)]).toEqual(["", told]);
  expect(await readdir(join(cwd, "reports"))).toEqual(["a.json", "b-c.json"]);
});

const seen = async (): Promise<{ origin: string; tokens: Set<string | null> }> => {
  const tokens = new Set<string | null>();
  const origin = await serve((request, response) => {
    tokens.add(new URL(request.url ?? "/", "http://localhost").searchParams.get("token"));
    request.resume();
    response.end();
  });
  return { origin, tokens };
};

const withSecret = (to: string): string =>
  `export default { receivers: { web: { provider: "cloud66", to: "${to}", secret: "of-config", check: ["accepts-valid"], runs: 3 } } };`;

it.each([
  { what: "a flag wins over the config", args: ["--secret", "of-flag"], env: {}, token: "of-flag" },
  {
    what: "so does a variable that a flag names",
    args: ["--secret-env", "MINE"],
    env: { MINE: "of-mine", HOOKWRIGHT_SECRET: "of-env" },
    token: "of-mine",
  },
  { what: "the config wins over the environment", args: [], env: { HOOKWRIGHT_SECRET: "of-env" }, token: "of-config" },
])("$what", async ({ args, env, token }) => {
  const { origin, tokens } = await seen();
  const cwd = await projectOf({ "hookwright.config.ts": withSecret(origin) });
  const { code, stderr } = await runCli(["verify", "web", ...args], { cwd, env });
  expect([code, stderr, tokens]).toEqual([0, "", new Set([token])]);
});

it("--to sends elsewhere what is a receiver's name, and with it a provider's name is the provider's", async () => {
  const { origin, tokens } = await seen();
  const config = withSecret("http://127.0.0.1:1/").replace("web:", "cloud66:");
  const cwd = await projectOf({
    "hookwright.config.ts": config.replace(
      "} };",
      `, web: { provider: "cloud66", to: "http://127.0.0.1:1/", secret: "of-web" } } };`,
    ),
  });
  const more = ["--to", origin, "--check", "accepts-valid", "--runs", "3"];
  expect((await runCli(["verify", "web", ...more], { cwd })).code).toBe(0);
  expect((await runCli(["verify", "cloud66", ...more], { cwd })).code).toBe(0);
  expect(tokens).toEqual(new Set(["of-web", null]));
  const { stderr } = await runCli(["verify", "cloud66"], { cwd });
  expect(stderr).toContain("nothing listens at http://127.0.0.1:1/");
  tokens.clear();
  expect((await runCli(["verify", "cloud66", ...more, "--config", "hookwright.config.ts"], { cwd })).code).toBe(0);
  expect(tokens).toEqual(new Set(["of-config"]));
});

it("URLs and a pointer stand for functions, so that a receiver in another language is described", async () => {
  const rows = new Map<string, string>();
  const origin = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/rows") rows.set(JSON.parse(text).name, "requested");
    else if (pathname.startsWith("/rows/"))
      response.write(JSON.stringify({ row: { state: rows.get(decodeURIComponent(pathname.slice(6))) } }));
    else {
      const { event_type: type, ssl_certificate: certificate } = JSON.parse(text);
      if (rows.has(certificate.name)) rows.set(certificate.name, type.endsWith("fail") ? "failed" : "installed");
    }
    response.end();
  });
  const entry = {
    provider: "cloud66",
    to: `${origin}/hooks`,
    prepare: `${origin}/rows`,
    observe: `${origin}/rows/{name}`,
  };
  const config = {
    receivers: { php: { ...entry, view: "/row/state", check: ["accepts-valid", "follows-lifecycle"], runs: 3 } },
  };
  const cwd = await projectOf({ "hookwright.config.mts": `export default ${JSON.stringify(config)};` });
  const { code, stdout } = await runCli(["verify"], { cwd });
  expect(code, stdout).toBe(0);
  expect(stdout).toContain("✓ follows-lifecycle");
});

it("deliver sends to a receiver by its name, with its secret and after its prepare", async () => {
  const cwd = await web();
  const { code, stdout } = await runCli(["deliver", "web", "issuance", "--json"], { cwd });
  expect(code).toBe(0);
  expect(linesOf(stdout).map((line) => JSON.parse(line).response.status)).toEqual([204, 204, 204]); // 202 without a row
});

it("pact build and pact verify take a receiver by its name, too", async () => {
  const cwd = await projectOf({
    "hookwright.config.ts": WEB.replace("runs: 11", 'url: "http://localhost/hooks/cf"'),
    "app.ts": APP,
  });
  const built = await runCli(["pact", "build", "web", "--lifecycle", "issuance", "--out", "pacts"], { cwd });
  expect([built.code, built.stderr]).toEqual([0, ""]);
  const pact = JSON.parse(await readFile(join(cwd, "pacts/cloudflare-issuance.json"), "utf8"));
  expect(pact.provider.name).toBe("web");
  expect(pact.interactions[0].request.path).toBe("/hooks/cf");
  const { code, stdout } = await runCli(["pact", "verify", "web", "pacts/cloudflare-issuance.json"], { cwd });
  expect(code, stdout).toBe(0);
  expect(stdout).not.toContain(SECRET);
});

it("a provider's folder counts from the config", async () => {
  const to = await answering(200);
  const folder = join(root, "test/fixtures/third-provider").replaceAll("\\", "/");
  const cwd = await projectOf({
    "hookwright.config.ts": `export default { receivers: { web: { provider: "./parcels", to: "${to}", check: ["accepts-valid"], runs: 3 } } };`,
    "sub/a.txt": "",
  });
  await symlink(folder, join(cwd, "parcels"), "junction");
  const { code, stdout } = await runCli(["verify"], { cwd: join(cwd, "sub") });
  expect([code, linesOf(stdout)[0]]).toEqual([0, `web: parcels → ${to}: passed`]);
});

const CONFIG = "hookwright.config.ts";
const to = 'to: "http://127.0.0.1:1/"';

it.each([
  {
    what: "a syntax error",
    text: "export default {\n  receivers: {\n  ]\n",
    says: `load ${CONFIG}: ParseError: Unexpected token, in ${CONFIG}:3.`,
  },
  {
    what: "what throws, the secret in it redacted",
    text: 'const web = { secret: "hunter2hunter" };\n\nthrow new Error("no hunter2hunter");',
    says: `load ${CONFIG}: no $HOOKWRIGHT_SECRET, in ${CONFIG}:3. Mend it.`,
  },
  {
    what: "an absent module",
    text: '\nimport "./nowhere.ts";',
    says: `load ${CONFIG}: Cannot find module './nowhere.ts', in `,
  },
  {
    what: "what never comes",
    text: "await new Promise(() => {});",
    says: `load ${CONFIG}: it awaits what never comes. Mend it.`,
  },
  { what: "no default export", text: "export const config = {};", says: `load ${CONFIG}: it has no default export.` },
  { what: "no config", text: "export default 7;", says: `read ${CONFIG}: its default export is no config.` },
  {
    what: "a mistyped receivers",
    text: "export default {\n  recievers: {} };",
    says: `${CONFIG}:2: it has the unknown key "recievers". Known, nearest first: receivers.`,
  },
  { what: "no receivers", text: "export default {\n receivers: {} };", says: `${CONFIG}:2: it has no receivers.` },
  {
    what: "a mistyped key of an entry",
    text: `export default { receivers: {\n  a: { provider: "cloud66", ${to}, prepare: "http://127.0.0.1:1/" },\n  // b: { preparee }\n  b: {\n    provider: "cloud66", ${to},\n    secret: "hunter2hunter",\n    preparee: 1,\n} } };`,
    says: `read ${CONFIG}:7: receivers.b has the unknown key "preparee". Known, nearest first: prepare, `,
  },
  {
    what: "an unknown provider",
    text: `export default { receivers: {\n  web: {\n    ${to},\n    provider: "cloudflair" } } };`,
    says: `the receiver "web" of ${CONFIG}:4: failed to find the provider "cloudflair". Known, nearest first: cloudflare, cloud66.`,
  },
  {
    what: "an unknown check",
    text: `export default { receivers: {\n  web: { provider: "cloud66", ${to},\n    skip: {\n      orphans: "none" } } } };`,
    says: `${CONFIG}:4: failed to find the check "orphans". Known, nearest first: accepts-orphans,`,
  },
  {
    what: "an unknown field of the subject",
    text: `export default { receivers: {\n  web: { provider: "cloud66", ${to}, observe: "http://127.0.0.1:1/{id}" } } };`,
    says: `${CONFIG}:2: failed to find the field of the subject "id". Known, nearest first: name, stackId,`,
  },
  {
    what: "an observe that cannot tell subjects apart, with secrets in it,",
    text: `export default { receivers: {\n  web: { provider: "cloud66", ${to}, observe: "http://me:hunter2hunter@127.0.0.1:1/?key=hunter2hunter" } } };`,
    says: "the URL names no field of the subject. Give one of {",
  },
  {
    what: "no provider",
    text: `export default { receivers: {\n  web: { ${to} } } };`,
    says: `${CONFIG}:2: receivers.web has no provider.`,
  },
  {
    what: "neither to nor fetch",
    text: 'export default { receivers: {\n  web: { provider: "cloud66" } } };',
    says: `${CONFIG}:2: receivers.web has neither to nor fetch.`,
  },
  {
    what: "both to and fetch",
    text: `export default { receivers: { web: { provider: "cloud66", ${to},\n  fetch() {} } } };`,
    says: `${CONFIG}:2: receivers.web has both to and fetch.`,
  },
  {
    what: "no URL",
    text: 'export default { receivers: { web: {\n  provider: "cloud66",\n to: "x" } } };',
    says: `${CONFIG}:3: receivers.web.to is no http or https URL.`,
  },
  {
    what: "what is no function",
    text: `export default { receivers: { web: {\n  provider: "cloud66", ${to},\n view: 1 } } };`,
    says: `${CONFIG}:3: receivers.web.view is not a function or a JSON Pointer.`,
  },
  {
    what: "a secret that is a number",
    text: `export default { receivers: { web: {\n  provider: "cloud66", ${to},\n secret: 42 } } };`,
    says: `${CONFIG}:3: receivers.web.secret is not a text.`,
  },
  {
    what: "a header out of an absent variable",
    text: `export default { receivers: { web: {\n  provider: "cloud66", ${to},\n headers: { a: process.env.NOT_SET } } } };`,
    says: `${CONFIG}:3: receivers.web.headers is not an object of texts.`,
  },
  {
    what: "a mistyped profile",
    text: `export default { receivers: { web: {\n  provider: "cloud66", ${to},\n profile: "smok" } } };`,
    says: `failed to find the profile "smok". Known, nearest first: smoke, full.`,
  },
  {
    what: "what is no provider",
    text: `export default { receivers: {\n  web: { provider: { eventTypes: [] }, ${to} } } };`,
    says: `${CONFIG}:2: receivers.web has no provider.`,
  },

  {
    what: "another machine",
    text: 'export default { receivers: { web: { provider: "cloud66", to: "http://10.0.0.1/" } } };',
    says: "failed to send to 10.0.0.1: it is not this machine. Pass --allow-remote",
  },
])("$what is one sentence with its place, exit code 2, and nothing is sent", async ({ text, says }) => {
  const cwd = await projectOf({ [CONFIG]: text });
  const { code, stdout, stderr } = await runCli(["verify"], { cwd });
  expect([code, stdout]).toEqual([2, ""]);
  expect(linesOf(stderr)).toHaveLength(1);
  expect(stderr).toMatch(/^\[hookwright\] Failed to /);
  expect(stderr).toContain(says);
  expect(stderr).not.toContain("hunter2hunter");
});

it.each([
  {
    args: ["verify", "weeb"],
    says: 'the receiver or provider "weeb". Known, nearest first: web, cloud66, cloudflare.',
  },
  {
    args: ["verify", "cloudflare"],
    says: `${CONFIG} has none of that name, and no --to is given. Give --to, or one of web.`,
  },
  { args: ["verify", "--to", "http://127.0.0.1:1/"], says: "--to is about a single one. Name it" },
  { args: ["verify", "--case", "1:x"], says: "--case is about a single one. Name it" },
  { args: ["verify", "--config", "nowhere.ts"], says: "Name another file with --config." },
  { args: ["pact", "verify", "web"], says: 'with the receiver "web": no file is named.' },
])("$args is refused: one sentence and exit code 2", async ({ args, says }) => {
  const cwd = await projectOf({ [CONFIG]: quick({ web: "http://127.0.0.1:1/" }) });
  const { code, stdout, stderr } = await runCli(args, { cwd });
  expect([code, stdout, linesOf(stderr).length]).toEqual([2, "", 1]);
  expect(stderr).toContain(says);
});

it("without a config, and without --to, both are named", async () => {
  const cwd = await projectOf({});
  const ends: Ended[] = [
    await runCli(["verify"], { cwd }),
    await runCli(["deliver", "cloudflare", "issuance"], { cwd }),
  ];
  for (const { code, stderr } of ends) {
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /no --to is given, and there is no hookwright\.config\.ts from .+ upwards\. Give --to, or write one\.\n$/,
    );
  }
});
