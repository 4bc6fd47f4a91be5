import { type Command, InvalidArgumentError, Option } from "commander";
import { authArguments } from "../../mocks/parse-auth.ts";
import { faultArguments } from "../../mocks/parse-fault.ts";
import type { Readings } from "../../mocks/readings.ts";

/** Reads a whole number from `minimum` on. */
export const wholeNumber =
  (minimum: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < minimum)
      throw new InvalidArgumentError(`Give a whole number from ${minimum} on.`);
    return value;
  };

/** Reads a port; 0 is any that is free. */
export const portNumber = (text: string): number => {
  const value = wholeNumber(0)(text);
  if (value > 65_535) throw new InvalidArgumentError("Give a port from 0 to 65535.");
  return value;
};

/** Reads a number above 0. */
export const aboveZero = (text: string): number => {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0) || !Number.isFinite(value))
    throw new InvalidArgumentError("Give a number above 0.");
  return value;
};

const seed = (text: string): number =>
  text === "random" ? (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) : wholeNumber(0)(text);

const pair =
  (separator: string, form: string) =>
  (text: string, before: [string, string][] = []): [string, string][] => {
    const at = text.indexOf(separator);
    if (at < 1) throw new InvalidArgumentError(`Give ${form}.`);
    return [
      ...before,
      [text.slice(0, at).trim(), separator === ":" ? text.slice(at + 1).trim() : text.slice(at + separator.length)],
    ];
  };

/** Collects what is given several times. */
export const many = (text: string, before: string[] = []): string[] => [...before, text];

// Each name with the keys that it takes: the first needs no name.
const named = (known: Readonly<Record<string, Readings>>): string =>
  Object.entries(known)
    .map(([name, readings]) => [name, Object.keys(readings).join(", ")])
    .map(([name, keys]) => (keys === "" ? name : `${name} (${keys})`))
    .join(", ");

type Parse = (text: string, before: never) => unknown;

interface SharedOption {
  flags: string;
  description: string;
  parse?: Parse;
  env?: string;
}

type Sending =
  | "to"
  | "secret"
  | "secretEnv"
  | "auth"
  | "header"
  | "envelope"
  | "seed"
  | "run"
  | "start"
  | "timeout"
  | "concurrency"
  | "allowRemote";
type OptionName =
  | Sending
  | "config"
  | "set"
  | "fault"
  | "rate"
  | "speed"
  | "case"
  | "ignore"
  | "check"
  | "skip"
  | "expect"
  | "runs"
  | "settle"
  | "count";

// Every option that more than one command takes, or that needs reading.
const OPTIONS: Readonly<Record<OptionName, SharedOption>> = {
  to: { flags: "--to <url>", description: "the receiver, in place of the config's" },
  config: { flags: "--config <file>", description: "in place of the nearest hookwright.config.ts" },
  secret: { flags: "--secret <secret>", description: "the secret shared with the receiver", env: "HOOKWRIGHT_SECRET" },
  secretEnv: { flags: "--secret-env <name>", description: "the environment variable that holds the secret" },
  auth: { flags: "--auth <kind>", description: `kind[:key=value;...]: ${named(authArguments)}` },
  header: {
    flags: "--header <name: value>",
    description: "a further request header (repeatable)",
    parse: pair(":", "'Name: value'"),
  },
  envelope: { flags: "--envelope <name>", description: "the wrapper around the payload" },
  seed: { flags: "--seed <n>", description: "decides what is drawn; 'random' draws one", parse: seed },
  run: { flags: "--run <n>", description: "decides identities, together with the seed", parse: wholeNumber(0) },
  start: { flags: "--start <instant>", description: "where lifecycles start, such as 2026-01-01T00:00:00Z" },
  set: {
    flags: "--set </pointer=value>",
    description: "fixes a field of every payload (repeatable)",
    parse: pair("=", "/pointer=value"),
  },
  timeout: { flags: "--timeout <ms>", description: "for an answer", parse: wholeNumber(1) },
  concurrency: { flags: "--concurrency <n>", description: "requests at the same time", parse: wholeNumber(1) },
  allowRemote: { flags: "--allow-remote", description: "let the receiver be on another machine" },
  rate: { flags: "--rate <n>", description: "requests per second at the most", parse: aboveZero },
  speed: {
    flags: "--speed <n>",
    description: "virtual seconds per second: 3600 sends an hour of a lifecycle in a second; at once unless given",
    parse: aboveZero,
  },
  fault: {
    flags: "--fault <fault>",
    description: `name[:key=value;...] (repeatable): ${named(faultArguments)}`,
    parse: many,
  },
  case: { flags: "--case <case>", description: "do just what a report found a failure with: the word that it printed" },
  ignore: {
    flags: "--ignore </pointer>",
    description: "into what is observed: what says nothing of the state (repeatable)",
    parse: many,
  },
  check: { flags: "--check <id>", description: "run only this check (repeatable)", parse: many },
  skip: {
    flags: "--skip <id=reason>",
    description: "leave this check out (repeatable)",
    parse: pair("=", "id=reason"),
  },
  expect: {
    flags: "--expect <status=word>",
    description: "the receiver's word for a status; a|b are two, nothing is nothing known (repeatable)",
    parse: pair("=", "status=word"),
  },
  runs: { flags: "--runs <n>", description: "random payloads", parse: wholeNumber(1) },
  settle: { flags: "--settle <ms>", description: "to wait for a state", parse: wholeNumber(0) },
  count: { flags: "--count <n>", description: "how many", parse: wholeNumber(0) },
};

/** The options that every command takes that sends. */
export const SENDING: readonly OptionName[] = [
  "to",
  "secret",
  "secretEnv",
  "auth",
  "header",
  "envelope",
  "seed",
  "run",
  "start",
  "timeout",
  "concurrency",
  "allowRemote",
];

/** Adds shared options to a command. */
export const withOptions = (command: Command, names: readonly OptionName[]): Command =>
  names.reduce((onto, name) => {
    const { flags, description, parse, env } = OPTIONS[name];
    const option = new Option(flags, description);
    if (parse) option.argParser(parse as (text: string, before: unknown) => unknown);
    if (env !== undefined) option.env(env);
    return onto.addOption(option);
  }, command);
