import { execFile } from "node:child_process";
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TARBALL = join(ROOT, "packed.tgz");

const pack = async () => {
  const folder = mkdtempSync(join(ROOT, ".packed-"));
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder]; // dist stays as it is
  const { stdout } = await promisify(execFile)("npm", args, { cwd: ROOT, shell: process.platform === "win32" });
  renameSync(join(folder, JSON.parse(stdout)[0].filename), TARBALL); // at once: another process may read the one before
  rmSync(folder, { recursive: true });
  return TARBALL;
};

let once;

/** The package as it would be published, from the dist that is there: the path of HOOKWRIGHT_TARBALL, or packed once. */
export const packed = () => {
  once ??= process.env.HOOKWRIGHT_TARBALL ? Promise.resolve(process.env.HOOKWRIGHT_TARBALL) : pack();
  return once;
};
