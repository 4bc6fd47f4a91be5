import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import type { PactIssue } from "../contracts/pact/lint/pact-issue.ts";
import { lintPact } from "../contracts/pact/lint-pact.ts";
import { loadProvider } from "../generators/load-provider.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { oneByOne } from "../schemas/one-by-one.ts";
import type { Provider } from "../schemas/provider.ts";
import { filesIn } from "./files/files-in.ts";

const refuse = (file: string, problem: string, cause: unknown): HookwrightError =>
  new HookwrightError("invalid-pact", `Failed to lint ${file}: ${problem}. Give the file of a pact.`, { cause });

const readJson = async (file: string): Promise<unknown> => {
  const text = await readFile(file, "utf8").catch((cause: Error) => {
    throw refuse(file, cause.message, cause);
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw refuse(file, `it is not JSON: ${(cause as Error).message}`, cause);
  }
};

const lintFile = async (file: string, provider: Provider | undefined): Promise<PactIssue[]> => {
  const document = await readJson(file);
  try {
    return lintPact(document, provider ? { provider } : {});
  } catch (cause) {
    if (cause instanceof HookwrightError) throw refuse(file, "it has no list of interactions", cause);
    throw cause;
  }
};

const lint = async (paths: readonly string[], flags: { provider?: string }): Promise<void> => {
  const provider = flags.provider === undefined ? undefined : await loadProvider(flags.provider);
  const files = await filesIn(paths, ".json");
  const found = await oneByOne(files, (file) => lintFile(file, provider)); // before a line is printed: each is a pact
  const lines = files.flatMap((file, i) =>
    (found[i] ?? []).map(({ pointer, message }) => `${file}: ${pointer} ${message}`),
  );
  for (const line of lines) console.log(line);
  console.log(`${files.length} ${files.length === 1 ? "file" : "files"}, ${lines.length} issues.`);
  process.exitCode = lines.length === 0 ? 0 : 1;
};

/** `hookwright pact lint`: what Pact would pass in silence. */
export const addPactLint = (pact: Command): void => {
  pact
    .command("lint <file...>")
    .description("find what Pact would pass in silence in Pact files of any tool")
    .option("--provider <provider>", "states must be those of its lifecycle.json")
    .addHelpText(
      "after",
      "\nExit code 1 where there are issues, 2 for a file that is no pact. Of a folder every *.json is read.\n\nExample:\n  hookwright pact lint pacts --provider cloudflare",
    )
    .action(lint);
};
