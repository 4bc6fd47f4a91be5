import type { JsonObject } from "../../../../schemas/json-schema.ts";
import type { Problem } from "../refusal.ts";

const HOSTNAME = /^(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const IP = /^(\d{1,3}(\.\d{1,3}){3}|\[?[0-9a-f:]*:[0-9a-f:.]*\]?)$/i;
const RESERVED = /\.(test|example|invalid|localhost)$/i;
const EXAMPLE = /(^|\.)example\.(com|net|org)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const ASCII = /^[\x00-\x7f]*$/;
const LONGEST = 255;

type Test = (name: string) => boolean;

const isInvalid: Test = (name) =>
  name === "" || name.length > LONGEST || IP.test(name) || (name.includes(".") && !HOSTNAME.test(name));

// What can be wrong with a name, in the order in which it is looked at. There is no list of public suffixes here: of
// those a name without a dot is told apart.
const CHECKS: readonly [offset: number, test: Test, message: string][] = [
  [1, (name) => !ASCII.test(name), "has characters that are not ASCII. Punycode is needed"],
  [
    0,
    isInvalid,
    "is invalid: a name of fewer than 256 characters, without special characters, and no IP address, is needed",
  ],
  [2, (name) => RESERVED.test(name), "ends in a reserved top-level domain: .test, .example, .invalid or .localhost"],
  [4, (name) => EXAMPLE.test(name), "must not end in example.com, example.net or example.org"],
  [3, (name) => !name.includes("."), "is a public suffix, or has none"],
];

/** The problems that a field with a name can have; the codes follow each other from `first` on. */
export const nameProblems = (
  field: string,
  what: string,
  first: number,
  only: (body: JsonObject) => boolean,
): Problem[] =>
  CHECKS.map(([offset, test, message]) => ({
    applies: (body) => only(body) && test(typeof body[field] === "string" ? (body[field] as string) : ""),
    status: 400,
    code: first + offset,
    message: `The ${what} ${message}.`,
    source: "SC",
  }));
