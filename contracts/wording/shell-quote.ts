import { SECRET_VARIABLE } from "./redact.ts";

const single = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A text as one shell word; the secret's variable, and nothing else, expands. */
export const shellQuote = (text: string): string => {
  if (text === "") return "''";
  if (/^[\w./:@=-]+$/.test(text)) return text;
  const parts = text.split(SECRET_VARIABLE).map((part) => (part === "" ? "" : single(part)));
  return parts.join(`"${SECRET_VARIABLE}"`);
};
