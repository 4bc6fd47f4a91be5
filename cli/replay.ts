import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { GIVEN, SECRET_VARIABLE } from "../contracts/redact.ts";
import type { CheckResult, Report } from "../contracts/report.ts";
import { shellQuote } from "../contracts/shell-quote.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { isObject } from "../schemas/is-object.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import { withOptions } from "./options.ts";

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

interface ReplayFlags {
  config?: string;
  allowRemote?: boolean;
  header?: [string, string][];
  to?: string;
}

/** The failure to see again: of the check that is named, else the first, and then the others are named. */
const failureIn = ({ checks }: Report, id: string | undefined): CheckResult => {
  const failed = checks.filter(({ counterexample }) => counterexample !== undefined);
  const names = failed.map((check) => check.id);
  if (id !== undefined && !names.includes(id)) throw unknownName("failed check of this report", id, names);
  const found = id === undefined ? failed[0] : failed.find((check) => check.id === id);
  if (!found) throw refuse("no check of this report failed with deliveries to see", "There is nothing to do.");
  if (id === undefined && names.length > 1)
    console.error(`[hookwright] Replaying ${found.id}. To replay another, name it: ${names.slice(1).join(", ")}.`);
  return found;
};

const withSecret = (word: string): string => {
  if (!word.includes(SECRET_VARIABLE)) return word;
  const secret = process.env[SECRET_VARIABLE.slice(1)];
  if (secret !== undefined) return word.replaceAll(SECRET_VARIABLE, secret);
  throw refuse(`the environment has no ${SECRET_VARIABLE.slice(1)}`, "Export the receiver's secret under that name.");
};

const nameOf = (header: string): string => header.slice(0, header.indexOf(":")).toLowerCase();

/** Words without a flag and its value. */
const without = (words: readonly string[], flag: string): string[] =>
  words.filter((word, i) => word !== flag && words[i - 1] !== flag);

/** A command's words with the headers and the receiver that were given in place of its own; nothing is sent that a report left out. */
const complete = (words: readonly string[], { header = [], to, config }: ReplayFlags): string[] => {
  const names = header.map(([name]) => name.toLowerCase());
  const isGiven = (flag: string | undefined, value = ""): boolean =>
    flag === "--header" && names.includes(nameOf(value));
  const kept = words.filter((word, i) => !isGiven(word, words[i + 1]) && !isGiven(words[i - 1], word));
  const whole = [
    ...(to === undefined ? kept : [...without(kept, "--to"), "--to", to]),
    ...(config === undefined ? [] : ["--config", config]),
    ...header.flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
  ];
  const missing = whole.flatMap((word, i) => (word.includes(GIVEN) ? [`${whole[i - 1]} ${shellQuote(word)}`] : []));
  if (missing.length === 0) return whole;
  throw refuse(
    `the report leaves out what may be secret: ${missing.join(", ")}`,
    "Give each --header, and --to, with its value to replay; for any other, run the command that the report prints.",
  );
};

/** `hookwright replay`: what a report found, once more. */
export const addReplay = (program: Command): void => {
  const command = program
    .command("replay <report> [check]")
    .description("do again what a report in JSON found: the first failure, or that of a check");
  withOptions(command, ["header", "config", "allowRemote"])
    .option("--to <url>", "the receiver, instead of the report's")
    .addHelpText("after", "\nExample:\n  hookwright replay report.json tolerates-reordering")
    .action(async (file: string, id: string | undefined, flags: ReplayFlags) => {
      const { words, code } = failureIn(await readReport(file), id).counterexample?.replay ?? {};
      if (!words)
        throw refuse("the report is of a receiver in another process's memory, or had functions", `Call: ${code}`);
      if (words[0] !== "verify")
        throw refuse(`the report asks for "${words[0]}"`, "Only verifications are done again.");
      // A report may be anybody's: where it sends the secret to, and which code it runs, is for the user to allow.
      const named = words[words.indexOf("--config") + 1];
      if (words.includes("--config") && flags.config === undefined)
        throw refuse(`the report is of the config ${named}, which is code`, `Give --config ${named} to run it.`);
      const own = without(words, "--config")
        .filter((word) => word !== "--allow-remote")
        .map(withSecret);
      const allowed = flags.allowRemote ? ["--allow-remote"] : [];
      await program.parseAsync([...complete(own, flags), ...allowed], { from: "user" });
    });
};
