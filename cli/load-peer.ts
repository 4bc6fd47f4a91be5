import { HookwrightError } from "../schemas/hookwright-error.ts";

/**
 * Loads what needs an optional peer.
 * @throws HookwrightError `missing-peer` with the command that installs it
 */
export const loadPeer = async <T>(peer: string, load: () => Promise<T>): Promise<T> => {
  try {
    return await load();
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    if (cause.code !== "ERR_MODULE_NOT_FOUND" || !cause.message.includes(`'${peer}'`)) throw cause;
    throw new HookwrightError("missing-peer", `Failed to load ${peer}: it is not installed. Run npm i -D ${peer}.`, {
      cause,
    });
  }
};
