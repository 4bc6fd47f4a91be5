import { type Command, Option } from "commander";
import { reportFormats } from "../contracts/format-report.ts";
import type { Report } from "../contracts/report.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { type Chosen, chooseAll, chooseReceiver } from "./flags/choose-receivers.ts";
import { SENDING, withOptions } from "./flags/options.ts";
import { type SecretSource, secretSourceOf } from "./flags/receiver-options.ts";
import { type VerifyFlags, verifyOptions } from "./flags/verify-flags.ts";
import { INTERRUPTED, onInterrupt } from "./interrupt.ts";
import { mockOver } from "./mock-over-http.ts";
import { beginReport, printReport } from "./printing/print-report.ts";
import { beginReports, printReports } from "./printing/print-reports.ts";
import { openProgressLine, type ProgressLine } from "./printing/progress-line.ts";

const USAGE = 2;

/** What verifications of one command have in common: Ctrl-C ends them all. */
interface Run {
  flags: VerifyFlags;
  secretSource: SecretSource;
  signal: AbortSignal;
  /** The line of the verification that runs. */
  line?: ProgressLine;
}

const startRun = (flags: VerifyFlags, secretSource: SecretSource, isCleaning: boolean): Run => {
  const run: Run = {
    flags,
    secretSource,
    signal: onInterrupt(() => {
      run.line?.stop();
      const rest = isCleaning ? " Cleaning up; Ctrl-C again ends it at once." : "";
      console.error(`[hookwright] Stopped ${run.line?.when() ?? "before the first check"}.${rest}`);
    }),
  };
  return run;
};

const verifyOne = async (chosen: Chosen, run: Run): Promise<Report> => {
  const { provider, target } = chosen;
  const { flags, secretSource, signal } = run;
  const { verifyReceiver } = await import("../contracts/verify.ts");
  const options = {
    ...verifyOptions(chosen, flags, secretSource),
    ...(flags.mock !== undefined && { api: await mockOver(flags.mock, provider) }),
  };
  const line = await openProgressLine();
  run.line = line;
  return verifyReceiver(provider, target, { ...options, signal, onProgress: line.onProgress }).finally(line.stop);
};

const exitCode = ({ passed }: Report, { signal }: Run): number => (signal.aborted ? INTERRUPTED : passed ? 0 : 1);

const isCleaning = (flags: VerifyFlags, all: readonly Chosen[]): boolean =>
  flags.cleanup !== undefined || all.some(({ options }) => options.cleanup !== undefined);

const verifyNamed = async (name: string, flags: VerifyFlags, secretSource: SecretSource): Promise<void> => {
  const chosen = await chooseReceiver(name, flags);
  await beginReport(flags);
  const run = startRun(flags, secretSource, isCleaning(flags, [chosen]));
  const report = await verifyOne(chosen, run);
  await printReport(report, flags);
  process.exitCode = exitCode(report, run);
};

// What is about one receiver cannot be asked of all.
const refuseForAll = ({ to, case: one }: VerifyFlags): void => {
  const flag = to === undefined ? (one === undefined ? undefined : "--case") : "--to";
  if (flag !== undefined)
    throw new HookwrightError(
      "invalid-option",
      `Failed to verify all receivers: ${flag} is about a single one. Name it: verify <receiver-or-provider> ${flag} ...`,
    );
};

/** A mistake about one receiver is said, and the others are verified all the same. */
const sayMistake = (error: unknown, { name }: Chosen): undefined => {
  if (!(error instanceof HookwrightError)) throw error;
  console.error(error.message.replace("[hookwright] ", `[hookwright] ${name}: `));
};

const verifyAll = async (flags: VerifyFlags, secretSource: SecretSource): Promise<void> => {
  refuseForAll(flags);
  const all = await chooseAll(flags);
  await beginReports(flags);
  const run = startRun(flags, secretSource, isCleaning(flags, all));
  const reports: Report[] = [];
  let worst = 0;
  try {
    for (const chosen of all) {
      if (run.signal.aborted) break;
      const report = await verifyOne(chosen, run).catch((error: unknown) => sayMistake(error, chosen));
      if (report) reports.push(report);
      worst = Math.max(worst, report ? exitCode(report, run) : USAGE);
    }
  } finally {
    await printReports(reports, flags); // of those that have ended, whatever happened to the next
  }
  process.exitCode = worst;
};

const verify = async (name: string | undefined, flags: VerifyFlags, command: Command): Promise<void> => {
  const secretSource = secretSourceOf(command);
  await (name === undefined ? verifyAll(flags, secretSource) : verifyNamed(name, flags, secretSource));
};

/** `hookwright verify`: the checks against a receiver behind a URL. */
export const addVerify = (program: Command): void => {
  const command = program
    .command("verify [receiver-or-provider]")
    .description("check a receiver and print the report; without a name all receivers of hookwright.config.ts");
  withOptions(command, [
    ...SENDING,
    "config",
    "expect",
    "set",
    "ignore",
    "runs",
    "rate",
    "check",
    "case",
    "skip",
    "settle",
  ])
    .option("--observe <url>", "where to see a subject's state; {id} and its like are fields of the subject")
    .option("--view <pointer>", "the state in what was observed")
    .option("--prepare <url>", "where to POST a subject before its first event")
    .option("--cleanup <url>", "where to POST each subject when all is done")
    .option("--mock <url>", "of a running `hookwright mock`: its API is in each event's state when the event comes")
    .addOption(
      new Option("--profile <profile>", "smoke sends one lifecycle and nothing hostile").choices(["full", "smoke"]),
    )
    .option("--strict", "failed warnings fail, too")
    .addOption(new Option("--report <format>", "of the report").choices(reportFormats).default("text"))
    .option("--out <file>", "write the report to a file; of all receivers, each to a file in this folder")
    .addHelpText(
      "after",
      "\nExamples:\n  hookwright verify cloudflare --to http://127.0.0.1:3000/webhooks/cloudflare --secret s3cret\n  hookwright verify web",
    )
    .action(verify);
};
