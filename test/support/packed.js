import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const pack = async () => {
  const folder = mkdtempSync(join(tmpdir(), "hookwright-packed-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder]; // dist stays as it is
  const { stdout } = await promisify(execFile)("npm", args, { cwd: ROOT, shell: process.platform === "win32" });
  return join(folder, JSON.parse(stdout)[0].filename);
};

let once;

/** The package as it would be published, from the dist that is there: the path of HOOKWRIGHT_TARBALL, or packed once. */
export const packed = () => {
  once ??= process.env.HOOKWRIGHT_TARBALL ? Promise.resolve(process.env.HOOKWRIGHT_TARBALL) : pack();
  return once;
};
