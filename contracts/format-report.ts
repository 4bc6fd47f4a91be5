import type { FormatOptions } from "./formats/colors.ts";
import { formatJunit } from "./formats/junit.ts";
import { formatText } from "./formats/text.ts";
import type { Report } from "./generated/report.ts";

interface Format {
  one(report: Report, options: FormatOptions): string;
  several(reports: readonly Report[], options: FormatOptions): string;
}

const FORMATS: Readonly<Record<"text" | "json" | "junit", Format>> = {
  text: {
    one: formatText,
    several: (reports, options) => reports.map((report) => formatText(report, options)).join("\n\n"),
  },
  json: {
    one: (report) => JSON.stringify(report, null, 2),
    several: (reports) => reports.map((report) => JSON.stringify(report)).join("\n"),
  },
  junit: { one: (report) => formatJunit([report]), several: formatJunit },
};

/** The names of the formats. */
export const reportFormats: readonly string[] = Object.keys(FORMATS);

/**
 * A report for people or for programs.
 * @throws HookwrightError `invalid-option` for "junit" outside Node
 * @example console.log(formatReport(report, 'text'))
 */
export const formatReport = (report: Report, format: keyof typeof FORMATS, options: FormatOptions = {}): string =>
  FORMATS[format].one(report, options);

/** Reports one after another as text, one a line as JSON, and one a suite for JUnit. */
export const formatReports = (
  reports: readonly Report[],
  format: keyof typeof FORMATS,
  options: FormatOptions = {},
): string => FORMATS[format].several(reports, options);
