import type { CheckResult, Report } from "../generated/report.ts";
import { version } from "../generated/version.ts";
import { countResults } from "../report.ts";

/** What a report of pacts is made of. */
export interface PactRun {
  provider: string;
  target: string;
  /** Milliseconds since the epoch. */
  began: number;
  options: object;
  checks: CheckResult[];
  strict: boolean;
}

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

const sayOptions = (options: object): Report["options"] => {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const isCode = (value: unknown): boolean =>
    typeof value === "function" ||
    (typeof value === "object" && Object.values(Object(value)).some((one) => typeof one === "function"));
  const functions = given.filter(([, value]) => isCode(value)).map(([name]) => name);
  return {
    ...Object.fromEntries(given.filter(([, value]) => !isCode(value))),
    ...(functions.length > 0 && { functions }),
  };
};

/** The report of a run of pacts; one in which nothing was verified is not passed. */
export const pactReport = (run: PactRun): Report => {
  const { provider, target, began, options, strict, checks } = run;
  const counts = countResults(checks);
  const times = checks
    .flatMap(({ deliveries, durationMs }) => (deliveries > 0 ? [durationMs] : []))
    .sort((a, b) => a - b);
  const startedAt = new Date(began).toISOString();
  return {
    version: 1,
    hookwright: version,
    kind: "pact",
    provider,
    target,
    startedAt,
    durationMs: Date.now() - began,
    seed: 0,
    run: 0,
    start: startedAt,
    options: sayOptions(options),
    envelope: { used: "none" },
    passed: counts.fail === 0 && !(strict && counts.warn > 0) && counts.pass + counts.warn > 0,
    counts,
    deliveries: {
      sent: checks.reduce((sum, { deliveries }) => sum + deliveries, 0),
      p50Ms: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      maxMs: quantile(times, 1),
    },
    checks,
  };
};
