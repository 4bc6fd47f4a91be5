import { type Sender, urlOf } from "./sender.ts";

/** Sends by the platform's own fetch, where there are no sockets; a redirect is an answer. */
export const openUrl = async (target: string): Promise<Sender> => ({
  url: target,
  inProcess: false,
  knock: async () => {},
  async send(delivery, signal) {
    const { method, headers, body } = delivery;
    const sent = body.length === 0 ? null : (body as Uint8Array<ArrayBuffer>);
    const answer = await fetch(urlOf(target, delivery), { method, headers, body: sent, signal, redirect: "manual" });
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: answer.body ?? undefined,
    } as Awaited<ReturnType<Sender["send"]>>;
  },
  close: async () => {},
});
