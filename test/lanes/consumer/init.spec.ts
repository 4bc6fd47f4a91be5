import { exec } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { runCli } from "../../support/run-cli.ts";

const main = fileURLToPath(new URL("cli/main.js", import.meta.resolve("hookwright")));

it.each(["commonjs", "module"])(
  "in a jest project of type %s the command that init prints runs its test",
  async (type) => {
    const cwd = mkdtempSync(join(tmpdir(), "hookwright-init-"));
    onTestFinished(() => rmSync(cwd, { recursive: true }));
    const manifest = { type, devDependencies: { hookwright: "*", jest: "*" } };
    writeFileSync(join(cwd, "package.json"), JSON.stringify(manifest));
    symlinkSync(
      fileURLToPath(new URL("../../../node_modules", import.meta.url)),
      join(cwd, "node_modules"),
      "junction",
    );
    const { stdout } = await runCli(["init", "--provider", "cloudflare"], { main, cwd });
    const command = /^next {2}(.+)$/m.exec(stdout)?.[1] ?? "";
    const { stderr } = await promisify(exec)(command, { cwd }).catch((error: { stderr: string }) => error);
    expect(stderr).toContain("the receiver threw Error: No receiver yet: do 1. in test/cloudflare-webhooks.test.");
    expect(stderr).toMatch(/^Tests: .* 16 total$/m);
  },
);
