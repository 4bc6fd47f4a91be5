import { connect } from "node:net";

const KNOCK_MS = 2000;

/** Opens a connection and closes it again; fails where nothing listens. */
export const knock = ({ hostname, port, protocol }: URL): Promise<void> =>
  new Promise((resolve, reject) => {
    const host = hostname.replace(/^\[|\]$/g, "");
    const socket = connect({ host, port: Number(port) || (protocol === "https:" ? 443 : 80), timeout: KNOCK_MS });
    socket.once("connect", () => resolve(void socket.destroy()));
    socket.once("timeout", () => resolve(void socket.destroy())); // a busy receiver is one all the same
    socket.once("error", reject);
  });
