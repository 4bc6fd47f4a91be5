import type { FormatOptions } from "./formats/colors.ts";
import { formatJunit } from "./formats/junit.ts";
import { formatText } from "./formats/text.ts";
import type { Report } from "./generated/report.ts";

const FORMATS: Readonly<Record<"text" | "json" | "junit", (report: Report, options: FormatOptions) => string>> = {
  text: formatText,
  json: (report) => JSON.stringify(report, null, 2),
  junit: formatJunit,
};

/** The names of the formats. */
export const reportFormats: readonly string[] = Object.keys(FORMATS);

/**
 * A report for people or for programs.
 * @throws HookwrightError `invalid-option` for "junit" outside Node
 * @example console.log(formatReport(report, 'text'))
 */
export const formatReport = (report: Report, format: keyof typeof FORMATS, options: FormatOptions = {}): string =>
  FORMATS[format](report, options);
