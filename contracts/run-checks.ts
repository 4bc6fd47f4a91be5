import { classify } from "../mocks/classify.ts";
import type { Sender } from "../mocks/sender.ts";
import { openTarget, type Target } from "../mocks/target.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Provider } from "../schemas/provider.ts";
import type { Check, Outcome } from "./check.ts";
import { checks } from "./checks.ts";
import type { CheckResult, Counterexample, Report } from "./generated/report.ts";
import { redact } from "./redact.ts";
import { replayOf } from "./replay.ts";
import { summarise } from "./report.ts";
import { openSession, type Session } from "./session.ts";
import { checkOptions, type VerifyOptions } from "./verify-options.ts";
import { GivenFunctionFailure } from "./watcher.ts";

const RUNS = 2 ** 32;

// Never the same twice: a receiver that remembers ids must not meet an old one.
const freshRun = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? Date.now() % RUNS;

/** Knocks before any check: nothing can be said of a receiver that is not there. */
const knock = async (sender: Sender): Promise<void> => {
  try {
    await sender.knock();
  } catch (cause) {
    const code = classify(cause);
    if (code !== "refused" && code !== "dns") return; // anything else is for the checks to meet
    throw new HookwrightError(
      "nothing-listening",
      `Failed to reach the receiver: nothing listens at ${sender.url} (${code}). Start it, or mend the URL.`,
      { cause },
    );
  }
};

const reasonToSkip = (check: Check, options: VerifyOptions, done: readonly CheckResult[]): string | undefined => {
  const given: Readonly<Record<string, unknown>> = { observe: options.observe, secret: options.secret };
  for (const need of check.needs) {
    if (need in given && given[need] === undefined) return `no ${need} given`;
    const needed = done.find(({ id }) => id === need);
    const blocked = needed?.result === "fail" || needed?.reason?.startsWith("blocked by");
    if (blocked) return `blocked by ${need}`;
  }
  return undefined;
};

const runCheck = async (check: Check, session: Session): Promise<Outcome> => {
  try {
    return await check.run(session);
  } catch (error) {
    if (error instanceof GivenFunctionFailure)
      return { result: "fail", summary: redact(error.message, session.secrets) };
    throw error;
  }
};

const toResult = (
  outcome: Outcome,
  replay: () => Counterexample["replay"],
): Pick<CheckResult, "result" | "notes"> & Partial<CheckResult> => {
  if (outcome.result === "skip") return { ...outcome, notes: [] };
  if (outcome.result === "pass") return { ...outcome, notes: outcome.notes ?? [] };
  const { counterexample, notes = [], ...rest } = outcome;
  return { ...rest, notes, ...(counterexample && { counterexample: { ...counterexample, replay: replay() } }) };
};

/** Runs one check, unless something speaks against it, and measures it. */
const judge = async (
  check: Check,
  session: Session,
  options: VerifyOptions,
  done: readonly CheckResult[],
): Promise<CheckResult> => {
  const { id } = check;
  const severity = session.provider.definition.severities?.[id]?.severity ?? check.severity;
  const reason = options.skip?.[id] ?? reasonToSkip(check, options, done);
  const [sent, began] = [session.sent(), performance.now()];
  const outcome: Outcome = reason === undefined ? await runCheck(check, session) : { result: "skip", reason };
  const measured = { deliveries: session.sent() - sent, durationMs: Math.round(performance.now() - began) };
  return { id, severity, ...measured, ...toResult(outcome, () => replayOf(session, id, options)) };
};

/** Runs the checks against a receiver; `verifyReceiver` says the rest. */
export const runChecks = async (provider: Provider, target: Target, options: VerifyOptions): Promise<Report> => {
  checkOptions(provider, options);
  const sender = await openTarget(target, options);
  const began = performance.now();
  try {
    await knock(sender);
    const session = openSession(provider, sender, options, options.run ?? freshRun());
    const results: CheckResult[] = [];
    for (const [position, check] of checks.entries()) {
      if (options.check && !options.check.includes(check.id)) continue;
      session.enter(position, checks.length);
      results.push(await judge(check, session, options, results));
    }
    return summarise(session, results, options, Math.round(performance.now() - began));
  } finally {
    await sender.close();
  }
};
