import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
const cwd = fileURLToPath(new URL(".", import.meta.url));
const bin = (name: string): string => fileURLToPath(new URL(`../../../node_modules/.bin/${name}`, import.meta.url));

it("tsc accepts what uses the package, with these peers' types", async () => {
  const { stdout } = await run(bin("tsc"), ["-p", cwd]).catch((error: { stdout: string }) => error);
  expect(stdout).toBe("");
});

it("jest runs a receiver's checks", async () => {
  const { NODE_ENV: _, ...env } = process.env;
  const options = { cwd, env: { ...env, NODE_OPTIONS: "--experimental-vm-modules" } };
  const { stdout } = await run(bin("jest"), ["--json"], options);
  const { numPassedTests, numFailedTests } = JSON.parse(stdout);
  expect([numPassedTests, numFailedTests]).toEqual([3, 0]);
});
