import type { Command } from "commander";
import { parseAuth } from "../../mocks/parse-auth.ts";
import { isLoopback } from "../../mocks/sending/is-loopback.ts";
import type { Target } from "../../mocks/target.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { Auth } from "../../schemas/provider.ts";

/** What commands that send are told on the command line. */
export interface ReceiverFlags {
  to?: string;
  config?: string;
  secret?: string;
  secretEnv?: string;
  auth?: string;
  header?: [string, string][];
  envelope?: string;
  seed?: number;
  run?: number;
  start?: string;
  timeout?: number;
  concurrency?: number;
  allowRemote?: boolean;
}

/**
 * Refuses a URL of another machine, unless that is allowed.
 * @throws HookwrightError `not-allowed`
 */
export const checkRemote = (target: Target | undefined, isAllowed = false): void => {
  const url = typeof target === "string" || target instanceof URL ? String(target) : "";
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  if (!isAllowed && host !== "" && !isLoopback(host))
    // what has no host is refused as no URL
    throw new HookwrightError(
      "not-allowed",
      `Failed to send to ${host}: it is not this machine. Pass --allow-remote if it is yours.`,
    );
};

/** The secret as it is given, or out of the environment. */
export const secretOf = ({ secret, secretEnv }: Pick<ReceiverFlags, "secret" | "secretEnv">): { secret?: string } => {
  if (secretEnv === undefined) return secret === undefined ? {} : { secret };
  const found = process.env[secretEnv];
  if (found === undefined)
    throw new HookwrightError(
      "invalid-option",
      `Failed to read the secret: the environment has no ${secretEnv}. Set it, or name another.`,
    );
  return { secret: found };
};

/** Where the secret was found: asked for on the command line, or lying in the environment. */
export type SecretSource = "cli" | "env";

/** Where a command found its secret. */
export const secretSourceOf = (command: Command): SecretSource =>
  command.getOptionValueSource("secret") === "env" && command.getOptionValue("secretEnv") === undefined ? "env" : "cli";

/** What a config says with what the flags say in its place; a secret of the environment is for a receiver that has none. */
export const withFlags = <T extends { secret?: string }>(own: T, given: Partial<T>, secretSource: SecretSource): T => {
  const secret = secretSource === "env" ? (own.secret ?? given.secret) : (given.secret ?? own.secret);
  return { ...own, ...given, ...defined({ secret }) };
};

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

// A name given twice is one header with both values.
const readHeaders = (pairs: readonly [string, string][]): Record<string, string> => {
  const headers = new Map<string, string>();
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    const before = headers.get(key);
    headers.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(headers);
};

/** The given fields of an object, without those that are undefined. */
export const defined = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;

/**
 * The options that every sending call shares.
 * @throws HookwrightError `not-allowed` for another machine's receiver, `invalid-option` for an absent variable
 */
export const receiverOptions = (
  flags: ReceiverFlags,
): ReturnType<typeof secretOf> &
  Defined<Pick<ReceiverFlags, "envelope" | "seed" | "run" | "start" | "timeout" | "concurrency">> & {
    headers?: Record<string, string>;
    auth?: Auth;
  } => {
  checkRemote(flags.to, flags.allowRemote);
  const { envelope, seed, run, start, timeout, concurrency, header, auth } = flags;
  return {
    ...secretOf(flags),
    ...defined({ envelope, seed, run, start, timeout, concurrency }),
    ...(auth !== undefined && { auth: parseAuth(auth) }),
    ...(header && { headers: readHeaders(header) }),
  };
};
