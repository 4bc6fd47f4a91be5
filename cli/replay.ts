import type { Command } from "commander";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import { many, withOptions } from "./flags/options.ts";
import { replayCaptures } from "./replay-captures.ts";
import { type ReplayFlags, readFailures, replayReport } from "./replay-report.ts";

const refuse = (problem: string, advice: string): HookwrightError =>
  new HookwrightError("invalid-option", `Failed to replay: ${problem}. ${advice}`);

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
    .option(
      "--provider <provider>",
      "of captures: whose requests are known; the built-in ones unless given (repeatable)",
      many,
    )
    .option("--json", "of captures: one exchange a line")
    .addHelpText(
      "after",
      "\nOf a folder every *.ndjson is sent. Exit code 1 where lines are broken, 2 where nothing can be sent.\n\nExamples:\n  hookwright replay report.json tolerates-reordering\n  hookwright replay captures --to http://127.0.0.1:3000/webhooks/cloudflare",
    )
    .action(async (file: string, more: string[], flags: ReplayFlags) => {
      const failures = await readFailures(file);
      if (failures) return replayReport(program, failures, more[0], flags);
      if (flags.to === undefined) throw refuse("captures do not say where to", "Give the receiver by --to.");
      if (flags.config !== undefined)
        throw refuse("--config is for reports", "Captures go where --to says; leave it out.");
      return replayCaptures([file, ...more], { ...flags, to: flags.to });
    });
};
