import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Writes files, by their paths with slashes, below a folder. */
export const writeFiles = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
};

/** A project in a folder of its own, which goes with the test: its files, and links to packages, ourselves among them. */
export const makeProject = (files: Readonly<Record<string, string>>, packages: readonly string[] = []): string => {
  const folder = mkdtempSync(join(tmpdir(), "hookwright-project-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFiles(folder, files);
  for (const name of packages) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(name === "hookwright" ? ROOT : join(ROOT, "node_modules", name), link, "junction");
  }
  return folder;
};
