// Installs the tarball with each lane's peers, and runs the consumer's tests there: `npm run test:lanes -- [name...]`
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "../support/install.js";
import { packed } from "../support/packed.js";
import { findNode } from "./find-node.js";
import { lanes } from "./lanes.js";

const TEST = fileURLToPath(new URL("..", import.meta.url));
const FILES = [
  "lanes/consumer",
  "types",
  ...["serve", "run-cli", "start-mock", "press-ctrl-c"].map((name) => `support/${name}.ts`),
];
const TOOLS = ["typescript", "fast-check"]; // of the versions that we use ourselves

const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));
const { dependencies, devDependencies } = readJson(join(TEST, "../package.json"));
const specs = (versions) => Object.entries(versions).map(([name, version]) => `${name}@${version}`);
const tools = specs(Object.fromEntries(TOOLS.map((name) => [name, { ...dependencies, ...devDependencies }[name]])));

const run = async (command, args, options) => {
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
  const [code] = await once(child, "close");
  return code;
};

const runLane = async ({ node, peers }) => {
  const env = { ...process.env, PATH: [await findNode(node), process.env.PATH].join(delimiter) };
  const cwd = await install([await packed(), ...specs({ ...peers, "@types/node": node }), ...tools], env);
  for (const file of FILES) cpSync(join(TEST, file), join(cwd, "test", file), { recursive: true });
  const installed = Object.keys(peers).map((name) => [name, readJson(join(cwd, "node_modules", name, "package.json"))]);
  await run("node", ["-p", "'Node ' + process.version"], { cwd, env });
  console.log(installed.map(([name, { version }]) => `${name} ${version}`).join(", "));
  const results = join(cwd, "results.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const code = await run("npx", ["vitest", "run", "--root", "test/lanes/consumer", ...reporters], { cwd, env });
  if (!existsSync(results)) throw new Error(`vitest ended with ${code} and left no results`);
  const { numPassedTests, numFailedTests, numPendingTests } = readJson(results);
  rmSync(cwd, { recursive: true });
  // Nothing in the suite is to be skipped, and a file that does not load has no tests that could fail.
  return {
    passed: numPassedTests,
    failed: numFailedTests + numPendingTests || Number(code !== 0 || numPassedTests === 0),
  };
};

const wanted = lanes.filter(({ name }) => process.argv.length === 2 || process.argv.includes(name, 2));
if (wanted.length === 0) throw new Error(`There is no such lane: ${lanes.map(({ name }) => name).join(", ")}`);

const summary = [];
for (const lane of wanted) {
  const started = performance.now();
  console.log(`\nlane ${lane.name}`);
  const { passed, failed } = await runLane(lane).catch((error) => {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  summary.push(`lane ${lane.name} (Node ${lane.node}): ${passed} passed, ${failed} failed in ${seconds} s`);
  if (failed > 0) process.exitCode = 1;
}
console.log(`\n${summary.join("\n")}`);
