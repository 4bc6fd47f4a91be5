import { type Sender, urlOf } from "./sender.ts";

/** Sends over sockets of its own: an undici Pool, which msw never intercepts and no global dispatcher reaches. */
export const openUrl = async (target: string, connections: number): Promise<Sender> => {
  const { Pool } = await import("undici");
  const pool = new Pool(new URL(target).origin, { connections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  return {
    url: target,
    inProcess: false,
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
