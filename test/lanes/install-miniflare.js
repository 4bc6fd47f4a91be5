// Installs miniflare, which is too large for a devDependency, outside the project and prints where:
//   HOOKWRIGHT_MINIFLARE=$(node test/lanes/install-miniflare.js) npx vitest run test/lanes
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "hookwright-miniflare-"));
writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: { miniflare: "^4.0.0" } }));
execFileSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
console.log(folder);
