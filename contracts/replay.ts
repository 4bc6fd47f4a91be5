import type { Json } from "../schemas/json-schema.ts";
import { formatCase } from "./case.ts";
import type { CheckId } from "./check.ts";
import type { Counterexample } from "./generated/report.ts";
import { redact, SECRET_VARIABLE, secretsOf } from "./redact.ts";
import type { Session } from "./session.ts";
import { shellQuote } from "./shell-quote.ts";
import type { VerifyOptions } from "./verify-options.ts";

// Options that the command line has a flag for and that change what is sent.
const flagsOf = (options: VerifyOptions): string[] => [
  ...(options.secret === undefined ? [] : [`--secret "${SECRET_VARIABLE}"`]),
  ...(options.envelope === undefined ? [] : [`--envelope ${shellQuote(options.envelope)}`]),
  ...(options.runs === undefined ? [] : [`--runs ${options.runs}`]),
  ...(options.timeout === undefined ? [] : [`--timeout ${options.timeout}`]),
  ...(options.concurrency === undefined ? [] : [`--concurrency ${options.concurrency}`]),
  ...(options.start === undefined ? [] : [`--start ${new Date(options.start).toISOString()}`]),
  ...(options.replayAs?.flags ?? []).map(shellQuote),
  ...Object.entries(options.headers ?? {}).map(
    ([name, value]) => `--header ${shellQuote(`${name}: ${redact(value, secretsOf(options))}`)}`,
  ),
];

// What no flag can say: functions, and a proof of another kind; without them the command would check something else.
const isRepeatable = (options: VerifyOptions): boolean => {
  const functions = Object.values(options).some((value) => typeof value === "function");
  return options.auth === undefined && (options.replayAs !== undefined || !functions);
};

/** How to see a failure again: the same check under the same seed, as a command where one can say it, else as code. */
export const replayOf = (
  session: Session,
  check: CheckId,
  options: VerifyOptions,
  { input, index }: { input?: Json; index?: number } = {},
): Counterexample["replay"] => {
  const { provider, seed, inProcess } = session;
  const only =
    input === undefined || index === undefined
      ? { code: `check: ['${check}']`, flag: `--check ${check}` }
      : {
          code: `case: '${formatCase({ check, input, index })}'`,
          flag: `--case ${formatCase({ check, input, index })}`,
        };
  const url = redact(session.url, session.secrets);
  const target = inProcess ? "target" : `'${url}'`;
  const code = `await verifyReceiver(${provider.name}, ${target}, { ...options, seed: ${seed}, ${only.code} })`;
  if (inProcess || !isRepeatable(options)) return { code };
  const command = `npx hookwright verify ${shellQuote(options.replayAs?.provider ?? provider.name)} --to ${shellQuote(url)} --seed ${seed} ${only.flag}`;
  return { command: [command, ...flagsOf(options)].join(" "), code };
};
