import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, expect, it, vi } from "vitest";
import { blocksOf, pages } from "../readme/blocks.ts";
import { root } from "./markdown.ts";

// What stands after a log is what it prints, where it begins as a value or is one word; else it is prose.
const COMMENT = /console\.log\(.*\); \/\/ (.*)$/gm;
const isLiteral = (comment: string): boolean => /^["[{\d]/.test(comment) || !/\s/.test(comment);

const blocks = ["README.md", ...pages].flatMap((document) =>
  blocksOf(document)
    .filter(({ language, notRun }) => language === "ts" && notRun === undefined)
    .map(({ text, line }) => {
      const comments = [...text.matchAll(COMMENT)].map(([, comment = ""]) => comment).filter(isLiteral);
      return { document, line, text, comments };
    })
    .filter(({ comments }) => comments.length > 0),
);

const folder = mkdtempSync(join(root, "test/docs/.outputs-")); // in the project, where "hookwright" is found by its name
const captures = mkdtempSync(join(tmpdir(), "hookwright-outputs-"));
afterAll(() => {
  for (const made of [folder, captures]) rmSync(made, { recursive: true });
});

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

it("there are comments to compare with", () => {
  expect(blocks.length).toBeGreaterThan(5);
});

it.each(blocks)("the block in line $line of $document logs what its comments say", async (block) => {
  const file = join(folder, `${block.document.replaceAll(/\W/g, "-")}-${block.line}.ts`);
  const withApp = block.text.replaceAll('"./app.js"', '"../../readme/app.ts"');
  writeFileSync(file, withApp.replaceAll('"captures"', JSON.stringify(captures)));
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  await import(file);
  const lines = log.mock.calls.flatMap(([value]) => printed(value));
  for (const comment of block.comments)
    expect(
      lines.some((line) => isShown(comment, line)),
      `${comment} is shown, not ${lines.join(" or ")}`,
    ).toBe(true);
});
