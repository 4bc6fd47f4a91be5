import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Bundles a file of this folder with the built package, as a runtime that is not Node takes it. */
export const bundle = async (file: string, conditions: string[]): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    write: false,
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2023",
    logLevel: "silent",
    mainFields: ["browser", "module", "main"],
    conditions,
    external: ["node:crypto"], // the runtime's own
    tsconfigRaw: {}, // its paths lead to the sources
  });
  return outputFiles[0]?.text ?? "";
};
