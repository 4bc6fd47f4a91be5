import type { CheckCase, CheckResult, Counterexample } from "./generated/report.ts";
import type { Session } from "./session.ts";

/** Ids of all checks: file name, command line value and heading alike. */
export type CheckId =
  | "accepts-valid"
  | "accepts-orphans"
  | "follows-lifecycle"
  | "ignores-duplicates"
  | "rejects-bad-secret";

/** What a check found. */
export type Outcome =
  | { result: "pass"; notes?: string[]; cases?: CheckCase[] }
  | {
      result: "fail";
      summary: string;
      counterexample?: Omit<Counterexample, "replay">;
      notes?: string[];
      cases?: CheckCase[];
    }
  | { result: "skip"; reason: string };

/** A property of a receiver. */
export interface Check {
  id: CheckId;
  severity: CheckResult["severity"];
  /** When it passes, in a sentence. */
  passes: string;
  /** Options that must be given, and checks that must not have failed. */
  needs: readonly ("observe" | "secret" | CheckId)[];
  run(session: Session): Promise<Outcome>;
}
