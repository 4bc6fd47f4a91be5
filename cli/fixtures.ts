import type { Command } from "commander";
import { loadProvider } from "../generators/load-provider.ts";
import { type FixtureFile, fixtureFiles } from "./files/fixture-files.ts";
import { checkFixtures, writeFixtures } from "./files/fixture-folder.ts";
import { withOptions } from "./flags/options.ts";

interface FixturesFlags {
  out: string;
  seed?: number;
  check?: boolean;
}

const count = (files: readonly FixtureFile[]): string => {
  const of = (folder: string) => files.filter(({ path }) => path.startsWith(`${folder}/`)).length;
  return `${of("events")} events, ${of("variants")} variants, ${of("lifecycles")} steps of lifecycles and index.json`;
};

const check = async (out: string, files: readonly FixtureFile[]): Promise<void> => {
  const problems = await checkFixtures(out, files);
  for (const problem of problems) console.log(problem);
  console.log(
    problems.length === 0
      ? `${out} is up to date: ${count(files)}.`
      : `${out} is not up to date (${problems.length}): run the same without --check.`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
};

const write = async (out: string, files: readonly FixtureFile[], seed: number): Promise<void> => {
  const { written, removed } = await writeFixtures(out, files);
  console.log(`${out}: ${count(files)}, from seed ${seed}. ${written} files written, ${removed} removed.`);
};

const fixtures = async (name: string, { out, seed = 0, check: only = false }: FixturesFlags): Promise<void> => {
  const files = fixtureFiles(await loadProvider(name), seed);
  await (only ? check(out, files) : write(out, files, seed));
};

/** `hookwright fixtures`: payloads as JSON files, for tests in any language. */
export const addFixtures = (program: Command): void => {
  const command = program
    .command("fixtures <provider>")
    .description("write events, variants and lifecycles as JSON files, for tests in any language")
    .requiredOption("--out <dir>", "where they go; index.json in it says what each file is");
  withOptions(command, ["seed"])
    .option("--check", "write nothing; name the files that are not up to date")
    .addHelpText("after", "\nExample:\n  hookwright fixtures cloudflare --out spec/fixtures/cloudflare")
    .action(fixtures);
};
