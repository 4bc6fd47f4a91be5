import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What an entry is when it is bundled. */
export interface Bundle {
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

/** Bundles a built file, by its path from the project's root. */
export const bundle = async (entry: string, conditions: string[]): Promise<Bundle> => {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    outdir: "out",
    write: false,
    bundle: true,
    metafile: true,
    splitting: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["browser", "module", "main"],
    conditions,
    logLevel: "silent",
    external: ["vitest"],
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
