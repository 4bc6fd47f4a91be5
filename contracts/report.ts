import type { CheckResult, Report } from "./generated/report.ts";
import { version } from "./generated/version.ts";
import type { VerifyOptions } from "./options/verify-options.ts";
import type { Session } from "./session/session.ts";
import { redact, redactAll, type Secrets } from "./wording/redact.ts";

export type { CheckResult, Counterexample, Report, SentDelivery } from "./generated/report.ts";

const SECRETS: ReadonlySet<string> = new Set(["secret", "headers", "replayAs"]);

// Of these a report says that they were given, and nothing more.
const isCode = (name: string, value: unknown): boolean => typeof value === "function" || name === "api";

// What the user wrote freely; the rest are words and numbers of ours, whatever the secret is.
const FREE: ReadonlySet<string> = new Set(["url", "overrides"]);

// Options as JSON: no secrets, functions by name.
const shownOptions = (options: object, secrets: Secrets): Report["options"] => {
  const entries = Object.entries(options).filter(([name, value]) => value !== undefined && !SECRETS.has(name));
  const functions = entries.filter(([name, value]) => isCode(name, value)).map(([name]) => name);
  const json = entries
    .filter(([name, value]) => !isCode(name, value))
    .map(([name, value]) => [name, FREE.has(name) ? redactAll(value, secrets) : value] as const);
  return { ...Object.fromEntries(json), ...(functions.length > 0 && { functions }) };
};

const quantile = (sorted: readonly number[], part: number): number => {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return Math.round(value * 100) / 100;
};

/** How many checks passed, failed, warned and were skipped. */
export const countResults = (results: readonly CheckResult[]): Report["counts"] => {
  const count = (test: (result: CheckResult) => boolean) => results.filter(test).length;
  return {
    pass: count(({ result }) => result === "pass"),
    fail: count(({ result, severity }) => result === "fail" && severity === "error"),
    warn: count(({ result, severity }) => result === "fail" && severity === "warning"),
    skip: count(({ result }) => result === "skip"),
  };
};

/** How the reason begins for which state could not be judged although it was to be seen. */
export const INVISIBLE = "nothing became visible";

/** How the reason begins where no shape of deliveries is known to be read. */
export const UNCLEAR = "cannot tell which envelope is read";

/** The reason of a check that was never begun, since the receiver died or the run was stopped. */
export const NOT_RUN = "not run";

/** How the reason begins of the check during which the run was stopped. */
export const STOPPED = "stopped during";

/** Why a check is skipped that needs what was not given. */
export const notGiven = (need: string): string => `no ${need} given`;

const NOT_GIVEN: readonly string[] = ["observe", "secret"].map(notGiven);

const UNJUDGED: readonly unknown[] = [NOT_RUN, "rate limited, try --rate", "blocked by responds-in-time"];

/**
 * Errors for which nothing was found because nothing could be seen: that is no pass. What was not given, and a state that
 * never became visible, may be as the user wants it, as long as something else was checked.
 */
export const unjudgedIn = ({ kind, checks, options }: Pick<Report, "kind" | "checks" | "options">): CheckResult[] => {
  if (kind !== "verify") return [];
  const isEmpty = checks.every(({ result }) => result === "skip");
  const isUnjudged = (reason: string): boolean =>
    UNJUDGED.includes(reason) ||
    reason.startsWith(UNCLEAR) ||
    ((isEmpty || options["strict"] === true) && reason.startsWith(INVISIBLE)) ||
    (isEmpty && NOT_GIVEN.includes(reason));
  return checks.filter(({ severity, reason = "" }) => severity === "error" && isUnjudged(reason));
};

/** Whether a run was stopped before its end: between two checks there is no time to stop it. */
export const isStopped = (checks: readonly CheckResult[]): boolean =>
  checks.some(({ reason }) => reason?.startsWith(STOPPED)) || checks.every(({ reason }) => reason === NOT_RUN);

/** The report of a session. */
export const summarise = (
  session: Session,
  checks: CheckResult[],
  options: VerifyOptions,
  { envelope, durationMs }: Pick<Report, "envelope" | "durationMs">,
): Report => {
  const { provider, seed, run, startedAt, url, inProcess } = session;
  const counts = countResults(checks);
  const receiver = options.replayAs && "receiver" in options.replayAs ? options.replayAs.receiver : undefined;
  const times = [...session.times].sort((a, b) => a - b);
  return {
    version: 1,
    hookwright: version,
    kind: "verify",
    ...(receiver !== undefined && { receiver }),
    provider: provider.name,
    target: inProcess ? "in process" : redact(url, session.secrets),
    startedAt: new Date(startedAt).toISOString(),
    durationMs,
    seed,
    run,
    start: new Date(options.start ?? startedAt).toISOString(),
    options: shownOptions(options, session.secrets),
    envelope,
    passed:
      counts.fail === 0 &&
      !(options.strict && counts.warn > 0) &&
      !(session.isDead() || (session.options.signal?.aborted && isStopped(checks))) &&
      unjudgedIn({ kind: "verify", checks, options: { strict: options.strict === true } }).length === 0,
    counts,
    deliveries: {
      sent: session.sent(),
      p50Ms: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      maxMs: quantile(times, 1),
    },
    checks,
  };
};
