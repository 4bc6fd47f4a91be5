#!/usr/bin/env node
// `npm run generate`: writes everything that is derived from schemas/; with --check, says what is stale instead.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const root = process.cwd();
const { generate } = await import("../codegen/generate.ts");
const outputs = await generate(root);
const stale: string[] = [];
for (const { path, content } of outputs) {
  const file = join(root, path);
  const before = await readFile(file, "utf8").catch(() => undefined);
  if (before === content) continue;
  stale.push(path);
  if (process.argv.includes("--check")) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
if (process.argv.includes("--check") && stale.length > 0) {
  console.error(`Stale, run \`npm run generate\`:\n${stale.join("\n")}`);
  process.exitCode = 1;
} else {
  console.log(`${outputs.length} generated files, ${stale.length} changed.`);
}
