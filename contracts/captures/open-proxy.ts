import { once } from "node:events";
import { createServer } from "node:http";
import { listen } from "../../mocks/listen.ts";
import type { Recorder } from "./create-recorder.ts";
import { forward } from "./forward.ts";

/** A port of this machine that leads to a target. */
export interface Proxy {
  url: string;
  /** Ends what is under way, and waits until it is given to be saved. */
  close(): Promise<void>;
}

/**
 * Opens a port of 127.0.0.1, any that is free for 0, whose requests go on to a target.
 * @throws HookwrightError `invalid-option` for a port that cannot be had
 */
export const openProxy = async (target: URL, port: number, save: Recorder["save"]): Promise<Proxy> => {
  const underWay = new Set<Promise<unknown>>();
  const server = createServer((incoming, outgoing) => {
    try {
      forward(incoming, outgoing, target, save);
    } catch {
      outgoing.destroy(); // a request that Node reads but does not write
    }
    const closed = once(outgoing, "close").finally(() => underWay.delete(closed));
    underWay.add(closed);
  });
  return {
    url: `http://127.0.0.1:${await listen(server, port)}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await Promise.allSettled(underWay);
    },
  };
};
