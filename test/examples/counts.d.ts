/** How many tests a run had, and why some were skipped. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  reasons: string[];
}

/** What became of a run. */
export type Outcome = "passed" | "failed" | "skipped";

export declare const readCounts: (output: string) => Counts;
export declare const outcomeOf: (isOk: boolean, counts: Counts) => Outcome;
export declare const sayCounts: (counts: Counts) => string;
export declare const sayOutcomes: (results: readonly (Counts & { outcome: Outcome })[]) => string;
