import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const cwd = fileURLToPath(new URL("../../examples/python-stdlib", import.meta.url));

/** What its package does for `npm test`; `npm test` of ours built what it runs, and gave it the name that it knows. */
const check = (): Promise<{ failed: boolean; output: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ["--test", "--test-reporter=tap", "check.js"], { cwd }, (error, output) =>
      resolve({ failed: error !== null, output }),
    );
  });

it("the receiver in Python passes the checks of the command line, Pact's files, and its own tests", {
  timeout: 300_000,
}, async ({ skip }) => {
  const { failed, output } = await check();
  const reason = /# SKIP (.+)/.exec(output)?.[1];
  skip(reason !== undefined, reason);
  expect(failed, output).toBe(false);
});
