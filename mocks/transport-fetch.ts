import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Delivery } from "./delivery.ts";
import { joinHeaders } from "./sending/join-headers.ts";
import { type Reception, type Sender, urlOf } from "./sending/sender.ts";

const converse = async (target: string, delivery: Delivery, to: Reception, signal: AbortSignal): Promise<void> => {
  const { method, headers, body } = delivery;
  const sent = body.length === 0 ? null : (body as Uint8Array<ArrayBuffer>);
  const answer = await fetch(urlOf(target, delivery), { method, headers, body: sent, signal, redirect: "manual" });
  to.head(answer.status, joinHeaders(answer.headers));
  const reader = answer.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) to.chunk(next.value);
  to.end();
};

/** Sends by the platform's own fetch, where there are no sockets; a redirect is an answer. */
export const openUrl = async (target: string): Promise<Sender> => ({
  url: target,
  inProcess: false,
  knock: async () => {},
  send(delivery, to) {
    const stop = new AbortController();
    to.connected(); // fetch does not say when
    converse(target, delivery, to, stop.signal).catch(to.fail);
    return () => stop.abort();
  },
  isConnecting: () => false,
  close: async () => {},
});

/** There is no server to be had outside Node. */
export const openListener = async (): Promise<Sender> => {
  throw new HookwrightError(
    "invalid-option",
    "Failed to open the target: nodeListener needs Node. Give a URL, a fetch function, or an object with one.",
  );
};
