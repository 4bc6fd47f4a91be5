import { authenticate, authOf } from "../mocks/auth.ts";
import { send } from "../mocks/send.ts";
import type { Sender } from "../mocks/sender.ts";
import { openTarget, type Target } from "../mocks/target.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Provider, Subject } from "../schemas/provider.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import type { Check, CheckId, Outcome } from "./check.ts";
import { checks } from "./checks.ts";
import type { CheckResult, Report } from "./generated/report.ts";
import { replayOf } from "./replay.ts";
import { summarise } from "./report.ts";
import { HookFailure, openSession, type Session, type SessionOptions } from "./session.ts";

/** What `verifyReceiver` takes. */
export interface VerifyOptions<S extends object = Subject> extends SessionOptions<S> {
  /** Run only these. */
  check?: readonly CheckId[];
  /** Leave these out, each with a reason that the report repeats. */
  skip?: Readonly<Partial<Record<CheckId, string>>>;
  /** Failed warnings fail the report, too. @default false */
  strict?: boolean;
  /** The URL that a receiver in this process sees. @default 'http://localhost/' */
  url?: string;
}

const RUNS = 2 ** 32;

// Never the same twice: a receiver that remembers ids must not meet an old one.
const freshRun = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? Date.now() % RUNS;

const checkNames = (options: VerifyOptions): void => {
  const known = checks.map(({ id }) => id);
  const given = [...(options.check ?? []), ...Object.keys(options.skip ?? {})];
  const unknown = given.find((id) => !known.includes(id as CheckId));
  if (unknown !== undefined) throw unknownName("check", unknown, known);
};

const checkNumbers = (options: VerifyOptions): void => {
  for (const name of ["timeout", "runs", "concurrency"] as const) {
    const value = options[name];
    if (value !== undefined && (!Number.isInteger(value) || value < 1))
      throw new HookwrightError(
        "invalid-option",
        `Failed to verify: ${name} is ${value}. Give a whole number from 1 on.`,
      );
  }
};

/** Asks once, harmlessly, before any check: nothing can be said of a receiver that is not there. */
const knock = async (sender: Sender, timeout: number): Promise<void> => {
  const delivery = { method: "HEAD", query: {}, headers: {}, body: new Uint8Array(), due: new Date(), faults: [] };
  const { error } = await send(sender, delivery, timeout);
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
  checkNames(options);
  checkNumbers(options);
  authenticate(authOf(provider.definition, options), options.secret); // a secret that cannot be sent is refused before any check
  const sender = await openTarget(target, options);
  const inProcess = typeof target === "function" || (typeof target === "object" && "fetch" in target);
  const began = performance.now();
  try {
    if (!inProcess) await knock(sender, options.timeout ?? 10_000);
    const session = openSession(provider, sender, options, options.run ?? freshRun());
    const results: CheckResult[] = [];
    for (const check of checks) {
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
