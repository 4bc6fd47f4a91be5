import type { CheckResult, Report } from "../generated/report.ts";
import { unjudgedIn } from "../report.ts";
import { formatCheck } from "./check-text.ts";

// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands; toolkit's command.ts escapes so.
const inData = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const inProperty = (text: string): string => inData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

const annotation = (check: CheckResult, { options, receiver }: Report): string => {
  const strict = options["strict"] === true;
  const level = check.severity === "error" || strict ? "error" : "warning";
  return `::${level} title=${inProperty(`hookwright ${receiver === undefined ? "" : `${receiver} `}${check.id}`)}::${inData(formatCheck(check))}`;
};

/** A GitHub annotation, a line each, for every failure, and for what could not be judged. */
export const githubAnnotations = (report: Report): string[] =>
  report.checks
    .filter((check) => check.result === "fail" || unjudgedIn(report).includes(check))
    .map((check) => annotation(check, report));
