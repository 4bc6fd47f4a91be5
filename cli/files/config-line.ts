import { escapeRegExp } from "../../schemas/escape-regexp.ts";

// Lines that are comments say nothing; their length stays, so that places do.
const withoutComments = (text: string): string =>
  text.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, (line) => line.replaceAll(/\S/g, " "));

/**
 * The line of a key in a config's text, from 1, where it is written out there: each key of the path after the one before it. Of a
 * key that is not found it is the line of the key above.
 */
export const lineOf = (text: string, path: readonly string[]): number | undefined => {
  const code = withoutComments(text);
  let at: number | undefined;
  for (const key of path) {
    const pattern = new RegExp(`(?<![\\w$.-])(["'\`]?)${escapeRegExp(key)}\\1\\s*[:,(}]`, "g");
    pattern.lastIndex = at ?? 0;
    const found = pattern.exec(code);
    if (!found) break;
    at = found.index + (found[1] ?? "").length;
  }
  return at === undefined ? undefined : code.slice(0, at).split("\n").length;
};
