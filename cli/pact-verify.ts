import { type Command, Option } from "commander";
import { reportFormats } from "../contracts/format-report.ts";
import { prepareBy, statesBy } from "../contracts/options/state-over-http.ts";
import { pactOptionsOf } from "../contracts/pact/pact-receiver.ts";
import type { VerifyPactOptions } from "../contracts/pact/verify-pact-options.ts";
import type { Report } from "../contracts/report.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { filesIn } from "./files/files-in.ts";
import { chooseReceiver } from "./flags/choose-receivers.ts";
import { withOptions } from "./flags/options.ts";
import { defined, type ReceiverFlags, receiverOptions, secretSourceOf, withFlags } from "./flags/receiver-options.ts";
import { INTERRUPTED, onInterrupt } from "./interrupt.ts";
import { beginReport, printReport, type ReportFlags } from "./printing/print-report.ts";

interface PactVerifyFlags extends ReceiverFlags, ReportFlags {
  receiver?: string;
  stateUrl?: string;
  prepare?: string;
  cleanup?: string;
  strict?: boolean;
}

type Own = ReturnType<typeof pactOptionsOf>;

// Without --to the first word is a receiver of the config; the paths are in the files.
const receiverAndFiles = async (
  words: readonly string[],
  flags: PactVerifyFlags,
): Promise<[Own, readonly string[]]> => {
  if (flags.to !== undefined) return [{ target: flags.to }, words];
  const [name = "", ...files] = words;
  const own = pactOptionsOf(await chooseReceiver(name, flags));
  if (files.length > 0) return [own, files];
  throw new HookwrightError(
    "invalid-option",
    `Failed to verify pacts with the receiver "${name}": no file is named. Name the files after it.`,
  );
};

const givenOptions = (flags: PactVerifyFlags): Partial<VerifyPactOptions> => {
  const { secret, timeout } = receiverOptions(flags);
  const { receiver, strict, stateUrl, prepare, cleanup } = flags;
  return {
    ...defined({ secret, timeout, receiver, strict }),
    ...(stateUrl !== undefined && { states: statesBy(stateUrl) }),
    ...(prepare !== undefined && { prepare: prepareBy(prepare) }),
    ...(cleanup !== undefined && { cleanup: prepareBy(cleanup) }),
  };
};

const UNVERIFIED = 2;

const exitCode = ({ passed, deliveries }: Report): number => (deliveries.sent === 0 ? UNVERIFIED : passed ? 0 : 1);

const verify = async (words: readonly string[], flags: PactVerifyFlags, command: Command): Promise<void> => {
  const [own, files] = await receiverAndFiles(words, flags);
  const options = withFlags<VerifyPactOptions>(
    { ...own, files: await filesIn(files, ".json") },
    givenOptions(flags),
    secretSourceOf(command),
  );
  const { verifyPact } = await import("../contracts/pact/verify-pact.ts");
  await beginReport(flags);
  const signal = onInterrupt(() => console.error("[hookwright] Stopped."));
  const report = await verifyPact({ ...options, signal });
  await printReport(report, flags);
  process.exitCode = signal.aborted ? INTERRUPTED : exitCode(report);
};

/** `hookwright pact verify`: a receiver against Pact files, by Pact's own engine. */
export const addPactVerify = (pact: Command): void => {
  const command = pact
    .command("verify <receiver-or-file...>")
    .usage("[options] [receiver] <file...>")
    .description("verify a receiver against Pact files, with Pact's own engine (@pact-foundation/pact-core)");
  withOptions(command, ["to", "config", "secret", "secretEnv", "timeout", "allowRemote"])
    .option(
      "--receiver <name>",
      "the receiver's name: files about another are refused (default: that of the first file)",
    )
    .option("--state-url <url>", "where to POST { action, state, params } before and after each interaction")
    .option("--prepare <url>", "where to POST the subject of a state before its first interaction")
    .option("--cleanup <url>", "where to POST each prepared subject when all is done")
    .option("--strict", "a state that nothing brings about fails")
    .addOption(new Option("--report <format>", "of the report").choices(reportFormats).default("text"))
    .option("--out <file>", "write the report to a file")
    .addHelpText(
      "after",
      "\nWithout --to the first word is a receiver of hookwright.config.ts. The URL is what comes before the paths in the files. The secret takes the place of the one in files of hookwright's.\nOf a folder every *.json is verified. Exit code 2 where nothing could be verified.\n\nExamples:\n  hookwright pact verify web pacts\n  hookwright pact verify node_modules/hookwright/contracts/pacts/cloudflare-*.json --to http://127.0.0.1:3000 --secret s3cret --prepare http://127.0.0.1:3000/prepare/cloudflare",
    )
    .action(verify);
};
