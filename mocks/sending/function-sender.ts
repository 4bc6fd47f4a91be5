import type { Delivery } from "../delivery.ts";
import { createBreath } from "./breath.ts";
import { readResponse } from "./read-response.ts";
import { threw } from "./receiver-error.ts";
import { type Reception, type Sender, urlOf } from "./sender.ts";

/** A receiver in this process. */
export type FetchFunction = (request: Request) => Response | Promise<Response>;

// A signal that is given to a Request is followed by one of its own, which in Node takes long to be let go of: among many
// deliveries, memory grows by gigabytes. So it stands in the place of its own.
const requestOf = (url: URL, { method, headers, body }: Delivery, signal: AbortSignal): Request => {
  const sent = body.length === 0 ? null : (body as Uint8Array<ArrayBuffer>);
  return Object.defineProperty(new Request(url, { method, headers, body: sent }), "signal", { value: signal });
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
  const breathe = createBreath();
  const under = new Set<Reception>();
  const converse = async (delivery: Delivery, to: Reception, { signal }: AbortController): Promise<void> => {
    await breathe();
    if (signal.aborted) return;
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
      under.add(to);
      converse(delivery, to, stop)
        .catch(to.fail)
        .finally(() => under.delete(to));
      return () => {
        under.delete(to);
        stop.abort();
      };
    },
    isConnecting: () => false,
    async close() {
      for (const to of under) to.fail(new DOMException("The sender was closed", "AbortError"));
    },
  };
};
