import { send } from "../mocks/send.ts";
import type { Sender } from "../mocks/sender.ts";
import { openTarget, type Target } from "../mocks/target.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Provider } from "../schemas/provider.ts";
import type { Check, CheckId, Outcome } from "./check.ts";
import { checks } from "./checks.ts";
import type { CheckResult, Report } from "./generated/report.ts";
import { replayOf } from "./replay.ts";
import { summarise } from "./report.ts";
import { HookFailure, openSession, type Session } from "./session.ts";
import { checkOptions, type VerifyOptions } from "./verify-options.ts";

const RUNS = 2 ** 32;
const KNOCK_MS = 2000;

// Never the same twice: a receiver that remembers ids must not meet an old one.
const freshRun = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? Date.now() % RUNS;

/** Asks once, harmlessly, before any check: nothing can be said of a receiver that is not there. */
const knock = async (sender: Sender): Promise<void> => {
  const delivery = { method: "HEAD", query: {}, headers: {}, body: new Uint8Array(), due: new Date(), faults: [] };
  const { error } = await send(sender, delivery, KNOCK_MS);
  if (error?.code === "refused" || error?.code === "dns")
    throw new HookwrightError(
      "nothing-listening",
      `Failed to reach the receiver: nothing listens at ${sender.url} (${error.code}). Start it, or mend the URL.`,
    );
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
    if (error instanceof HookFailure) return { result: "fail", summary: error.message };
    throw error;
  }
};

/**
 * Runs the checks against a receiver. It never throws for what the receiver does: that is the report.
 * @throws HookwrightError `nothing-listening`, `unknown-name` or `invalid-option`
 * @example const report = await verifyReceiver(cloudflare, 'http://127.0.0.1:3000/webhooks', { secret: 's3cret' })
 */
export const verifyReceiver = async <E extends object, L extends string, S extends object>(
  typed: Provider<E, L, S>,
  target: Target,
  typedOptions: VerifyOptions<S> = {},
): Promise<Report> => {
  const provider = typed as unknown as Provider;
  const options = typedOptions as unknown as VerifyOptions;
  checkOptions(provider, options);
  const sender = await openTarget(target, options);
  const inProcess = typeof target === "function" || (typeof target === "object" && "fetch" in target);
  const began = performance.now();
  try {
    if (!inProcess) await knock(sender);
    const session = openSession(provider, sender, options, options.run ?? freshRun());
    const results: CheckResult[] = [];
    for (const [position, check] of checks.entries()) {
      session.enter(position);
      const chosen = options.check === undefined || options.check.includes(check.id);
      if (!chosen) continue;
      const severity = provider.definition.severities?.[check.id]?.severity ?? check.severity;
      const reason = options.skip?.[check.id] ?? reasonToSkip(check, options, results);
      const [sentBefore, startedAt] = [session.sent(), performance.now()];
      const outcome: Outcome = reason === undefined ? await runCheck(check, session) : { result: "skip", reason };
      const measured = {
        deliveries: session.sent() - sentBefore,
        durationMs: Math.round(performance.now() - startedAt),
      };
      results.push(
        toResult(check.id, severity, outcome, measured, () => replayOf(session, check.id, inProcess, options)),
      );
    }
    return summarise(session, results, { inProcess, options, durationMs: Math.round(performance.now() - began) });
  } finally {
    await sender.close();
  }
};

const toResult = (
  id: CheckId,
  severity: CheckResult["severity"],
  outcome: Outcome,
  measured: { deliveries: number; durationMs: number },
  replay: () => { command?: string; code: string },
): CheckResult => {
  const common = { id, severity, result: outcome.result, ...measured };
  if (outcome.result === "skip") return { ...common, reason: outcome.reason, notes: [] };
  if (outcome.result === "pass") return { ...common, notes: outcome.notes ?? [] };
  const { summary, counterexample, notes = [] } = outcome;
  return {
    ...common,
    summary,
    notes,
    ...(counterexample && { counterexample: { ...counterexample, replay: replay() } }),
  };
};
