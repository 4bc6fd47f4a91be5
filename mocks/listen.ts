import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HookwrightError } from "../schemas/hookwright-error.ts";

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "it is in use. Give another with --port, or 0 for any that is free.",
  EACCES: "this user may not. Give one from 1024 on with --port, or 0 for any that is free.",
};

/**
 * Opens a server on a port of this machine, any that is free for 0, and tells which.
 * @throws HookwrightError `invalid-option` for a port that cannot be had
 */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        new HookwrightError(
          "invalid-option",
          `Failed to listen on port ${port}: ${REASONS[cause.code ?? ""] ?? cause.message}`,
          { cause },
        ),
      ),
    );
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
