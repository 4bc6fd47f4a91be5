import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { portabilityViolations, scriptViolations } from "./portability.ts";
import { readSources } from "./sources.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SCRIPTS = ["bundle.js", "docs.js"];
const sources = new Map([
  ...readSources(root),
  ...SCRIPTS.map((path) => [path, readFileSync(`${root}${path}`, "utf8")] as const),
]);

const isProgram = (name: string): boolean =>
  name === "node" || name === "npm" || existsSync(`${root}node_modules/.bin/${name}`);

it("the package and its scripts use nothing that one system alone has", () => {
  expect(portabilityViolations(sources)).toEqual([]);
});

const tests = readdirSync(`${root}test`, { recursive: true, encoding: "utf8" }).filter((path) =>
  /\.test\.ts$/.test(path),
);

it("tests press Ctrl-C only where that can be, and write to no folder of one system", () => {
  expect(tests.length).toBeGreaterThan(100);
  const isWrong = (path: string): boolean =>
    /\.kill\("SIGINT"\)|"\/proc\//.test(readFileSync(`${root}test/${path}`, "utf8"));
  expect(tests.filter(isWrong)).toEqual([]);
});

it.each([
  "const file = new URL('x', import.meta.url).pathname;",
  'spawn("sh", ["-c", line]);',
  'execFileSync("npm", ["install"]);',
  'execSync("ls");',
  "spawn(process.execPath, [file], { shell: true });",
  'writeFileSync("/tmp/report.json", text);',
])("a planted %s is found", (text) => {
  expect(portabilityViolations(new Map([["cli/planted.ts", text]]))).toHaveLength(1);
});

it("every npm script is read alike by cmd and by a POSIX shell", () => {
  expect(Object.keys(manifest.scripts).length).toBeGreaterThan(5);
  expect(scriptViolations(manifest.scripts, isProgram)).toEqual([]);
});

it.each([
  "NODE_ENV=test vitest run",
  "vitest run 'test/**/*.test.ts'",
  "rm -rf dist",
  "node a.js; node b.js",
  "node a.js > out.txt",
  "node a.js | sort",
  "node $FILE",
])("a planted script %s is found", (script) => {
  expect(scriptViolations({ planted: script }, isProgram)).toHaveLength(1);
});
