import { isLoopback } from "../mocks/is-loopback.ts";
import { parseAuth } from "../mocks/parse-auth.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Auth } from "../schemas/provider.ts";

/** What commands that send are told on the command line. */
export interface ReceiverFlags {
  to: string;
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

/** Refuses to send to another machine, unless that is allowed. */
export const checkRemote = ({ to, allowRemote }: Pick<ReceiverFlags, "to" | "allowRemote">): void => {
  const host = URL.canParse(to) ? new URL(to).hostname : "";
  if (!allowRemote && host !== "" && !isLoopback(host))
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
  checkRemote(flags);
  const { envelope, seed, run, start, timeout, concurrency, header, auth } = flags;
  return {
    ...secretOf(flags),
    ...defined({ envelope, seed, run, start, timeout, concurrency }),
    ...(auth !== undefined && { auth: parseAuth(auth) }),
    ...(header && { headers: readHeaders(header) }),
  };
};
