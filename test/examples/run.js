// `npm run test:examples`: the tests of every example, as its user would run them: a folder elsewhere, an install of the
// packed package and of what else the example names, and `npm test`.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { packed } from "../support/packed.js";
import { outcomeOf, readCounts, sayCounts, sayOutcomes } from "./counts.js";

const EXAMPLES = join(import.meta.dirname, "../../examples");

const names = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, "package.json")));

const SIGNS = { passed: "✓", failed: "✗", skipped: "-" };

const npm = (args, cwd) => {
  const { NODE_OPTIONS, HOOKWRIGHT_TEST_RESULTS, ...env } = process.env;
  const options = { cwd, env: { ...env, NO_COLOR: "1" }, encoding: "utf8", shell: process.platform === "win32" };
  const { status, stdout, stderr, error } = spawnSync("npm", args, options);
  return { isOk: status === 0, output: `${error ?? ""}${stdout ?? ""}${stderr ?? ""}` };
};

/** Copies the examples into one npm workspace; each asks for the tarball instead of the folder above. */
const makeWorkspace = (folder, tarball) => {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, workspaces: names }));
  for (const name of names) {
    const filter = (path) => basename(path) !== "node_modules";
    cpSync(join(EXAMPLES, name), join(folder, name), { recursive: true, filter });
    const manifest = join(folder, name, "package.json");
    const content = JSON.parse(readFileSync(manifest, "utf8"));
    content.devDependencies.hookwright = `file:${tarball}`;
    writeFileSync(manifest, JSON.stringify(content, null, 2));
  }
};

/** Runs one example's tests; what it printed is shown where it failed. The answer is what became of them. */
const testExample = (folder, name) => {
  const { scripts } = JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8"));
  const reporter = scripts.test.startsWith("vitest") ? ["--", "--reporter=verbose"] : []; // says why a test is skipped
  const { isOk, output } = npm(["test", ...reporter], join(folder, name));
  const counts = readCounts(output);
  const outcome = outcomeOf(isOk, counts);
  console.log(`${SIGNS[outcome]} ${name.padEnd(18)} ${sayCounts(counts)}`);
  if (outcome === "failed") console.log(output);
  return { ...counts, outcome };
};

const folder = mkdtempSync(join(tmpdir(), "hookwright-examples-"));
try {
  makeWorkspace(folder, await packed());
  const { isOk, output } = npm(["install", "--no-audit", "--no-fund", "--prefer-offline"], folder);
  if (!isOk) throw new Error(`Failed to install the examples: ${output}`);
  const results = names.map((name) => testExample(folder, name));
  console.log(`${sayOutcomes(results)} with the packed package`);
  process.exitCode = results.some(({ outcome }) => outcome === "failed") ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
