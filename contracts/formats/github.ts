import type { CheckResult, Report } from "../generated/report.ts";
import { formatCheck } from "./check-text.ts";

// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands; toolkit's command.ts escapes so.
const inData = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const inProperty = (text: string): string => inData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

const annotation = (check: CheckResult, strict: boolean): string => {
  const level = check.severity === "error" || strict ? "error" : "warning";
  return `::${level} title=${inProperty(`hookwright ${check.id}`)}::${inData(formatCheck(check))}`;
};

/** A GitHub annotation, a line each, for every failure. */
export const githubAnnotations = ({ checks, options }: Report): string[] =>
  checks.filter(({ result }) => result === "fail").map((check) => annotation(check, options["strict"] === true));
