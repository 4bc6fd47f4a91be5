import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

interface Row {
  at: number;
  status: string;
}

interface Event {
  id: string;
  key: string;
  at: number;
  status: string;
}

/** What examples/node-http/receiver.js takes. */
export interface ExampleOptions {
  secret: string;
  take?: (rows: Map<string, Row>, seen: Set<string>, event: Event) => void;
}

const location = new URL("../../examples/node-http/receiver.js", import.meta.url).href;

/** Starts the receiver of examples/node-http for the length of a test; the answer is its origin. */
export const startExample = async (options: ExampleOptions): Promise<string> => {
  const { createReceiver } = (await import(/* @vite-ignore */ location)) as {
    createReceiver: (options: ExampleOptions) => Server;
  };
  const server = createReceiver(options);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
