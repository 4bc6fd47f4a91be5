import { type FetchFunction, nodeListener } from "hookwright";
import type { Hostile } from "./hostile.ts";

const streaming = (source: UnderlyingDefaultSource<unknown>): FetchFunction => {
  return () => new Response(new ReadableStream(source) as ReadableStream<Uint8Array>);
};

const fails = (cause: unknown): never => {
  throw cause;
};

const readBefore: FetchFunction = async () => {
  const answer = new Response("ok");
  await answer.text();
  return answer;
};

const receiver = (receive: unknown, rest: Omit<Hostile, "open">): Hostile => ({
  ...rest,
  open: async () => ({ target: receive as FetchFunction, close: async () => {} }),
});

/** What fetch functions do. */
export const fetchFunctions: readonly Hostile[] = [
  receiver(() => fails(new TypeError("no such row")), { does: "throws", code: "threw" }),
  receiver(() => fails(Object.create(null)), { does: "throws what no text can say", code: "threw" }),
  receiver(async () => fails(undefined), { does: "rejects with nothing", code: "threw" }),
  receiver(() => undefined, { does: "returns nothing", code: "not-a-response" }),
  receiver(() => ({ status: 200 }), { does: "returns an object that is no Response", code: "not-a-response" }),
  receiver(() => Response.error(), { does: "returns Response.error()", code: "not-a-response" }),
  receiver(readBefore, { does: "returns a Response that was read before", code: "not-a-response", status: 200 }),
  receiver(streaming({ start: (to) => to.enqueue("ok") }), {
    does: "streams what is no bytes",
    code: "not-a-response",
    status: 200,
  }),
  receiver(() => new Promise(() => {}), { does: "never settles", code: "timeout" }),
  receiver(streaming({}), { does: "streams a body that never ends", code: "timeout", status: 200 }),
  receiver(streaming({ pull: (to) => to.enqueue(new Uint8Array(2 ** 16)) }), {
    does: "streams a body for ever",
    code: "too-large",
    status: 200,
  }),
  receiver(streaming({ pull: () => fails(new TypeError("no such row")) }), {
    does: "throws within its body",
    code: "threw",
    status: 200,
  }),
  receiver(streaming({ cancel: () => fails(new Error("not now")) }), {
    does: "streams a body that never ends, and throws when it is cancelled",
    code: "timeout",
    status: 200,
  }),
];

/** What listeners do. */
export const listeners: readonly Hostile[] = [
  receiver(
    nodeListener(() => fails(new TypeError("no such row"))),
    { does: "throws", code: "threw" },
  ),
  receiver(
    nodeListener(async () => fails(new TypeError("no such row"))),
    { does: "rejects", code: "threw" },
  ),
  receiver(
    nodeListener(() => {}),
    { does: "never answers", code: "timeout" },
  ),
  receiver(
    nodeListener((_, response) => void response.write("half")),
    { does: "never ends its answer", code: "timeout", status: 200 },
  ),
  receiver(
    nodeListener((request) => void request.socket.destroy()),
    { does: "destroys its socket", code: "reset" },
  ),
];
