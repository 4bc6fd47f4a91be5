import type { CheckResult } from "../generated/report.ts";
import type { ReadInteraction } from "./read-pact.ts";
import type { VerifierAnswer, VerifierError, VerifierResult } from "./run-verifier.ts";

/** What the verifier found of one interaction. */
export interface Verdict {
  ok: boolean;
  durationMs: number;
  error?: VerifierError;
}

const SECOND = 1000;

// "247ms", "1.174s"
const toMs = (duration: string): number =>
  Math.round(Number.parseFloat(duration) * (duration.endsWith("ms") ? 1 : SECOND));

/**
 * What became of each interaction of a file, in order; `undefined` where there is no result. By the order and not by the key:
 * files before V4 have none.
 */
export const verdictsOf = ({ interactionResults, errors }: VerifierResult): Verdict[] => {
  const left = errors.values();
  return interactionResults.map(({ result, duration }) => {
    const durationMs = toMs(duration);
    if (result === "OK") return { ok: true, durationMs };
    const { value: error } = left.next();
    return { ok: false, durationMs, ...(error && { error }) };
  });
};

/** What is known beside the verifier's words. */
export interface Circumstances {
  /** Milliseconds for an answer. */
  timeout: number;
  /** What state handlers threw. */
  states: readonly string[];
  /** What a receiver of this process threw. */
  thrown: string | undefined;
  /** States that nothing brought about. */
  unhandled: readonly string[];
  strict: boolean;
  /** Takes secrets out of what others said. */
  redacted: (text: string) => string;
}

const UNSENT = /state change handlers? has failed/;
const BROKEN = /error sending request/;

const reasonOf = ({ error, durationMs }: Verdict, { timeout, states, thrown }: Circumstances): string => {
  const { message = "", mismatches = [] } = error?.mismatch ?? {};
  if (states.length > 0) return states.join("; ");
  if (mismatches.length > 0) return [...new Set(mismatches.map(({ mismatch }) => mismatch))].join("; ");
  if (!BROKEN.test(message)) return message === "" ? "the verifier gave no reason" : message;
  if (thrown !== undefined) return thrown;
  return durationMs >= timeout ? `there was no answer within ${timeout} ms` : "the connection broke before an answer";
};

const sayUnhandled = (state: string): string => `nothing brought about the state "${state}": give states or prepare`;

/** One interaction as a check. */
export const judgeInteraction = (
  { key, description, notes }: ReadInteraction,
  verdict: Verdict,
  circumstances: Circumstances,
): CheckResult => {
  const { states, unhandled, strict, redacted } = circumstances;
  const unsent = UNSENT.test(verdict.error?.mismatch.message ?? "");
  const common = {
    id: key,
    severity: "error" as const,
    deliveries: unsent ? 0 : 1,
    durationMs: verdict.durationMs,
    notes: [description, ...notes, ...unhandled.map(sayUnhandled)],
  };
  if (!verdict.ok)
    return { ...common, result: "fail", summary: `${description}: ${redacted(reasonOf(verdict, circumstances))}` };
  const [broken] = [...states, ...(strict ? unhandled.map(sayUnhandled) : [])]; // a state that could not be undone, too
  if (broken !== undefined) return { ...common, result: "fail", summary: `${description}: ${redacted(broken)}` };
  return { ...common, result: "pass" };
};

/** Checks of interactions that were not sent, with the reason. */
export const unsentCheck = (
  { key, description, notes }: ReadInteraction,
  result: "fail" | "skip",
  reason: string,
): CheckResult => ({
  id: key,
  severity: "error",
  result,
  deliveries: 0,
  durationMs: 0,
  notes: [description, ...notes],
  ...(result === "skip" ? { reason } : { summary: `${description}: ${reason}` }),
});

/** Why a whole file has no results, if it has none: pact-core says so in an error that belongs to no interaction. */
export const failureOf = (answer: VerifierAnswer, expected: number): string | undefined => {
  if ("failure" in answer) return answer.failure;
  const { interactionResults, errors } = answer;
  if (interactionResults.length === expected) return undefined;
  const reasons = errors.map(({ mismatch }) => mismatch.message ?? mismatch.type);
  return `the verifier ran ${interactionResults.length} of ${expected} interactions: ${reasons.join("; ")}`;
};
