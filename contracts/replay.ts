import type { Json } from "../schemas/json-schema.ts";
import type { CheckId } from "./check.ts";
import type { Counterexample } from "./generated/report.ts";
import type { VerifyOptions } from "./options/verify-options.ts";
import { formatCase } from "./search/case.ts";
import type { Session } from "./session/session.ts";
import { GIVEN, redact, SECRET_VARIABLE, secretsOf } from "./wording/redact.ts";
import { shellQuote } from "./wording/shell-quote.ts";

const flag = (name: string, value: unknown): string[] => (value === undefined ? [] : [`--${name}`, String(value)]);

/** The flags that say options again, as far as these change what is sent or how it is judged. */
export const flagsOf = (options: VerifyOptions): string[] => [
  ...flag("secret", options.secret === undefined ? undefined : SECRET_VARIABLE),
  ...flag("envelope", options.envelope),
  ...flag("profile", options.profile),
  ...flag("runs", options.runs),
  ...flag("settle", options.settle),
  ...flag("timeout", options.timeout),
  ...flag("concurrency", options.concurrency),
  ...flag("rate", options.rate),
  ...flag("start", options.start === undefined ? undefined : new Date(options.start).toISOString()),
  ...(options.strict ? ["--strict"] : []),
  ...(options.ignore ?? []).flatMap((pointer) => flag("ignore", pointer)),
  ...(options.replayAs?.flags ?? []).map((word) => (word.startsWith("--") ? word : redact(word, secretsOf(options)))),
  ...Object.keys(options.headers ?? {}).flatMap((name) => flag("header", `${name}: ${GIVEN}`)),
];

// What only the command line itself can say again: functions, a proof of another kind, values of payloads.
const isRepeatable = (options: VerifyOptions): boolean => {
  const unsaid = [
    ...Object.values(options).filter((value) => typeof value === "function"),
    options.auth,
    options.overrides,
  ];
  return options.replayAs !== undefined || unsaid.every((value) => value === undefined);
};

const asCommand = (words: string[], code: string): Counterexample["replay"] => ({
  command: `npx hookwright ${words.map(shellQuote).join(" ")}`,
  words,
  code,
});

/** How to see a failure again: the same case or check under the same seed, as a command where one can say it, else as code. */
export const replayOf = (
  session: Session,
  check: CheckId,
  options: VerifyOptions,
  { input, index }: { input?: Json; index?: number } = {},
): Counterexample["replay"] => {
  const { provider, seed, inProcess } = session;
  const made = input === undefined || index === undefined ? undefined : formatCase({ check, input, index });
  const found = options.case ?? made;
  const only = found === undefined ? `check: ['${check}']` : `case: '${found}'`;
  const which = found === undefined ? ["--check", check] : ["--case", found];
  const { replayAs } = options;
  if (replayAs && "receiver" in replayAs) {
    const code = `await verifyReceiver(receiver, { seed: ${seed}, ${only} })`;
    const { receiver, flags } = replayAs;
    if (receiver === undefined) return { code };
    return asCommand(["verify", receiver, "--seed", String(seed), ...which, ...flags], code);
  }
  const url = redact(session.url, session.secrets);
  const target = inProcess ? "target" : `'${url}'`;
  const code = `await verifyReceiver(${provider.name}, ${target}, { ...options, seed: ${seed}, ${only} })`;
  if (inProcess || !isRepeatable(options)) return { code };
  const named = ["verify", replayAs?.provider ?? provider.name, "--to", url, "--seed", String(seed)];
  return asCommand([...named, ...which, ...flagsOf(options)], code);
};
