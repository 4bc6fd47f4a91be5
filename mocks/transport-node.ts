import { connect } from "node:net";
import { type Sender, urlOf } from "./sender.ts";

const KNOCK_MS = 2000;

/** Opens a connection and closes it again. */
const connectOnce = ({ hostname, port, protocol }: URL): Promise<void> =>
  new Promise((resolve, reject) => {
    const host = hostname.replace(/^\[|\]$/g, "");
    const socket = connect({ host, port: Number(port) || (protocol === "https:" ? 443 : 80), timeout: KNOCK_MS });
    socket.once("connect", () => resolve(void socket.destroy()));
    socket.once("timeout", () => resolve(void socket.destroy())); // a busy receiver is one all the same
    socket.once("error", reject);
  });

/** Sends over sockets of its own: an undici Pool, which msw never intercepts and no global dispatcher reaches. */
export const openUrl = async (target: string, connections: number): Promise<Sender> => {
  const { Pool } = await import("undici");
  const pool = new Pool(new URL(target).origin, { connections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  return {
    url: target,
    inProcess: false,
    knock: () => connectOnce(new URL(target)),
    async send(delivery, signal) {
      const { pathname, search } = urlOf(target, delivery);
      const { method, headers, body } = delivery;
      const answer = await pool.request({ path: pathname + search, method, headers, body, signal });
      const flat = Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(", ")]);
      return { status: answer.statusCode, headers: Object.fromEntries(flat), body: answer.body };
    },
    close: () => pool.destroy(),
  };
};
