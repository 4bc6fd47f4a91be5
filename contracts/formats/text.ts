import type { CheckResult, Report } from "../generated/report.ts";
import { INVISIBLE, isStopped, unjudgedIn } from "../report.ts";
import { SECRET_VARIABLE } from "../wording/redact.ts";
import { checkTable, endingOf, MARKS } from "./check-table.ts";
import { failureLines } from "./check-text.ts";
import { type Colors, type FormatOptions, PLAIN } from "./colors.ts";
import { count } from "./count.ts";
import { visibleAll } from "./visible.ts";

const isObserved = ({ options: { functions } }: Report): boolean =>
  Array.isArray(functions) && functions.includes("observe");

/** What a report comes to, and of a check that could not be judged why. */
export const verdictOf = (report: Report, { green, red, yellow }: Colors): string => {
  const { passed, counts, checks } = report;
  if (passed) return green("passed");
  if (counts.fail === 0 && isStopped(checks)) return yellow("stopped");
  const [unjudged] = unjudgedIn(report);
  return red(
    counts.fail > 0 || !unjudged ? "failed" : `failed: ${unjudged.id} could not be judged: ${unjudged.reason}`,
  );
};

const envelopeOf = ({ envelope }: Report): string =>
  envelope === undefined || envelope.used === "none" ? "" : `, in the envelope ${envelope.used}`;

const nameOf = ({ receiver, provider }: Report): string =>
  receiver === undefined || receiver === provider ? provider : `${receiver}: ${provider}`;

/** Why state was not seen, if it was not. */
const stateLines = (report: Report): string[] => {
  if (report.kind !== "verify") return [];
  if (!isObserved(report)) return ["give observe to have it checked."];
  const invisible = report.checks.find(({ reason }) => reason?.startsWith(INVISIBLE));
  return invisible ? [`${invisible.reason}.`] : [];
};

const headerLines = (report: Report, colors: Colors): string[] => [
  `${colors.bold(`${nameOf(report)} → ${report.target}`)}${envelopeOf(report)}: ${verdictOf(report, colors)}${report.passed && report.counts.warn > 0 ? colors.yellow(`, with ${count(report.counts.warn, "warning", "warnings")}`) : ""}`,
  ...stateLines(report).map((line) => colors.yellow(`  State was not seen: ${line}`)),
];

const failureText = (check: CheckResult, colors: Colors): string[] => [
  "",
  `  ${MARKS[endingOf(check)](colors)} ${colors.bold(check.id)}: ${check.summary ?? ""}`,
  ...failureLines(check, colors).map((line) => `      ${line}`),
];

const readsSecret = ({ counterexample }: CheckResult): boolean =>
  [counterexample?.curl, counterexample?.replay.command].some((command) => command?.includes(SECRET_VARIABLE));

const summaryLines = (report: Report, colors: Colors): string[] => {
  const { counts, deliveries, durationMs, seed, run, options, checks } = report;
  const part = (number: number, word: string, paint: (text: string) => string): string =>
    number === 0 ? `0 ${word}` : paint(`${number} ${word}`);
  const results = [
    part(counts.pass, "passed", colors.green),
    part(counts.fail, "failed", colors.red),
    part(counts.warn, "warned", options["strict"] === true ? colors.red : colors.yellow),
    part(counts.skip, "skipped", colors.dim),
  ];
  const strict = options["strict"] === true && counts.warn > 0 ? " (strict: a warning fails)" : "";
  const sent = `${count(deliveries.sent, "delivery", "deliveries")} in ${durationMs} ms`;
  return [
    ...(checks.some(readsSecret)
      ? [`  curl and replay read the secret from ${SECRET_VARIABLE.slice(1)}: export it first.`]
      : []),
    `  ${results.join(", ")}${strict}; ${sent}; seed ${seed}, run ${run}`,
  ];
};

/** A report for people: every check on a line, then warnings, then errors, so that what matters most is read last. */
export const formatText = (report: Report, { colors = PLAIN }: FormatOptions): string => {
  const shown = visibleAll(report);
  const ended = (severity: CheckResult["severity"]) => shown.checks.filter((check) => endingOf(check) === severity);
  return [
    ...headerLines(shown, colors),
    "",
    ...checkTable(shown.checks, colors),
    ...[...ended("warning"), ...ended("error")].flatMap((check) => failureText(check, colors)),
    "",
    ...summaryLines(shown, colors),
  ].join("\n");
};
