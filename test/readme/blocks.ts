import { readFileSync } from "node:fs";

/** A fenced block of a Markdown file. */
export interface Block {
  language: string;
  text: string;
  /** Of its first line in the file. */
  line: number;
}

/** Every fenced block of a Markdown file of the project, in order. */
export const blocksOf = (file: string): Block[] => {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? "",
    text: match[2] ?? "",
    line: text.slice(0, match.index).split("\n").length + 1,
  }));
};
