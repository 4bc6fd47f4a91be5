import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { makeFolder } from "../contracts/captures/make-folder.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { withPeer } from "../schemas/missing-peer.ts";
import { fileSlugs } from "./files/file-slugs.ts";
import { findUp } from "./files/find-up.ts";
import { generatedMark } from "./files/generated-mark.ts";
import { readManifest } from "./files/manifest.ts";
import { staleOf } from "./files/stale-of.ts";

interface GenerateFlags {
  out: string;
  check?: boolean;
}

const refuse = (problem: string, cause?: unknown): HookwrightError =>
  new HookwrightError("invalid-option", `Failed to generate: ${problem}. Name another directory by --out.`, { cause });

/** A file that does not say that it is generated is not ours to replace. */
const checkOurs = async (file: string, content: string): Promise<void> => {
  const before = await readFile(file, "utf8").catch(() => undefined);
  if (before !== undefined && generatedMark(file, before) !== generatedMark(file, content))
    throw refuse(`${file} is there, and not generated`);
};

const write = async (file: string, content: string): Promise<void> => {
  try {
    await makeFolder(dirname(file));
    await writeFile(file, content);
  } catch (cause) {
    throw refuse((cause as Error).message, cause);
  }
};

/** How a module's name ends in a directory: what .js means there is for the nearest package.json to say. */
const endingIn = async (directory: string): Promise<"js" | "mjs"> => {
  const manifest = await findUp(resolve(directory), ["package.json"]);
  return manifest !== undefined && (await readManifest(manifest)).isModule ? "js" : "mjs";
};

const generate = async (folder: string, { out, check = false }: GenerateFlags): Promise<void> => {
  const { generateOwnProvider } = await withPeer(
    "json-schema-to-typescript",
    () => import("../codegen/own-provider.ts"),
  );
  const outputs = await generateOwnProvider(folder, {
    fileName: (provider) => fileSlugs([provider]).join(),
    ending: await endingIn(out),
  });
  for (const { path, content } of outputs) await checkOurs(join(out, path), content);
  const stale = await staleOf(out, outputs);
  for (const { path, content } of stale) {
    if (!check) await write(join(out, path), content);
    console.log(`${check ? "not up to date" : "written"}: ${join(out, path)}`);
  }
  if (stale.length === 0) console.log(`Up to date: ${outputs.map(({ path }) => join(out, path)).join(", ")}`);
  process.exitCode = check && stale.length > 0 ? 1 : 0;
};

/** `hookwright generate`: a provider's folder as a module, ahead of time. */
export const addGenerate = (program: Command): void => {
  program
    .command("generate <folder>")
    .description("make a module of your own provider's folder, with its types, an OpenAPI and an AsyncAPI document")
    .option("--out <dir>", "where they go", "generated")
    .option("--check", "write nothing; name the files that are not up to date")
    .addHelpText(
      "after",
      "\nWhere .js is no ES module the module is an .mjs.\n\nExample:\n  hookwright generate webhooks/shop --out test/generated",
    )
    .action(generate);
};
