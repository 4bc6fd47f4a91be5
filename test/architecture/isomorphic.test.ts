import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import { expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { targetsOf } from "../support/targets-of.ts";

const ISOMORPHIC = [".", "./cloudflare", "./cloud66", "./msw", "./vitest", "./jest", "./fast-check"] as const;
const root = fileURLToPath(new URL("../..", import.meta.url));

interface Bundle {
  /** Text of the entry and of what it imports statically. */
  statically: string;
  all: string;
}

const staticPaths = (outputs: Metafile["outputs"], entry: string): Set<string> => {
  const paths = new Set([entry]);
  for (const path of paths)
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === "import-statement" && outputs[next]) paths.add(next);
  return paths;
};

const bundle = async (entry: string, conditions: string[]): Promise<Bundle> => {
  const { outputFiles, metafile } = await build({
    ...{
      entryPoints: [entry],
      absWorkingDir: root,
      outdir: "out",
      write: false,
      bundle: true,
      metafile: true,
      splitting: true,
    },
    ...{
      format: "esm",
      platform: "neutral",
      mainFields: ["browser", "module", "main"],
      conditions,
      logLevel: "silent",
      external: ["vitest"],
    },
  });
  const main = Object.keys(metafile.outputs).find((path) => metafile.outputs[path]?.entryPoint === entry) ?? "";
  const wanted = staticPaths(metafile.outputs, main);
  const texts = outputFiles.map(({ path, text }) => ({
    isStatic: [...wanted].some((one) => path.endsWith(one)),
    text,
  }));
  return {
    statically: texts
      .filter(({ isStatic }) => isStatic)
      .map(({ text }) => text)
      .join("\n"),
    all: texts.map(({ text }) => text).join("\n"),
  };
};

const NODE_MODULE = /^(?!\s*\*).*(?:from|import|require)\s*\(?\s*["']node:/; // outside comments
const CODE_FROM_STRINGS = /\beval\(|new Function\(/;

// The lines that match, rather than a bundle of a thousand lines in a failure's message.
const found = (text: string, pattern: RegExp): string[] => text.split("\n").filter((line) => pattern.test(line));

it.each(
  ISOMORPHIC.flatMap(
    (entry) =>
      [
        [entry, "browser"],
        [entry, "workerd"],
      ] as const,
  ),
)(
  "%s needs nothing of Node under the condition %s, and makes no code from strings before it is asked to",
  async (entry, condition) => {
    const path = targetsOf(manifest.exports[entry]).at(-1)?.replace("./", "") ?? "";
    const { statically, all } = await bundle(path, condition === "workerd" ? ["workerd", "browser"] : ["browser"]);
    expect(statically.length).toBeGreaterThan(1000);
    expect(found(all, NODE_MODULE)).toEqual([]);
    expect(found(statically, CODE_FROM_STRINGS)).toEqual([]);
  },
);

it("what does need Node is found by the same test", async () => {
  await expect(bundle("dist/contracts/pact/index.js", ["browser"])).rejects.toThrow(/node:fs/);
});
