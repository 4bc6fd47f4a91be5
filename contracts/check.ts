import type { Json } from "../schemas/json-schema.ts";
import type { CheckCase, CheckResult, Counterexample } from "./generated/report.ts";
import type { Session } from "./session/session.ts";

/** Ids of all checks: file name, command line value and heading alike. */
export type CheckId =
  | "accepts-valid"
  | "accepts-test-message"
  | "accepts-orphans"
  | "accepts-unknown-subjects"
  | "tolerates-drift"
  | "tolerates-other-events"
  | "follows-lifecycle"
  | "isolates-subjects"
  | "tolerates-reordering"
  | "tolerates-loss"
  | "ignores-duplicates"
  | "stays-deleted"
  | "responds-in-time"
  | "ignores-other-methods"
  | "survives-malformed"
  | "rejects-bad-secret";

/** What is wrong with a receiver. */
export interface Failed {
  result: "fail";
  summary: string;
  counterexample?: Omit<Counterexample, "replay">;
  notes?: string[];
  cases?: CheckCase[];
  /** What it was found with, so that just that can be done again, and the number of the first subject of it. */
  input?: Json;
  index?: number;
}

/** What a check found. */
export type Outcome =
  | { result: "pass"; notes?: string[]; cases?: CheckCase[] }
  | Failed
  | { result: "skip"; reason: string };

/** A property of a receiver. */
export interface Check {
  id: CheckId;
  severity: CheckResult["severity"];
  /** When it passes, in a sentence. */
  passes: string;
  /** Options that must be given, and checks that must not have failed. */
  needs: readonly ("observe" | "secret" | CheckId)[];
  /** It needs several subjects that were never used before. */
  fresh?: true;
  run(session: Session): Promise<Outcome>;
}
