#!/usr/bin/env node
// `npm run generate`: writes everything that is derived from schemas/; with --check, says what is stale instead.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { staleOf } from "../cli/files/stale-of.ts";
import { generate } from "./generate.ts";

const root = process.cwd();
const outputs = await generate(root);
const stale = await staleOf(root, outputs);
if (process.argv.includes("--check") && stale.length > 0) {
  console.error(`Stale, run \`npm run generate\`:\n${stale.map(({ path }) => path).join("\n")}`);
  process.exitCode = 1;
} else {
  for (const { path, content } of stale) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  console.log(`${outputs.length} generated files, ${stale.length} changed.`);
}
