// Bundles what package.json names into few files: Node takes longer to find a hundred small modules than to run them.
import { readFileSync, rmSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { build } from "rolldown";

const { bin, exports, imports } = JSON.parse(readFileSync("package.json", "utf8"));

const targetsOf = (target) => (typeof target === "string" ? [target] : Object.values(target).flatMap(targetsOf));
const targets = [bin, exports, imports].flatMap(targetsOf);
const names = targets.flatMap((target) => /^(?:\.\/)?dist\/(.*)\.js$/.exec(target)?.[1] ?? []);

// What every program loads that imports the package and a provider stands in one file; the rest loads when it is wanted.
const CORE = ["index.ts", "generators/bind-provider.ts", "generators/runtime.ts", "schemas/generated/ajv-helpers.ts"];
const core = new Set();
const findCore = {
  name: "find-core",
  buildEnd() {
    const visit = (id) => {
      if (core.has(id)) return;
      core.add(id);
      for (const next of this.getModuleInfo(id)?.importedIds ?? []) visit(next);
    };
    for (const path of CORE) visit(resolve(path));
    core.delete(resolve("index.ts"));
  },
};

const isOurs = (id) => id.startsWith(".") || isAbsolute(id);
const options = { external: (id) => !isOurs(id), platform: "neutral" };
const output = { dir: "dist", format: "esm", entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" };

rmSync("dist", { recursive: true, force: true });
await build({
  ...options,
  input: Object.fromEntries(names.map((name) => [name, `${name}.ts`])),
  plugins: [findCore],
  output: {
    ...output,
    codeSplitting: { groups: [{ name: "core", test: (id) => core.has(id) }] },
  },
});
// Ours alone, and not published.
await build({
  ...options,
  input: { "codegen/main": "codegen/main.ts" },
  output: { ...output, codeSplitting: false },
});
