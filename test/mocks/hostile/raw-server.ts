import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Opened } from "./hostile.ts";

/** What a raw server does when a request has arrived. */
export type Answer = (socket: Socket, timeout: number) => void;

const REQUEST = "POST /";

/** A server below HTTP: it counts requests, and answers whatever it likes. */
export const openRaw = async (answer: Answer, timeout: number): Promise<Opened> => {
  const sockets = new Set<Socket>();
  let [requests, written] = [0, 0];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}); // to be cut off is its lot
    socket.on("close", () => {
      written += socket.bytesWritten;
      sockets.delete(socket);
    });
    socket.on("data", (data) => {
      if (!data.includes(REQUEST)) return;
      requests += data.toString("latin1").split(REQUEST).length - 1;
      answer(socket, timeout);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    target: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests: () => requests,
    written: () => written,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
