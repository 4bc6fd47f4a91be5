import type { IncomingHttpHeaders } from "node:http";
import type { Delivery } from "../delivery.ts";
import { joinHeaders } from "./join-headers.ts";
import { knock } from "./knock.ts";
import { type Sender, urlOf } from "./sender.ts";

// A URL is read once, not for each delivery, unless it differs.
const pathsOf = (target: string): ((delivery: Delivery) => string) => {
  const pathOf = ({ pathname, search }: URL): string => pathname + search;
  const usual = pathOf(new URL(target));
  return (delivery) => (Object.keys(delivery.query).length === 0 ? usual : pathOf(urlOf(target, delivery)));
};

const BODILESS = [204, 304];

// A body where none may be: undici takes it for a broken answer, or for the answer to what comes next.
const hasStrayBody = (status: number, headers: IncomingHttpHeaders): boolean =>
  BODILESS.includes(status) &&
  (headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) !== 0);

const isFlat = (headers: IncomingHttpHeaders): headers is Record<string, string> => {
  for (const name in headers) if (typeof headers[name] !== "string") return false;
  return true;
};

const flatten = (headers: IncomingHttpHeaders): Record<string, string> =>
  isFlat(headers) ? headers : joinHeaders(Object.entries(headers));

/** Sends over sockets of its own: an undici Pool, which msw never intercepts and no global dispatcher reaches. */
export const openUrl = async (target: string, connections: number, timeout: number): Promise<Sender> => {
  const [{ Pool }, { createConnector }] = await Promise.all([import("undici"), import("./connector.ts")]);
  const connector = createConnector(timeout);
  const options = { connections, connect: connector.connect, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 };
  const pool = new Pool(new URL(target).origin, options);
  const pathOf = pathsOf(target);
  return {
    url: target,
    inProcess: false,
    knock: () => knock(new URL(target)),
    send(delivery, to) {
      const { method, headers, body } = delivery;
      let breakOff = (): void => {};
      pool.dispatch(
        { path: pathOf(delivery), method, headers, body },
        {
          onRequestStart(controller) {
            breakOff = () => controller.abort(new Error("broken off"));
            to.connected();
          },
          onResponseStart(_, status, headers) {
            if (status < 200) return;
            to.head(status, flatten(headers));
            if (!hasStrayBody(status, headers)) return;
            to.end();
            breakOff();
          },
          onResponseData: (_, bytes) => to.chunk(bytes),
          onResponseEnd: () => to.end(),
          onResponseError: (_, error) => to.fail(error),
        },
      );
      return () => breakOff();
    },
    isConnecting: connector.isConnecting,
    async close() {
      await pool.destroy();
      connector.drop();
    },
  };
};
