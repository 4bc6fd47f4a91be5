import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import type { FetchFunction } from "hookwright";
import { onTestFinished } from "vitest";

/** A server on a free port of this machine. */
export interface Served {
  /** Such as http://127.0.0.1:40123. */
  origin: string;
  close(): Promise<void>;
}

/** Starts a server; whoever starts it closes it. */
export const openServer = async (listener: RequestListener): Promise<Served> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
};

/** Starts a server that lives as long as the test that asks for it. */
export const serve = async (listener: RequestListener): Promise<string> => {
  const { origin, close } = await openServer(listener);
  onTestFinished(close);
  return origin;
};

/** The origin of a server that is gone again: nothing listens there. */
export const deadOrigin = async (): Promise<string> => {
  const { origin, close } = await openServer(() => {});
  await close();
  return origin;
};

/** A fetch function as a listener of node:http. */
export const toListener =
  (receive: FetchFunction): RequestListener =>
  async (incoming, outgoing) => {
    const { method = "GET", url = "/", headers } = incoming;
    const body = method === "GET" || method === "HEAD" ? null : await buffer(incoming);
    const request = new Request(new URL(url, "http://localhost"), {
      method,
      headers: headers as Record<string, string>,
      body,
    });
    const answer = await Promise.resolve(request)
      .then(receive)
      .catch(() => undefined);
    if (!answer) return void outgoing.destroy(); // a receiver that throws resets the connection
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).flushHeaders();
    if (answer.body === null) outgoing.end();
    else await pipeline(Readable.fromWeb(answer.body as WebStream), outgoing).catch(() => {}); // the client may leave early
  };
