import { type Command, Option } from "commander";
import { reportFormats } from "../contracts/format-report.ts";
import type { VerifyPactOptions } from "../contracts/pact/verify-pact.ts";
import type { Report } from "../contracts/report.ts";
import { prepareBy, statesBy } from "../contracts/state-over-http.ts";
import { INTERRUPTED, onInterrupt } from "./interrupt.ts";
import { withOptions } from "./options.ts";
import { beginReport, printReport, type ReportFlags } from "./print-report.ts";
import { defined, type ReceiverFlags, receiverOptions } from "./receiver-options.ts";

interface PactVerifyFlags extends ReceiverFlags, ReportFlags {
  receiver?: string;
  stateUrl?: string;
  prepare?: string;
  cleanup?: string;
  strict?: boolean;
}

const toOptions = (files: readonly string[], flags: PactVerifyFlags): VerifyPactOptions => {
  const { secret, timeout } = receiverOptions(flags);
  const { receiver, strict, stateUrl, prepare, cleanup } = flags;
  return {
    ...{ files, target: flags.to },
    ...defined({ secret, timeout, receiver, strict }),
    ...(stateUrl !== undefined && { states: statesBy(stateUrl) }),
    ...(prepare !== undefined && { prepare: prepareBy(prepare) }),
    ...(cleanup !== undefined && { cleanup: prepareBy(cleanup) }),
  };
};

const UNVERIFIED = 2;

const exitCode = ({ passed, deliveries }: Report): number => (deliveries.sent === 0 ? UNVERIFIED : passed ? 0 : 1);

const verify = async (files: readonly string[], flags: PactVerifyFlags): Promise<void> => {
  const { verifyPact } = await import("../contracts/pact/verify-pact.ts");
  await beginReport(flags);
  const signal = onInterrupt(() => console.error("[hookwright] Stopped."));
  const report = await verifyPact({ ...toOptions(files, flags), signal });
  await printReport(report, flags);
  process.exitCode = signal.aborted ? INTERRUPTED : exitCode(report);
};

/** `hookwright pact verify`: a receiver against Pact files, by Pact's own engine. */
export const addPactVerify = (pact: Command): void => {
  const command = pact
    .command("verify <file...>")
    .description("verify a receiver against Pact files, with Pact's own engine (@pact-foundation/pact-core)");
  withOptions(command, ["to", "secret", "secretEnv", "timeout", "allowRemote"])
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
      "\nThe URL is what comes before the paths in the files. The secret takes the place of the one in files of hookwright's.\nExit code 2 where nothing could be verified.\n\nExample:\n  hookwright pact verify node_modules/hookwright/contracts/pacts/cloudflare-*.json --to http://127.0.0.1:3000 --secret s3cret --prepare http://127.0.0.1:3000/prepare/cloudflare",
    )
    .action(verify);
};
