import { writeFile } from "node:fs/promises";
import { formatReport } from "../../contracts/format-report.ts";
import { PLAIN } from "../../contracts/formats/colors.ts";
import { githubAnnotations } from "../../contracts/formats/github.ts";
import { verdictOf } from "../../contracts/formats/text.ts";
import { visible } from "../../contracts/formats/visible.ts";
import type { Report } from "../../contracts/report.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { terminalColors } from "./terminal-colors.ts";

/** Where a report goes, and in which form. */
export interface ReportFlags {
  report: "text" | "json" | "junit";
  out?: string;
}

/** Writes a report to its file. */
export const writeReport = async (file: string, text: string): Promise<void> =>
  writeFile(file, text).catch((cause: Error) => {
    throw new HookwrightError("invalid-option", `Failed to write the report: ${cause.message}. Name another file.`, {
      cause,
    });
  });

/**
 * Begins the file of a report, before anything is sent: it may be no place to write to.
 * @throws HookwrightError `invalid-option`
 */
export const beginReport = async ({ out }: ReportFlags): Promise<void> => {
  if (out !== undefined) await writeReport(out, "\n");
};

/** In a GitHub workflow every failure of a report is an annotation, unless what is printed is for a program to read. */
export const annotate = (report: Report, { report: format, out }: ReportFlags): void => {
  const forPeople = format === "text" || out !== undefined;
  if (process.env["GITHUB_ACTIONS"] === "true" && forPeople)
    for (const line of githubAnnotations(report)) console.log(line);
};

/** What is said of a report that went to a file. */
export const sayOutcome = (report: Report, file: string): string => {
  const failed = report.checks.filter(({ result }) => result === "fail").map(({ id }) => id);
  const found = failed.length === 0 ? "" : `, ${report.passed ? "with warnings" : "by"} ${failed.join(", ")}`;
  return visible(
    `[hookwright] ${report.receiver ?? report.provider}: ${verdictOf(report, PLAIN)}${found}; see ${file}`,
  );
};

/** Prints a report, or writes it to its file. */
export const printReport = async (report: Report, flags: ReportFlags): Promise<void> => {
  const { report: format, out } = flags;
  const text = formatReport(report, format, out === undefined ? { colors: terminalColors } : {});
  if (out === undefined) console.log(text);
  else {
    await writeReport(out, `${text}\n`);
    console.error(sayOutcome(report, out));
  }
  annotate(report, flags);
};
