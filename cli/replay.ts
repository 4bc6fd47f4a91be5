import { readFile, stat } from "node:fs/promises";
import type { Command } from "commander";
import { GIVEN, SECRET_VARIABLE } from "../contracts/redact.ts";
import type { CheckResult, Report } from "../contracts/report.ts";
import { shellQuote } from "../contracts/shell-quote.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { isObject } from "../schemas/is-object.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import { withOptions } from "./options.ts";
import { secretOf } from "./receiver-options.ts";
import { type CaptureFlags, replayCaptures } from "./replay-captures.ts";

const refuse = (problem: string, advice: string, cause?: unknown): HookwrightError =>
  new HookwrightError("invalid-option", `Failed to replay: ${problem}. ${advice}`, { cause });

const LARGEST = 2 ** 28; // bytes: no report is larger

/** The report that a file is, whatever its name; `undefined` for any other content. */
const readReport = async (file: string): Promise<Report | undefined> => {
  const read = async (): Promise<string> => ((await stat(file)).size > LARGEST ? "" : readFile(file, "utf8"));
  const text = await read().catch((cause: Error) => {
    throw refuse(
      cause.message,
      "Give the file of a report, as `verify --report json --out` writes it, or files of captures.",
      cause,
    );
  });
  try {
    const report: unknown = JSON.parse(text);
    return isObject(report) && Array.isArray(report["checks"]) ? (report as unknown as Report) : undefined;
  } catch {
    return undefined;
  }
};

interface ReplayFlags extends Omit<CaptureFlags, "to"> {
  config?: string;
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

const withSecret = (word: string, flags: ReplayFlags): string => {
  if (!word.includes(SECRET_VARIABLE)) return word;
  const { secret } = secretOf(flags);
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

const OF_CAPTURES = ["auth", "timeout", "rate", "json"] as const;

const replayReport = async (
  program: Command,
  report: Report,
  id: string | undefined,
  flags: ReplayFlags,
): Promise<void> => {
  const stray = OF_CAPTURES.find((name) => flags[name] !== undefined);
  if (stray !== undefined) throw refuse(`--${stray} is for captures`, "A report has its own; leave it out.");
  const { words, code } = failureIn(report, id).counterexample?.replay ?? {};
  if (!words)
    throw refuse("the report is of a receiver in another process's memory, or had functions", `Call: ${code}`);
  if (words[0] !== "verify") throw refuse(`the report asks for "${words[0]}"`, "Only verifications are done again.");
  // A report may be anybody's: where it sends the secret to, and which code it runs, is for the user to allow.
  const named = words[words.indexOf("--config") + 1];
  if (words.includes("--config") && flags.config === undefined)
    throw refuse(`the report is of the config ${named}, which is code`, `Give --config ${named} to run it.`);
  const own = without(words, "--config")
    .filter((word) => word !== "--allow-remote")
    .map((word) => withSecret(word, flags));
  const allowed = flags.allowRemote ? ["--allow-remote"] : [];
  await program.parseAsync([...complete(own, flags), ...allowed], { from: "user" });
};

/** `hookwright replay`: what a report found, or what was captured, once more. */
export const addReplay = (program: Command): void => {
  const command = program
    .command("replay <file> [more...]")
    .usage("[options] <report> [check]\n       hookwright replay [options] --to <url> <captures...>")
    .description(
      "do again what a report in JSON found, the first failure or that of a check; or send what was captured",
    );
  withOptions(command, ["header", "config", "allowRemote", "secret", "secretEnv", "auth", "timeout", "rate"])
    .option("--to <url>", "the receiver, instead of the report's; {provider} in it is each capture's")
    .option("--json", "of captures: one exchange a line")
    .addHelpText(
      "after",
      "\nExamples:\n  hookwright replay report.json tolerates-reordering\n  hookwright replay captures/*.ndjson --to http://127.0.0.1:3000/webhooks/cloudflare",
    )
    .action(async (file: string, more: string[], flags: ReplayFlags) => {
      const report = await readReport(file);
      if (report) return replayReport(program, report, more[0], flags);
      if (flags.to === undefined) throw refuse("captures do not say where to", "Give the receiver by --to.");
      if (flags.config !== undefined)
        throw refuse("--config is for reports", "Captures go where --to says; leave it out.");
      return replayCaptures([file, ...more], { ...flags, to: flags.to });
    });
};
