import type { CheckResult } from "../generated/report.ts";
import type { Colors } from "./colors.ts";
import { count } from "./count.ts";

/** Whether a check's failure is one of the receiver, or a warning. */
export type Ending = "pass" | "error" | "warning" | "skip";

/** How a check ended. */
export const endingOf = ({ result, severity }: CheckResult): Ending => (result === "fail" ? severity : result);

/** What stands before a check, by how it ended. */
export const MARKS: Readonly<Record<Ending, (colors: Colors) => string>> = {
  pass: ({ green }) => green("✓"),
  error: ({ red }) => red("✗"),
  warning: ({ yellow }) => yellow("!"),
  skip: ({ dim }) => dim("-"),
};

const SECOND = 1000;

const sayTime = (ms: number): string => (ms < 10 * SECOND ? `${ms} ms` : `${(ms / SECOND).toFixed(1)} s`);

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(({ length }) => length));

/** Texts by what they have in common, in the order in which each first came. */
const grouped = (pairs: readonly (readonly [key: string, text: string])[]): [key: string, texts: string[]][] => {
  const groups = new Map<string, string[]>();
  for (const [key, text] of pairs) groups.set(key, [...(groups.get(key) ?? []), text]);
  return [...groups];
};

const ranLines = (ran: readonly CheckResult[], shared: ReadonlySet<string>, colors: Colors): string[] => {
  const rows = ran.map((check) => ({
    check,
    sent: check.deliveries === 0 ? "" : count(check.deliveries, "delivery ", "deliveries"),
    time: check.deliveries === 0 ? "" : sayTime(check.durationMs),
  }));
  const width = {
    id: widest(rows.map(({ check }) => check.id)),
    sent: widest(rows.map(({ sent }) => sent)),
    time: widest(rows.map(({ time }) => time)),
  };
  return rows.flatMap(({ check, sent, time }) => {
    const measured = `  ${sent.padStart(width.sent)}  ${time.padStart(width.time)}`;
    const own = check.result === "pass" ? check.notes.filter((note) => !shared.has(note)) : [];
    const name = sent === "" ? check.id : `${check.id.padEnd(width.id)}${colors.dim(measured)}`;
    return [`  ${MARKS[endingOf(check)](colors)} ${name}`, ...own.map((note) => colors.dim(`    note: ${note}`))];
  });
};

/** A line for each check that ran; those skipped, and notes of several, once for all that share the words. */
export const checkTable = (checks: readonly CheckResult[], colors: Colors): string[] => {
  const ran = checks.filter(({ result }) => result !== "skip");
  const notes = grouped(
    ran.filter(({ result }) => result === "pass").flatMap(({ id, notes }) => notes.map((note) => [note, id] as const)),
  ).filter(([, ids]) => ids.length > 1);
  const skipped = grouped(
    checks.filter(({ result }) => result === "skip").map(({ id, reason = "" }) => [reason, id] as const),
  );
  return [
    ...ranLines(ran, new Set(notes.map(([note]) => note)), colors),
    ...skipped.map(([reason, ids]) => `  ${MARKS.skip(colors)} ${ids.join(", ")}${colors.dim(`: ${reason}`)}`),
    ...notes.map(([note, ids]) => colors.dim(`    note: ${note} (${ids.join(", ")})`)),
  ];
};
