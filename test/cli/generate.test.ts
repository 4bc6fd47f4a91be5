import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { validate } from "@scalar/openapi-parser";
import { buildLifecycle, buildPayload, defineProvider, type Provider, validatePayload, variants } from "hookwright";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { bundle } from "../support/bundle.ts";
import { type Ended, runCli } from "../support/run-cli.ts";
import { mainWithoutPeers } from "../support/without-peers.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
const shop = join(root, "examples/custom-provider");
const parcels = join(root, "test/fixtures/third-provider");

// A project of its own that has the package installed, with a folder that uses more of JSON Schema.
let cwd: string;
const generate = (...args: string[]): Promise<Ended> => runCli(["generate", ...args], { cwd });

const writeJson = (path: string, value: unknown): void => writeFileSync(join(cwd, path), JSON.stringify(value));

/** What a strict TypeScript says of a folder's files. */
const problemsOf = async (folder: string): Promise<string> => {
  writeJson(`${folder}/tsconfig.json`, {
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noUnusedLocals: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      erasableSyntaxOnly: true,
      skipLibCheck: false,
      target: "es2022",
      module: "nodenext",
      noEmit: true,
      types: ["node"],
      typeRoots: [join(root, "node_modules/@types")],
    },
  });
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  return (await run(process.execPath, [tsc, "-p", join(cwd, folder)]).catch((error) => error)).stdout;
};

const ORDER = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "an order: paid",
  required: ["id", "type", "at", "order", "lines", "tags", "title"],
  definitions: {
    line: { type: "array", items: [{ type: "string", minLength: 2 }, { type: "integer" }] },
  },
  properties: {
    id: { type: "string", format: "uuid" },
    type: { const: "order/paid" },
    at: { type: "string", format: "date-time" },
    lines: { type: "array", items: { $ref: "#/definitions/line" }, minItems: 2, uniqueItems: true },
    title: { const: { title: "kept", $comment: "a value" } },
    by: { $ref: "../../defs/by.schema.json" },
    tags: { type: "array", items: { $ref: "../../defs/tag.schema.json#/$defs/any" } },
    order: {
      required: ["id", "status"],
      properties: {
        id: { type: "integer" },
        status: { const: "paid" },
        until: { not: { enum: [1, 2] }, type: "integer" },
      },
    },
  },
};

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "hookwright-generate-"));
  mkdirSync(join(cwd, "node_modules"));
  symlinkSync(root, join(cwd, "node_modules/hookwright"), "junction");
  writeJson("package.json", { type: "module" });
  for (const folder of ["con/events/order", "con/defs"]) mkdirSync(join(cwd, folder), { recursive: true });
  const auth = { kind: "hmac", header: "x-signature" };
  const delivery = { method: "POST", contentType: "application/json", auth };
  const [eventType, status] = ["/type", "/order/status"];
  writeJson("con/provider.json", {
    name: "con",
    title: "Con */ Ltd",
    eventType,
    status,
    time: { pointer: "/at", form: "date-time" },
    delivery,
    subject: { orderId: { pointer: "/order/id", per: "subject" } },
  });
  writeJson("con/lifecycle.json", {
    initial: "open",
    states: { open: { on: { "order/paid": "paid" } }, paid: { final: true } },
    lifecycles: { sale: { description: "Paid.", steps: ["order/paid"] } },
  });
  writeJson("con/events/order/paid.schema.json", ORDER);
  writeJson("con/defs/by.schema.json", { title: "Provider", properties: { name: { type: "string" } } });
  writeJson("con/defs/tag.schema.json", {
    $defs: { any: { title: "an order: paid", enum: ["a", { b: 1 }, null], "x-certainty": "inferred" } },
  });
});
afterAll(() => rmSync(cwd, { recursive: true }));

it.each([
  ["shop", shop],
  ["parcels", parcels],
  ["_con", "con"],
])("the module %s is the same as the folder at run time", async (name, folder) => {
  const { code, stdout, stderr } = await generate(folder);
  expect([code, stderr]).toEqual([0, ""]);
  const files = ["js", "d.ts", "openapi.json", "asyncapi.json"].map((end) => join("generated", `${name}.${end}`));
  expect(stdout).toBe(files.map((file) => `written: ${file}\n`).join(""));
  const { default: ahead } = (await import(pathToFileURL(join(cwd, `generated/${name}.js`)).href)) as {
    default: Provider;
  };
  const atRunTime = await defineProvider(folder === "con" ? join(cwd, folder) : folder);
  expect(JSON.stringify(ahead.folder())).toBe(JSON.stringify(atRunTime.folder()));
  expect(ahead.eventTypes).toEqual(atRunTime.eventTypes);
  for (const eventType of ahead.eventTypes) {
    const textOf = (provider: Provider) => [
      ...Array.from({ length: 20 }, (_, index) => buildPayload(provider, eventType, {}, { seed: 42, index })),
      ...variants(provider, eventType),
    ];
    expect(JSON.stringify(textOf(ahead))).toBe(JSON.stringify(textOf(atRunTime)));
    for (const broken of [{}, { ...buildPayload(ahead, eventType), title: {}, lines: [["a"], ["a"]], id: 7 }])
      expect(validatePayload(ahead, broken, eventType)).toEqual(validatePayload(atRunTime, broken, eventType));
  }
  for (const lifecycle of ahead.lifecycles)
    expect(JSON.stringify(buildLifecycle(ahead, lifecycle, { seed: 3 }).steps)).toBe(
      JSON.stringify(buildLifecycle(atRunTime, lifecycle, { seed: 3 }).steps),
    );
});

