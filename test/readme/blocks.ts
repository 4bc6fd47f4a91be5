import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A fenced block of a Markdown file. */
export interface Block {
  language: string;
  /** Why it is neither run nor checked, where it says so: "```ts not run: needs jest". */
  notRun?: string;
  text: string;
  /** Of its first line in the file. */
  line: number;
}

/** Every fenced block of a Markdown file of the project, in order. */
export const blocksOf = (file: string): Block[] => {
  const text = readFileSync(`${root}/${file}`, "utf8");
  return [...text.matchAll(/^```(\w*)(?: not run: (.+))?\n([\s\S]*?)^```$/gm)].map(
    ({ index, 1: language = "", 2: notRun, 3: content = "" }) => ({
      language,
      ...(notRun !== undefined && { notRun }),
      text: content,
      line: text.slice(0, index).split("\n").length + 1,
    }),
  );
};

/** The pages in docs/, decisions aside. */
export const pages: readonly string[] = readdirSync(`${root}/docs`)
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`);
