import { Socket } from "node:net";
import { buildConnector } from "undici";

/** Makes connections, and can drop those that are still being made: undici would wait for them. */
export interface Connector {
  connect: buildConnector.connector;
  isConnecting(): boolean;
  drop(): void;
}

/** undici's own way of connecting, no longer than `timeout`. */
export const createConnector = (timeout: number): Connector => {
  const connect = buildConnector({ timeout });
  const underWay = new Set<Socket>();
  return {
    connect(options, callback) {
      const socket: unknown = connect(options, (...result) => {
        if (socket instanceof Socket) underWay.delete(socket);
        callback(...result);
      });
      if (socket instanceof Socket) underWay.add(socket);
    },
    isConnecting: () => underWay.size > 0,
    drop() {
      for (const socket of underWay) socket.destroy();
    },
  };
};
