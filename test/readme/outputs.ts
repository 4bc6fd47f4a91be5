import { inspect } from "node:util";

// What stands after a log is what it prints, where it begins as a value or is one word; else it is prose.
const COMMENT = /console\.log\(.*\); \/\/ (.*)$/gm;
const isLiteral = (comment: string): boolean => /^["[{\d]/.test(comment) || !/\s/.test(comment);

/** What a logged value looks like; a text may be shown in quotes. */
const printed = (value: unknown): string[] =>
  typeof value === "string"
    ? [value, JSON.stringify(value)]
    : [inspect(value, { breakLength: Number.POSITIVE_INFINITY })];

/** Whether a comment shows what was printed: "…" stands for anything, and prose may follow after a comma. */
const isShown = (comment: string, text: string): boolean => {
  const parts = comment.split("…").map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return comment.startsWith(`${text}, `) || new RegExp(`^${parts.join(".*")}$`, "s").test(text);
};

/** The outputs that a block's comments show. */
export const outputsIn = (text: string): string[] =>
  [...text.matchAll(COMMENT)].map(([, comment = ""]) => comment).filter(isLiteral);

/** The shown outputs that nothing logged looks like. */
export const wrongOutputs = (text: string, logged: readonly unknown[]): string[] => {
  const lines = logged.flatMap(printed);
  return outputsIn(text).filter((comment) => !lines.some((line) => isShown(comment, line)));
};
