import { readFile, stat } from "node:fs/promises";
import type { Command } from "commander";
import { visible } from "../contracts/formats/visible.ts";
import { GIVEN, SECRET_VARIABLE } from "../contracts/wording/redact.ts";
import { shellQuote } from "../contracts/wording/shell-quote.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { isObject } from "../schemas/is-object.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import { checkRemote, secretOf } from "./flags/receiver-options.ts";
import type { CaptureFlags } from "./replay-captures.ts";

/** What `replay` is told on the command line. */
export interface ReplayFlags extends Omit<CaptureFlags, "to"> {
  config?: string;
  to?: string;
}

const refuse = (problem: string, advice: string, cause?: unknown): HookwrightError =>
  new HookwrightError("invalid-option", `Failed to replay: ${problem}. ${advice}`, { cause });

/** A check that failed, and how to see that again. */
interface Failure {
  id: string;
  /** Absent where the receiver was a function. */
  words?: readonly string[];
  code?: string;
}

// A report may be anybody's, and of any version.
const failuresIn = (checks: readonly unknown[]): Failure[] =>
  checks.filter(isObject).flatMap(({ id, counterexample }) => {
    if (counterexample === undefined) return [];
    const { words, code } =
      isObject(counterexample) && isObject(counterexample["replay"]) ? counterexample["replay"] : {};
    return {
      id: visible(String(id)),
      ...(Array.isArray(words) && { words: words.map(String) }),
      ...(typeof code === "string" && { code: visible(code) }),
    };
  });

const LARGEST = 2 ** 28; // bytes: no report is larger

const readText = async (file: string): Promise<string> => {
  try {
    const found = await stat(file);
    return found.isDirectory() || found.size > LARGEST ? "" : await readFile(file, "utf8");
  } catch (cause) {
    throw refuse(
      (cause as Error).message,
      "Give the file of a report, as `verify --report json --out` writes it, or files of captures.",
      cause,
    );
  }
};

/** What failed by the report that a file is, whatever its name; `undefined` for any other content. */
export const readFailures = async (file: string): Promise<Failure[] | undefined> => {
  const text = await readText(file);
  try {
    const report: unknown = JSON.parse(text);
    return isObject(report) && Array.isArray(report["checks"]) ? failuresIn(report["checks"]) : undefined;
  } catch {
    return undefined;
  }
};

/** The failure to see again: of the check that is named, else the first, and then the others are named. */
const failureIn = (failures: readonly Failure[], id: string | undefined): Failure => {
  const names = failures.map((failure) => failure.id);
  if (id !== undefined && !names.includes(id)) throw unknownName("failed check of this report", id, names);
  const found = id === undefined ? failures[0] : failures.find((failure) => failure.id === id);
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

// Flags of a replay command, as reports have them.
const VALUED = new Set(
  [
    ...[
      "to",
      "config",
      "secret",
      "auth",
      "header",
      "envelope",
      "seed",
      "start",
      "timeout",
      "concurrency",
      "rate",
      "runs",
    ],
    ...[
      "case",
      "check",
      "profile",
      "ignore",
      "settle",
      "observe",
      "view",
      "prepare",
      "cleanup",
      "mock",
      "expect",
      "set",
    ],
  ].map((name) => `--${name}`),
);
const BARE = new Set(["--strict", "--allow-remote"]);
const CALLED: readonly string[] = ["--observe", "--prepare", "--cleanup", "--mock"];

/** Refuses what no report of ours has: a report may be anybody's, and its words are a command. */
const checkWords = ([command, , ...words]: readonly string[], { allowRemote }: ReplayFlags): void => {
  if (command !== "verify")
    throw refuse(`the report asks for "${visible(command ?? "")}"`, "Only verifications are done again.");
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (BARE.has(word)) continue;
    if (!VALUED.has(word)) throw refuse(`the report asks for "${visible(word)}"`, "No report of a verification does.");
    i++;
    if (CALLED.includes(word)) checkRemote(words[i], allowRemote);
  }
};

const OF_CAPTURES = ["auth", "timeout", "rate", "json", "provider"] as const;

/** Runs the command that a report has for a failure. */
export const replayReport = async (
  program: Command,
  failures: readonly Failure[],
  id: string | undefined,
  flags: ReplayFlags,
): Promise<void> => {
  const stray = OF_CAPTURES.find((name) => flags[name] !== undefined);
  if (stray !== undefined) throw refuse(`--${stray} is for captures`, "A report has its own; leave it out.");
  const { id: check, words, code } = failureIn(failures, id);
  if (!words && code === undefined)
    throw refuse(
      `the report does not say how to see ${check} again`,
      "Write it anew, by `verify --report json --out`.",
    );
  if (!words)
    throw refuse("the report is of a receiver in another process's memory, or had functions", `Call: ${code}`);
  // Where it sends the secret to, and which code it runs, is for the user to allow.
  checkWords(words, flags);
  const named = visible(words[words.indexOf("--config") + 1] ?? "");
  if (words.includes("--config") && flags.config === undefined)
    throw refuse(`the report is of the config ${named}, which is code`, `Give --config ${named} to run it.`);
  const own = without(words, "--config")
    .filter((word) => word !== "--allow-remote")
    .map((word) => withSecret(word, flags));
  const allowed = flags.allowRemote ? ["--allow-remote"] : [];
  await program.parseAsync([...complete(own, flags), ...allowed], { from: "user" });
};
