import type { CheckResult, Counterexample, Report, SentDelivery } from "./generated/report.ts";
import { SECRET_VARIABLE } from "./redact.ts";

type Paint = (text: string) => string;

/** The colours of a report. */
export type Colors = Readonly<Record<"green" | "red" | "yellow" | "dim" | "bold", Paint>>;

/** How a report is written. */
export interface FormatOptions {
  /** Colours as picocolors and its like have them; none unless given. */
  colors?: Colors;
}

const same: Paint = (text) => text;
const PLAIN: Colors = { green: same, red: same, yellow: same, dim: same, bold: same };

const MARKS: Readonly<Record<string, (colors: Colors) => string>> = {
  pass: ({ green }) => green("✓"),
  error: ({ red }) => red("✗"),
  warning: ({ yellow }) => yellow("!"),
  skip: ({ dim }) => dim("-"),
};

const markOf = ({ result, severity }: CheckResult, colors: Colors): string =>
  MARKS[result === "fail" ? severity : result]?.(colors) ?? result;

const answerOf = ({ response, error }: SentDelivery): string =>
  error ? error.code : String(response?.status ?? "no answer");

const deliveryLine = (sent: SentDelivery, i: number): string => {
  const seen = sent.observed === undefined ? "" : `, then ${JSON.stringify(sent.observed)}`;
  const faults = sent.faults.length === 0 ? "" : ` [${sent.faults.join(", ")}]`;
  return `${i + 1}. ${sent.eventType ?? sent.request.method}${faults} → ${answerOf(sent)}${seen}`;
};

const counterexampleLines = (found: Counterexample, { dim, bold }: Colors): string[] => [
  ...(found.lifecycle === undefined ? [] : [`lifecycle ${found.lifecycle}`]),
  ...found.deliveries.map(deliveryLine),
  `${bold("expected")} ${found.expected}`,
  `${bold("actual")}   ${found.actual}`,
  ...(found.hint === undefined ? [] : [`${bold("hint")}     ${found.hint}`]),
  ...(found.curl === undefined ? [] : [dim(found.curl)]),
  `${bold("replay")}   ${found.replay.command ?? found.replay.code}`,
];

const checkLines = (check: CheckResult, colors: Colors): string[] => {
  const why = check.summary ?? check.reason;
  const sent = check.deliveries === 0 ? "" : colors.dim(` ${check.deliveries} deliveries, ${check.durationMs} ms`);
  return [
    `  ${markOf(check, colors)} ${check.id}${why === undefined ? "" : `: ${why}`}${sent}`,
    ...check.notes.map((note) => `      note: ${note}`),
    ...(check.counterexample ? counterexampleLines(check.counterexample, colors).map((line) => `      ${line}`) : []),
  ];
};

const isObserved = ({ options: { functions } }: Report): boolean =>
  Array.isArray(functions) && functions.includes("observe");

const formatText = (report: Report, { colors = PLAIN }: FormatOptions): string => {
  const { counts, deliveries } = report;
  const verdict = report.passed ? colors.green("passed") : colors.red("failed");
  const unseen =
    report.kind === "verify" && !isObserved(report) ? ["  State was not seen: give observe to have it checked."] : [];
  return [
    `${report.provider} → ${report.target}: ${verdict}`,
    ...unseen,
    ...report.checks.flatMap((check) => checkLines(check, colors)),
    ...(JSON.stringify(report.checks).includes(SECRET_VARIABLE)
      ? [`  curl and replay read the secret from ${SECRET_VARIABLE.slice(1)}: export it first.`]
      : []),
    `  ${counts.pass} passed, ${counts.fail} failed, ${counts.warn} warned, ${counts.skip} skipped; ${deliveries.sent} deliveries in ${report.durationMs} ms; seed ${report.seed}, run ${report.run}`,
  ].join("\n");
};

const FORMATS: Readonly<Record<"text" | "json", (report: Report, options: FormatOptions) => string>> = {
  text: formatText,
  json: (report) => JSON.stringify(report, null, 2),
};

/** The names of the formats. */
export const reportFormats: readonly string[] = Object.keys(FORMATS);

/**
 * A report for people or for programs.
 * @example console.log(formatReport(report, 'text'))
 */
export const formatReport = (report: Report, format: keyof typeof FORMATS, options: FormatOptions = {}): string =>
  FORMATS[format](report, options);

/** One check's failure for people, as a test's message. */
export const formatCheck = (check: CheckResult): string =>
  [
    `${check.id}: ${check.summary ?? check.reason ?? check.result}`,
    ...(check.counterexample ? counterexampleLines(check.counterexample, PLAIN) : []),
  ].join("\n");
