import { readFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { Worker } from "node:worker_threads";
import { deadOrigin, openServer } from "../../support/serve.ts";
import type { Hostile, Opened } from "./hostile.ts";

const elsewhere = (target: string): Opened => ({ target, close: async () => {} });

// A thread that listens and then sleeps accepts nothing.
const LISTENER = `
  const { createServer } = require("node:net");
  const { parentPort } = require("node:worker_threads");
  const server = createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

const isTaken = (socket: Socket): Promise<boolean> =>
  new Promise((resolve) => {
    socket.once("connect", () => resolve(true));
    setTimeout(resolve, 200, false);
  });

/** A server whose queue of connections is full: the system itself takes no more. */
const openFull = async (): Promise<Opened> => {
  const worker = new Worker(LISTENER, { eval: true });
  const port = await new Promise<number>((resolve) => worker.once("message", resolve));
  const sockets: Socket[] = [];
  for (let taken = true; taken; ) {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    sockets.push(socket);
    taken = await isTaken(socket);
  }
  return {
    target: `http://127.0.0.1:${port}/`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await worker.terminate();
    },
  };
};

const openTls = async (): Promise<Opened> => {
  const pem = readFileSync(new URL("self-signed.pem", import.meta.url));
  const server = createTlsServer({ key: pem, cert: pem }, (socket) => void socket.end()).on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    target: `https://localhost:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
};

/** Accepts connections, and never says a word of the handshake. */
const openSilentTls = async (): Promise<Opened> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket.on("error", () => {}).resume()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    target: `https://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

const openPlain = async (): Promise<Opened> => {
  const { origin, close } = await openServer((_, response) => response.end());
  return { target: origin.replace("http:", "https:"), close };
};

/** Where there is no connection to send anything over. */
export const noConnections: readonly Hostile[] = [
  { does: "does not listen", code: "refused", open: async () => elsewhere(await deadOrigin()) },
  { does: "has no address", code: "dns", open: async () => elsewhere("http://nowhere.invalid/") },
  { does: "never accepts a connection", code: "connect-timeout", open: openFull },
  { does: "never answers to the TLS handshake", code: "connect-timeout", open: openSilentTls },
  { does: "shows a certificate that it signed itself", code: "tls", open: openTls },
  { does: "speaks plain HTTP at an https URL", code: "tls", open: openPlain },
];
