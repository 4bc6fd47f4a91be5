import { join } from "node:path";
import { makeFolder } from "../../contracts/captures/make-folder.ts";
import { formatReport, formatReports } from "../../contracts/format-report.ts";
import type { Report } from "../../contracts/report.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { fileSlugs } from "../files/file-slugs.ts";
import { annotate, type ReportFlags, sayOutcome, writeReport } from "./print-report.ts";
import { terminalColors } from "./terminal-colors.ts";

const ENDINGS: Readonly<Record<ReportFlags["report"], string>> = { text: "txt", json: "json", junit: "xml" };

/**
 * Makes the folder of several reports, before anything is sent.
 * @throws HookwrightError `invalid-option` where there can be none
 */
export const beginReports = async ({ out }: ReportFlags): Promise<void> => {
  if (out === undefined) return;
  await makeFolder(out).catch((cause: Error) => {
    const message = `Failed to write the reports: ${cause.message}. Of all receivers --out is a folder: name another.`;
    throw new HookwrightError("invalid-option", message, { cause });
  });
};

/** Prints several reports, or writes each to a file of its receiver's name. */
export const printReports = async (reports: readonly Report[], flags: ReportFlags): Promise<void> => {
  const { report: format, out } = flags;
  if (reports.length === 0) return;
  if (out === undefined) console.log(formatReports(reports, format, { colors: terminalColors }));
  else {
    const slugs = fileSlugs(reports.map(({ receiver = "" }) => receiver));
    for (const [i, report] of reports.entries()) {
      const file = join(out, `${slugs[i]}.${ENDINGS[format]}`);
      await writeReport(file, `${formatReport(report, format)}\n`);
      console.error(sayOutcome(report, file));
    }
  }
  for (const report of reports) annotate(report, flags);
};
