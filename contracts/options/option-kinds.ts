import { isObject } from "../../schemas/is-object.ts";
import type { VerifyOptions } from "./verify-options.ts";

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === "string");

const isTextsByName = (value: unknown): boolean => isObject(value) && isTexts(Object.values(value));

const isFunction = (value: unknown): boolean => typeof value === "function";

/** What an option must be, as a sentence names it. */
export type Kind =
  | "a text"
  | "a number"
  | "true or false"
  | "a function"
  | "a list of texts"
  | "an object of texts"
  | "an object"
  | "an object or a function"
  | "a Date, a text or a number"
  | "a function or a URL"
  | "a function or a JSON Pointer";

const KINDS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  "a text": (value) => typeof value === "string",
  "a number": (value) => typeof value === "number",
  "true or false": (value) => typeof value === "boolean",
  "a function": isFunction,
  "a list of texts": isTexts,
  "an object of texts": isTextsByName,
  "an object": isObject,
  "an object or a function": (value) => isObject(value) || isFunction(value),
  "a Date, a text or a number": (value) =>
    value instanceof Date || typeof value === "string" || typeof value === "number",
  "a function or a URL": (value) => isFunction(value) || typeof value === "string",
  "a function or a JSON Pointer": (value) => isFunction(value) || typeof value === "string",
};

/** What each option of `verifyReceiver` must be; as a table, so that the compiler sees that none is left out. */
export const optionKinds: Readonly<Record<keyof VerifyOptions, Kind>> = {
  secret: "a text",
  auth: "an object",
  envelope: "a text",
  headers: "an object of texts",
  prepare: "a function",
  cleanup: "a function",
  observe: "a function",
  view: "a function",
  expect: "an object or a function",
  onSubject: "a function",
  onDelivery: "a function",
  settled: "a function",
  settle: "a number",
  timeout: "a number",
  runs: "a number",
  concurrency: "a number",
  rate: "a number",
  ignore: "a list of texts",
  overrides: "an object",
  seed: "a number",
  run: "a number",
  profile: "a text",
  signal: "an object",
  start: "a Date, a text or a number",
  api: "an object",
  check: "a list of texts",
  case: "a text",
  skip: "an object of texts",
  strict: "true or false",
  replayAs: "an object",
  onProgress: "a function",
  url: "a text",
};

/** The first option that is not what it must be, and what that is; what is left out, or undefined, is. */
export const misfitIn = (
  options: Readonly<Record<string, unknown>>,
  kinds: Readonly<Record<string, Kind>>,
): { name: string; kind: Kind } | undefined => {
  const found = Object.entries(kinds).find(
    ([name, kind]) => options[name] !== undefined && !KINDS[kind](options[name]),
  );
  return found && { name: found[0], kind: found[1] };
};
