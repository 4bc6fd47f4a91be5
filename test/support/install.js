import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const FLAGS = ["--no-audit", "--no-fund", "--prefer-offline"];

/** Installs packages with npm into an empty folder, which lives as long as this process; `env` is npm's. */
export const install = async (packages, env = process.env) => {
  const cwd = mkdtempSync(join(tmpdir(), "hookwright-installed-"));
  process.once("exit", () => rmSync(cwd, { recursive: true, force: true }));
  writeFileSync(join(cwd, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const options = { cwd, env, shell: process.platform === "win32" };
  await promisify(execFile)("npm", ["install", ...FLAGS, ...packages], options);
  return cwd;
};
