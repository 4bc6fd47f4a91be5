import type { CheckResult } from "hookwright";

/** What the checks found in one receiver. */
export interface MatrixRow {
  /** The bug, or the style. */
  name: string;
  checks: readonly CheckResult[];
}

const FAILED = "✗";
const PASSED = "·";
const BLOCKED = "b";
const NO_GROUND = " "; // the provider documents nothing that the check could send

const markOf = ({ result, reason = "" }: CheckResult): string => {
  if (result === "skip") return reason.startsWith("blocked by ") ? BLOCKED : NO_GROUND;
  return result === "fail" ? FAILED : PASSED;
};

/**
 * A Markdown table of receivers against checks, made of actual runs: ✗ fails, · passes, b blocked, empty where the provider
 * gives no ground.
 */
export const formatMatrix = (ids: readonly string[], rows: readonly MatrixRow[]): string => {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const marks = ({ checks }: MatrixRow): string[] =>
    ids.map((id) => {
      const check = checks.find((one) => one.id === id);
      return check ? markOf(check) : NO_GROUND;
    });
  return [
    line(["receiver", ...ids.map((id) => `\`${id}\``)]),
    line(["---", ...ids.map(() => ":-:")]),
    ...rows.map((row) => line([row.name, ...marks(row)])),
  ].join("\n");
};
