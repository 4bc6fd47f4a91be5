import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { SECRET_VARIABLE } from "../contracts/redact.ts";
import type { CheckResult, Report } from "../contracts/report.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { isObject } from "../schemas/is-object.ts";
import { unknownName } from "../schemas/unknown-name.ts";

const refuse = (problem: string, advice: string, cause?: unknown): HookwrightError =>
  new HookwrightError("invalid-option", `Failed to replay: ${problem}. ${advice}`, { cause });

const readReport = async (file: string): Promise<Report> => {
  const text = await readFile(file, "utf8").catch((cause: Error) => {
    throw refuse(cause.message, "Give the file of a report, as `verify --report json --out` writes it.", cause);
  });
  try {
    const report: unknown = JSON.parse(text);
    if (isObject(report) && Array.isArray(report["checks"])) return report as unknown as Report;
  } catch {
    // told below
  }
  throw refuse(`${file} is no report`, "Give a file that `verify --report json --out` wrote.");
};

/** The failure to see again: of the check that is named, else the first. */
const failureIn = ({ checks }: Report, id: string | undefined): CheckResult => {
  const failed = checks.filter(({ counterexample }) => counterexample !== undefined);
  const names = failed.map((check) => check.id);
  if (id !== undefined && !names.includes(id)) throw unknownName("failed check of this report", id, names);
  const found = id === undefined ? failed[0] : failed.find((check) => check.id === id);
  if (!found) throw refuse("no check of this report failed with deliveries to see", "There is nothing to do.");
  return found;
};

const withSecret = (word: string): string => {
  if (!word.includes(SECRET_VARIABLE)) return word;
  const secret = process.env[SECRET_VARIABLE.slice(1)];
  if (secret !== undefined) return word.replaceAll(SECRET_VARIABLE, secret);
  throw refuse(`the environment has no ${SECRET_VARIABLE.slice(1)}`, "Export the receiver's secret under that name.");
};

/** `hookwright replay`: what a report found, once more. */
export const addReplay = (program: Command): void => {
  program
    .command("replay <report> [check]")
    .description("do again what a report in JSON found")
    .addHelpText("after", "\nExample:\n  hookwright replay report.json tolerates-reordering")
    .option("--allow-remote", "let the receiver be on another machine")
    .action(async (file: string, id: string | undefined, { allowRemote }: { allowRemote?: boolean }) => {
      const { words, code } = failureIn(await readReport(file), id).counterexample?.replay ?? {};
      if (!words)
        throw refuse("the report is of a receiver in another process's memory, or had functions", `Call: ${code}`);
      if (words[0] !== "verify")
        throw refuse(`the report asks for "${words[0]}"`, "Only verifications are done again.");
      // A report may be anybody's: where it sends the secret to is for the user to allow.
      const own = words.filter((word) => word !== "--allow-remote").map(withSecret);
      await program.parseAsync([...own, ...(allowRemote ? ["--allow-remote"] : [])], { from: "user" });
    });
};
