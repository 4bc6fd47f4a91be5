import { type Command, Option } from "commander";
import type { CheckId } from "../contracts/check.ts";
import type { Words } from "../contracts/expectation.ts";
import { reportFormats } from "../contracts/format-report.ts";
import { observeBy, prepareBy } from "../contracts/state-over-http.ts";
import type { VerifyOptions } from "../contracts/verify-options.ts";
import { loadProvider } from "../generators/load-provider.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { getAt } from "../schemas/pointer.ts";
import type { Provider } from "../schemas/provider.ts";
import { INTERRUPTED, onInterrupt } from "./interrupt.ts";
import { mockOver } from "./mock-over-http.ts";
import { SENDING, withOptions } from "./options.ts";
import { beginReport, printReport, type ReportFlags } from "./print-report.ts";
import { openProgressLine } from "./progress-line.ts";
import { defined, type ReceiverFlags, receiverOptions } from "./receiver-options.ts";
import { readOverrides } from "./set.ts";

interface VerifyFlags extends ReceiverFlags, ReportFlags {
  observe?: string;
  view?: string;
  expect?: [string, string][];
  prepare?: string;
  cleanup?: string;
  mock?: string;
  set?: [string, string][];
  case?: string;
  ignore?: string[];
  rate?: number;
  profile?: "full" | "smoke";
  runs?: number;
  check?: string[];
  skip?: [string, string][];
  settle?: number;
  strict?: boolean;
}

// `status=a|b` is several words that will do, `status=` is nothing known.
const readWords = (text: string): Words => (text === "" ? undefined : text.includes("|") ? text.split("|") : text);

const readExpect = (pairs: readonly [string, string][]): Record<string, Words> => {
  return Object.fromEntries(pairs.map(([status, text]) => [status, readWords(text)]));
};

const readView = (pointer: string): ((observed: unknown) => unknown) => {
  if (!pointer.startsWith("/"))
    throw new HookwrightError(
      "invalid-option",
      `Failed to read --view "${pointer}": it is no JSON Pointer. Give one like /status.`,
    );
  return (observed) => getAt(observed, pointer);
};

// What the library is given as functions, the command that repeats a failure must be given as flags.
const replayFlags = (flags: VerifyFlags): string[] => {
  const { observe, prepare, cleanup, mock, view, settle, auth, allowRemote, expect = [], set = [] } = flags;
  return [
    ...Object.entries(defined({ observe, prepare, cleanup, mock, view, settle, auth })).flatMap(([name, value]) => [
      `--${name}`,
      String(value),
    ]),
    ...set.flatMap(([pointer, value]) => ["--set", `${pointer}=${value}`]),
    ...expect.flatMap(([status, word]) => ["--expect", `${status}=${word}`]),
    ...(allowRemote ? ["--allow-remote"] : []),
  ];
};

const toOptions = (name: string, flags: VerifyFlags, provider: Provider): VerifyOptions => ({
  ...receiverOptions(flags),
  replayAs: { provider: name, flags: replayFlags(flags) },
  ...defined({
    runs: flags.runs,
    settle: flags.settle,
    strict: flags.strict,
    ...{ case: flags.case, ignore: flags.ignore, rate: flags.rate, profile: flags.profile },
    check: flags.check as CheckId[] | undefined,
  }),
  ...(flags.set && { overrides: readOverrides(provider, flags.set) }),
  ...(flags.cleanup !== undefined && { cleanup: prepareBy(flags.cleanup) }),
  ...(flags.observe !== undefined && { observe: observeBy(flags.observe, provider) }),
  ...(flags.prepare !== undefined && { prepare: prepareBy(flags.prepare) }),
  ...(flags.view !== undefined && { view: readView(flags.view) }),
  ...(flags.expect && { expect: readExpect(flags.expect) }),
  ...(flags.skip && { skip: Object.fromEntries(flags.skip) }),
});

const verify = async (name: string, flags: VerifyFlags): Promise<void> => {
  const provider = await loadProvider(name);
  const { verifyReceiver } = await import("../contracts/verify.ts");
  await beginReport(flags);
  const options = {
    ...toOptions(name, flags, provider),
    ...(flags.mock !== undefined && { api: await mockOver(flags.mock, provider) }),
  };
  const line = await openProgressLine();
  const signal = onInterrupt(() => {
    line.stop();
    const rest = flags.cleanup === undefined ? "" : " Cleaning up; Ctrl-C again ends it at once.";
    console.error(`[hookwright] Stopped ${line.when()}.${rest}`);
  });
  const { onProgress } = line;
  const report = await verifyReceiver(provider, flags.to, { ...options, signal, onProgress }).finally(line.stop);
  await printReport(report, flags);
  process.exitCode = signal.aborted ? INTERRUPTED : report.passed ? 0 : 1;
};

/** `hookwright verify`: the checks against a receiver behind a URL. */
export const addVerify = (program: Command): void => {
  const command = program.command("verify <provider>").description("check a receiver and print the report");
  withOptions(command, [...SENDING, "expect", "set", "ignore", "runs", "rate", "check", "case", "skip", "settle"])
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
    .option("--out <file>", "write the report to a file")
    .addHelpText(
      "after",
      "\nExample:\n  hookwright verify cloudflare --to http://127.0.0.1:3000/webhooks/cloudflare --secret s3cret",
    )
    .action(verify);
};
