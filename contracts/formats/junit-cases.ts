import type { CheckResult, Report } from "../generated/report.ts";
import { unjudgedIn } from "../report.ts";
import { formatCheck } from "./check-text.ts";
import { visible, visibleAll } from "./visible.ts";

/** A test case as JUnit knows it. */
export interface JunitCase {
  name: string;
  classname: string;
  seconds: number;
  /** Its message on a line, and all there is to say. */
  failure?: { message: string; text: string };
  /** Why it was skipped. */
  skipped?: string;
  /** What a passed case has to say. */
  output?: string;
}

const SECOND = 1000;

const endingFor = (check: CheckResult, strict: boolean): Pick<JunitCase, "failure" | "skipped" | "output"> => {
  if (check.result === "skip") return { skipped: visible(check.reason ?? "") };
  if (check.result === "pass") return check.notes.length > 0 ? { output: check.notes.map(visible).join("\n") } : {};
  const text = formatCheck(check);
  if (check.severity === "warning" && !strict) return { output: `warning: ${text}` };
  return { failure: { message: visible(check.summary ?? check.id), text } };
};

// It fails the report, so that its case must not look like one that nobody wanted.
const sayUnjudged = ({ id, reason = "" }: CheckResult): Pick<JunitCase, "failure"> => {
  const message = visible(`could not be judged: ${reason}`);
  return { failure: { message, text: `${visible(id)} ${message}` } };
};

/** One case for each check, and after it one for each case that it tells apart. */
export const junitCases = (report: Report): JunitCase[] => {
  const classname = `hookwright.${visible(report.receiver ?? report.provider)}`;
  const strict = report.options["strict"] === true;
  const unjudged = new Set(unjudgedIn(report));
  return report.checks.flatMap((check) => [
    {
      name: visible(check.id),
      classname,
      seconds: check.durationMs / SECOND,
      ...(unjudged.has(check) ? sayUnjudged(check) : endingFor(check, strict)),
    },
    ...visibleAll(check.cases ?? []).map(({ name, result, message = name }) => {
      const common = { id: name, severity: check.severity, deliveries: 0, durationMs: 0, notes: [] };
      const words = result === "skip" ? { reason: message } : { summary: message };
      return {
        name,
        classname: `${classname}.${visible(check.id)}`,
        seconds: 0,
        ...endingFor({ ...common, ...words, result }, strict),
      };
    }),
  ]);
};
