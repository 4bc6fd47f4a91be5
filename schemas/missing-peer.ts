import { HookwrightError } from "./hookwright-error.ts";

/** The error for an optional peer that is not installed: it says how to install it. */
export const missingPeer = (name: string, cause: unknown): HookwrightError =>
  new HookwrightError("missing-peer", `Failed to load ${name}: it is not installed. Run npm i -D ${name}.`, { cause });

const isMissing = (name: string, error: unknown): boolean => {
  const { code, message } = error as NodeJS.ErrnoException;
  return /MODULE_NOT_FOUND$/.test(code ?? "") && message.includes(`'${name}'`); // jest's code is another than Node's
};

/**
 * Loads what needs an optional peer.
 * @throws HookwrightError `missing-peer` where that is not installed
 */
export const withPeer = <T>(name: string, load: () => Promise<T>): Promise<T> =>
  load().catch((error: unknown) => {
    throw isMissing(name, error) ? missingPeer(name, error) : error;
  });
