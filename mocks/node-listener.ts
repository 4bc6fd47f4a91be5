import type { RequestListener, Server } from "node:http";
import { HookwrightError } from "../schemas/hookwright-error.ts";

/** A Node server's listener as a target. */
export interface NodeListener {
  nodeListener: RequestListener | Server;
}

const isServer = (app: unknown): app is Server =>
  typeof app === "object" && app !== null && "rawListeners" in app && typeof app.rawListeners === "function";

/**
 * Makes a target of what listens to requests in Node: an Express app, a listener of `http.createServer`, or a server of it.
 * For the time of a delivery it is served on a free port of this machine; a server's own port is neither opened nor used.
 * @throws HookwrightError `invalid-option` for what is none of them
 * @example await deliver(lifecycle, nodeListener(express().post('/webhooks', handler)))
 */
export const nodeListener = (app: RequestListener | Server): NodeListener => {
  if (typeof app === "function" || isServer(app)) return { nodeListener: app };
  throw new HookwrightError(
    "invalid-option",
    `Failed to make a target of ${String(app)}: it listens to no requests. Give an Express app, a function (request, response), or an http.Server.`,
  );
};

/** Calls the listener, or those of the server, with one request; rejects with what they throw. */
export const callListener = async (
  { nodeListener: app }: NodeListener,
  ...args: Parameters<RequestListener>
): Promise<void> => {
  if (typeof app === "function") await app(...args);
  else await Promise.all(app.rawListeners("request").map((listener) => listener.call(app, ...args)));
};
