import type { CheckId } from "./check.ts";
import type { Counterexample } from "./generated/report.ts";
import { SECRET_VARIABLE } from "./redact.ts";
import type { Session } from "./session.ts";
import type { VerifyOptions } from "./verify-options.ts";

const quote = (text: string): string => (/^[\w./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

// Options that the command line has a flag for and that change what is sent.
const flagsOf = (options: VerifyOptions): string[] => [
  ...(options.secret === undefined ? [] : [`--secret "${SECRET_VARIABLE}"`]),
  ...(options.envelope === undefined ? [] : [`--envelope ${quote(options.envelope)}`]),
  ...(options.runs === undefined ? [] : [`--runs ${options.runs}`]),
  ...(options.timeout === undefined ? [] : [`--timeout ${options.timeout}`]),
  ...(options.start === undefined ? [] : [`--start ${new Date(options.start).toISOString()}`]),
  ...(options.replayFlags ?? []).map(quote),
  ...Object.entries(options.headers ?? {}).map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`),
];

/**
 * How to see a failure again: the same check under the same seed. The command is for receivers behind a URL; what was
 * given as a function must be given again, by `--observe`, `--prepare` and their like.
 */
export const replayOf = (session: Session, check: CheckId, options: VerifyOptions): Counterexample["replay"] => {
  const { provider, seed, url, inProcess } = session;
  const target = inProcess ? "target" : `'${url}'`;
  const code = `await verifyReceiver(${provider.name}, ${target}, { ...options, seed: ${seed}, check: ['${check}'] })`;
  const command = [
    "npx hookwright verify",
    provider.name,
    `--to ${quote(url)}`,
    `--seed ${seed}`,
    `--check ${check}`,
    ...flagsOf(options),
  ].join(" ");
  return inProcess ? { code } : { command, code };
};
