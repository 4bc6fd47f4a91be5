import { formatReport } from "../format-report.ts";
import { verifyReceiver } from "../verify.ts";
import type { MatcherFunctions } from "./matcher.ts";

/** Whether a receiver passes the checks; the report for people says which it does not. */
export const toPassChecks: MatcherFunctions["toPassChecks"] = async (received, provider, options = {}) => {
  const report = await verifyReceiver(provider, received, options);
  return {
    pass: report.passed,
    message: () =>
      `expected the receiver ${report.passed ? "to fail a check" : "to pass the checks"}\n\n${formatReport(report, "text")}`,
  };
};
