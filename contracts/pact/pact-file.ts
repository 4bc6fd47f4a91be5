import type { PactDocument } from "./pact-document.ts";

const WIDTH = 160;

// What fits into a line stands in one: a rule is four lines otherwise, and a file has hundreds.
const format = (value: unknown, indent: string): string => {
  const line = JSON.stringify(value);
  if (indent.length + line.length <= WIDTH || typeof value !== "object" || value === null) return line;
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const inner = Object.entries(value).map(
    ([name, one]) => `${deeper}${Array.isArray(value) ? "" : `${JSON.stringify(name)}: `}${format(one, deeper)}`,
  );
  return `${open}\n${inner.join(",\n")}\n${indent}${close}`;
};

/** A document as a file: its name, after what it was built from, and its whole text. */
export const pactFile = (document: PactDocument): { name: string; content: string } => {
  const { provider, contract } = document.metadata.hookwright;
  return { name: `${provider}-${contract}.json`, content: `${format(document, "")}\n` };
};