it("the documents hold every event type, with a made-up example where the folder has none", async () => {
  await generate(shop, "--out", "documents");
  const document = JSON.parse(readFileSync(join(cwd, "documents/shop.openapi.json"), "utf8"));
  expect((await validate(document)).errors ?? []).toEqual([]);
  expect(Object.keys(document.webhooks)).toEqual(["order.cancelled", "order.paid"]);
  const provider = await defineProvider(shop);
  const { examples } = document.webhooks["order.paid"].post.requestBody.content["application/json"];
  expect(examples["order.paid"]).toEqual({
    summary: "Made up by hookwright.",
    value: buildPayload(provider, "order.paid"),
  });
});

it("the types hold under a strict TypeScript", async () => {
  for (const folder of [shop, parcels, "con"]) await generate(folder, "--out", "typed/generated");
  writeFileSync(
    join(cwd, "typed/use.ts"),
    `import { buildLifecycle, buildPayload } from "hookwright";
import con, { type AnOrderPaid, type Provider } from "./generated/_con.js";
import parcels from "./generated/parcels.js";
import shop, { type OrderPaid, type ShopSubject } from "./generated/shop.js";

export const paid: OrderPaid = buildPayload(shop, "order.paid", { order: { total: 3 } });
export const subject: ShopSubject | undefined = buildLifecycle(shop, "payment").subjects[0];
export const id: string | undefined = subject?.orderId;
export const order: AnOrderPaid = buildPayload(con, "order/paid");
export const by: Provider | undefined = order.by;
export const number: number | undefined = buildLifecycle(con, "sale").subjects[0]?.orderId;
export const names = [parcels.name];
// @ts-expect-error: no such event type
buildPayload(shop, "order.payed");
// @ts-expect-error: no such lifecycle
buildLifecycle(parcels, "payment");
// @ts-expect-error: a text for a number
buildPayload(shop, "order.paid", { order: { total: "3" } });
`,
  );
  expect(await problemsOf("typed")).toBe("");
});

it.each([
  ["module", "js"],
  ["commonjs", "mjs"],
  [undefined, "mjs"], // as Node reads it
])("in a project of type %s it is a module that Node and a strict TypeScript load", async (type, ending) => {
  const project = `project-${type}`;
  mkdirSync(join(cwd, project));
  writeJson(`${project}/package.json`, { type });
  const { stdout } = await runCli(["generate", shop], { cwd: join(cwd, project) });
  expect(stdout).toContain(`written: ${join("generated", `shop.${ending}`)}\n`);
  const use = `import shop from "./generated/shop.${ending}";\nconst names: string = shop.name;\nexport { names };\n`;
  writeFileSync(join(cwd, project, "use.mts"), use);
  expect(await problemsOf(project)).toBe("");
  writeFileSync(join(cwd, project, "use.mjs"), `${use.replace(": string", "")}console.log(names);\n`);
  expect((await run(process.execPath, [join(cwd, project, "use.mjs")])).stdout).toBe("shop\n");
});

it("an output outside of any project is an .mjs", async () => {
  const out = mkdtempSync(join(tmpdir(), "hookwright-generate-out-"));
  onTestFinished(() => rmSync(out, { recursive: true }));
  expect((await generate(shop, "--out", out)).stdout).toContain("shop.mjs");
});

it("a package.json that is broken is named", async () => {
  mkdirSync(join(cwd, "broken"));
  writeFileSync(join(cwd, "broken/package.json"), "{");
  const { code, stderr } = await generate(shop, "--out", "broken/generated");
  const says = `[hookwright] Failed to read ${join(cwd, "broken", "package.json")}: `;
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
});

