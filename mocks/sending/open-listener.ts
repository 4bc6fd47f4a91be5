import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { callListener, type NodeListener } from "../node-listener.ts";
import { threw } from "./receiver-error.ts";
import type { Reception, Sender } from "./sender.ts";
import { openUrl } from "./url-node.ts";

// Says which delivery a request is, so that what its listener throws is known to belong there; the listener never sees it.
const MARK = "x-hookwright-delivery";

const takeMark = (request: IncomingMessage): string | undefined => {
  const { headers, headersDistinct, rawHeaders } = request; // made of each other on first use: all of them now
  const mark = headers[MARK];
  delete headers[MARK];
  delete headersDistinct[MARK];
  rawHeaders.splice(rawHeaders.indexOf(MARK), 2);
  return typeof mark === "string" ? mark : undefined;
};

/** Serves a listener on a free port of this machine, and sends there; it sees the path and the host of the URL. */
export const openListener = async (
  listener: NodeListener,
  url: string,
  connections: number,
  timeout: number,
): Promise<Sender> => {
  const under = new Map<string, Reception>();
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    const mark = takeMark(request) ?? "";
    callListener(listener, request, response).catch((cause: unknown) => under.get(mark)?.fail(threw(cause)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { host, pathname, search } = new URL(url);
  const { port } = server.address() as AddressInfo;
  const sender = await openUrl(`http://127.0.0.1:${port}${pathname}${search}`, connections, timeout);
  let count = 0;
  return {
    url,
    inProcess: true,
    knock: async () => {},
    send(delivery, to) {
      const mark = String(count++);
      under.set(mark, to);
      const marked = { ...delivery, headers: { host, ...delivery.headers, [MARK]: mark } };
      const breakOff = sender.send(marked, {
        ...to,
        end() {
          under.delete(mark);
          to.end();
        },
      });
      return () => {
        under.delete(mark);
        breakOff();
      };
    },
    isConnecting: sender.isConnecting,
    async close() {
      await sender.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
