// `npm run docs`: the API reference, from the doc comments of what package.json exports, to docs/api/.
// typedoc reads TypeScript through its compiler's API, which TypeScript 7 has not: both are installed in a temporary folder.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { name, exports } = JSON.parse(readFileSync("package.json", "utf8"));
const sources = Object.values(exports).flatMap((target) => /^\.\/dist\/(.*)\.js$/.exec(target)?.[1] ?? []);

const folder = mkdtempSync(join(tmpdir(), "hookwright-docs-"));
try {
  const dependencies = { typedoc: "^0.28.20", typescript: "^6.0.3" };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  const npm = process.env.npm_execpath; // a script of npm's: on Windows "npm" itself is none that can be run without a shell
  if (npm === undefined) throw new Error("Run it by `npm run docs`.");
  const quietly = { cwd: folder, stdio: ["ignore", "ignore", "inherit"] };
  execFileSync(process.execPath, [npm, "install", "--no-audit", "--no-fund"], quietly);

  const { Application, OptionDefaults } = await import(
    pathToFileURL(join(folder, "node_modules/typedoc/dist/index.js")).href
  );
  const app = await Application.bootstrap({
    name,
    entryPoints: sources.map((source) => `${source}.ts`),
    out: "docs/api",
    readme: "none",
    disableSources: true,
    githubPages: false,
    skipErrorChecking: true, // tsc has checked it
    blockTags: [...OptionDefaults.blockTags, "@minItems", "@maxItems"], // json-schema-to-typescript's
    // Every export says what it is; a property whose name and type say it does not have to.
    requiredToBeDocumented: ["Function", "Variable", "Class", "Interface", "TypeAlias", "Enum", "Method"],
    validation: { notDocumented: true, notExported: false, invalidLink: true, rewrittenLink: true },
  });
  const project = await app.convert();
  if (project) {
    app.validate(project);
    await app.generateOutputs(project);
  }
  if (!project || app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