it("the module needs neither Ajv nor code from strings, also in Workers", async () => {
  await generate(shop, "--out", "worker");
  const { statically, all } = await bundle(relative(root, join(cwd, "worker/shop.js")), ["workerd", "browser"]);
  expect(statically).toContain("order.paid");
  expect(statically).not.toMatch(/\beval\(|new Function\(|\bAjv\b/);
  expect(all).not.toMatch(/^(?!\s*\*).*(?:from|import|require)\s*\(?\s*["']node:/m);
});

it("writes the same bytes twice, and --check says so", async () => {
  await generate(shop, "--out", "twice");
  const { code, stdout } = await generate(shop, "--out", "twice", "--check");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Up to date: .*shop\.js/);
  expect((await generate(shop, "--out", "twice")).stdout).toBe(stdout);
});

it("--check names what is not up to date, writes nothing, and is exit code 1", async () => {
  cpSync(shop, join(cwd, "shop"), { recursive: true });
  await generate("shop", "--out", "checked");
  const read = () => readdirSync(join(cwd, "checked")).map((file) => readFileSync(join(cwd, "checked", file), "utf8"));
  const before = read();
  const path = join(cwd, "shop/events/order.paid.schema.json");
  writeFileSync(path, readFileSync(path, "utf8").replace('"maximum": 100000', '"maximum": 5'));
  const { code, stdout } = await generate("shop", "--out", "checked", "--check");
  expect(code).toBe(1);
  expect(stdout.split("\n").filter((line) => line !== "")).toEqual(
    ["js", "openapi.json", "asyncapi.json"].map((end) => `not up to date: ${join("checked", `shop.${end}`)}`),
  );
  expect(read()).toEqual(before);
  expect((await generate("shop", "--out", "nowhere", "--check")).code).toBe(1);
});

it.each([
  ["a folder that is not there", "nowhere", /Failed to read .*provider\.json: ENOENT/],
  ["a schema that is none", "bad", /Failed to compile hookwright:.*order\.paid\.schema\.json: type at .* is "text"/],
  ["a sample that is no JSON", "sampled", /Failed to read .*samples.order\.paid\.json: .* Mend it\./],
  [
    "a sample that its schema refuses",
    "other",
    /samples\/order\.paid\.late\.json is no order\.paid: \/id must be string\. /,
  ],
])("%s is a clear error and exit code 2", async (_, folder, message) => {
  cpSync(shop, join(cwd, "bad"), { recursive: true });
  cpSync(shop, join(cwd, "sampled"), { recursive: true });
  writeJson("bad/events/order.paid.schema.json", { properties: { type: { type: "text" } } });
  mkdirSync(join(cwd, "sampled/samples"), { recursive: true });
  writeFileSync(join(cwd, "sampled/samples/order.paid.json"), "{");
  cpSync(shop, join(cwd, "other"), { recursive: true });
  mkdirSync(join(cwd, "other/samples"), { recursive: true });
  const paid = buildPayload(await defineProvider(shop), "order.paid");
  writeJson("other/samples/order.paid.json", paid);
  writeJson("other/samples/order.paid.late.json", { ...paid, id: 7 });
  const { code, stdout, stderr } = await generate(folder, "--out", "none");
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^\[hookwright\] Failed to /);
  expect(stderr).toMatch(message);
});

it.each([
  ["shop.js", "export default 1;\n"],
  ["shop.openapi.json", '{\n  "openapi": "3.1.0",\n  "info": { "title": "by hand", "version": "1" }\n}\n'],
  ["shop.asyncapi.json", "{\n"],
])("a %s that it did not write is not replaced", async (file, content) => {
  const folder = `mine-${file}`;
  mkdirSync(join(cwd, folder));
  writeFileSync(join(cwd, folder, file), content);
  const { code, stderr } = await generate(shop, "--out", folder);
  expect([code, stderr]).toEqual([
    2,
    `[hookwright] Failed to generate: ${join(folder, file)} is there, and not generated. Name another directory by --out.\n`,
  ]);
  expect(readdirSync(join(cwd, folder))).toEqual([file]);
  expect(readFileSync(join(cwd, folder, file), "utf8")).toBe(content);
});

it("files that it wrote are replaced, also where git gave them other line ends", async () => {
  await generate(shop, "--out", "again");
  const read = () => readdirSync(join(cwd, "again")).map((file) => readFileSync(join(cwd, "again", file), "utf8"));
  const before = read();
  for (const file of readdirSync(join(cwd, "again"))) {
    const text = readFileSync(join(cwd, "again", file), "utf8");
    const changed = file.endsWith(".json") ? text.replace("What Shop sends", "What is sent") : `${text}// changed\n`;
    writeFileSync(join(cwd, "again", file), changed.replaceAll("\n", "\r\n"));
  }
  expect((await generate(shop, "--out", "again")).code).toBe(0);
  expect(read()).toEqual(before);
});

it("without json-schema-to-typescript it says what to install", async () => {
  const { code, stderr } = await runCli(["generate", shop], { cwd, main: mainWithoutPeers() });
  expect([code, stderr]).toEqual([
    2,
    "[hookwright] Failed to load json-schema-to-typescript: it is not installed. Run npm i -D json-schema-to-typescript.\n",
  ]);
});

it("hookwright generate --help", async () => {
  expect((await runCli(["generate", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright generate [options] <folder>

    make a module of your own provider's folder, with its types, an OpenAPI and an
    AsyncAPI document

    Options:
      --out <dir>  where they go (default: "generated")
      --check      write nothing; name the files that are not up to date
      -h, --help   display help for command

    Where .js is no ES module the module is an .mjs.

    Example:
      hookwright generate webhooks/shop --out test/generated
    "
  `);
});
