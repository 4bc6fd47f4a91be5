import { fromBase64, toBase64 } from "../../mocks/proof/base64.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { Json } from "../../schemas/json-schema.ts";

/** What a check is to do again: what it found its failure with, and the number of the first subject of that. */
export interface Case {
  check: string;
  input: Json;
  index: number;
}

const VERSION = "1:";
const encoder = new TextEncoder();

const toBase64Url = (text: string): string =>
  toBase64(encoder.encode(text)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const fromBase64Url = (text: string): string =>
  new TextDecoder().decode(fromBase64(text.replaceAll("-", "+").replaceAll("_", "/")));

/** A case as one word, for `--case`. */
export const formatCase = (one: Case): string => VERSION + toBase64Url(JSON.stringify(one));

const isCase = (value: unknown): value is Case =>
  isObject(value) && typeof value["check"] === "string" && Number.isInteger(value["index"]) && "input" in value;

const read = (text: string): unknown => {
  try {
    return text.startsWith(VERSION) ? JSON.parse(fromBase64Url(text.slice(VERSION.length))) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Reads a case that a report printed.
 * @throws HookwrightError `invalid-option` for anything else
 */
export const parseCase = (text: string): Case => {
  const found = read(text);
  if (isCase(found)) return found;
  throw new HookwrightError(
    "invalid-option",
    `Failed to read the case "${text.slice(0, 40)}": it is none. Give one that a report printed, whole.`,
  );
};
