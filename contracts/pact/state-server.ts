import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** Brings the receiver into a provider state; the values are those of the interaction's subject. */
export type StateHandler = (state: string, params: Record<string, unknown>) => unknown;

/** A loopback server that the verifier asks for each provider state. */
export interface StateServer {
  url: string;
  /** What the handler threw, in order. */
  failures: string[];
  close(): Promise<void>;
}

/** Serves a state handler to pact-core's verifier, which lives in another process. */
export const serveStates = async (handle: StateHandler): Promise<StateServer> => {
  const failures: string[] = [];
  const server = createServer(async (request, response) => {
    try {
      const { state, params = {} } = JSON.parse(await text(request));
      await handle(String(state), params);
      response.setHeader("content-type", "application/json").end("{}");
    } catch (error) {
      failures.push(String(error));
      response.writeHead(500).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/`, failures, close };
};
