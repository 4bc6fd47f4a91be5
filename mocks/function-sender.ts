import type { Delivery } from "./delivery.ts";
import { readResponse } from "./read-response.ts";
import { threw } from "./receiver-error.ts";
import { type Reception, type Sender, urlOf } from "./sender.ts";

/** A receiver in this process. */
export type FetchFunction = (request: Request) => Response | Promise<Response>;

const requestOf = (url: URL, { method, headers, body }: Delivery, signal: AbortSignal): Request => {
  const sent = body.length === 0 ? null : (body as Uint8Array<ArrayBuffer>);
  return new Request(url, { method, headers, body: sent, signal });
};

const call = async (receive: FetchFunction, request: Request): Promise<unknown> => {
  try {
    return await receive(request);
  } catch (cause) {
    throw threw(cause);
  }
};

/** Sends to a function of this process, which sees the URL. */
export const openFunction = (receive: FetchFunction, url: string): Sender => {
  const converse = async (delivery: Delivery, to: Reception, { signal }: AbortController): Promise<void> => {
    const request = requestOf(urlOf(url, delivery), delivery, signal);
    await readResponse(await call(receive, request), to, signal);
  };
  return {
    url,
    inProcess: true,
    knock: async () => {},
    send(delivery, to) {
      const stop = new AbortController();
      to.connected();
      converse(delivery, to, stop).catch(to.fail);
      return () => stop.abort();
    },
    isConnecting: () => false,
    close: async () => {},
  };
};
