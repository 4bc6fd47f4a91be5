import { createServer, type RequestListener } from "node:http";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { buildLifecycle, deliver, type Exchange } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { serve } from "../../support/serve.ts";

const lifecycles = (count: number) =>
  Array.from({ length: count }, (_, index) => buildLifecycle(cloudflare, "issuance", { index }));

const bodyOf = ({ delivery }: Exchange): string => new TextDecoder().decode(delivery.body);

/** A server that notes each request's body before `then` has its way with the connection. */
const recorder = async (then: (socket: Socket, ...args: Parameters<RequestListener>) => void) => {
  const seen: string[] = [];
  const origin = await serve(async (request, response) => {
    seen.push(await text(request));
    then(request.socket, request, response);
  });
  return { seen, origin };
};

/** Nothing arrived twice, and what was answered did arrive. */
const expectNoneDoubled = (seen: readonly string[], exchanges: readonly Exchange[]): void => {
  expect(new Set(seen).size).toBe(seen.length);
  for (const exchange of exchanges) if (exchange.response) expect(seen).toContain(bodyOf(exchange));
  for (const body of seen) expect(exchanges.map(bodyOf)).toContain(body);
};

it("a receiver that closes kept connections between requests gets each delivery at most once", async () => {
  const { seen, origin } = await recorder((socket, _, response) => response.end("ok", () => socket.destroySoon()));
  const exchanges = await deliver(lifecycles(60), origin, { concurrency: 4 });
  expect(exchanges).toHaveLength(180);
  expectNoneDoubled(seen, exchanges);
  const lost = exchanges.filter(({ error }) => error);
  for (const { error } of lost) expect(error?.code).toBe("reset");
  expect(seen.length + lost.length).toBeGreaterThanOrEqual(180);
  expect(lost.length).toBeLessThan(90); // a close that crosses a request is reported; most are seen in time
});

it("a request whose connection closed before an answer is not sent again", async () => {
  const { seen, origin } = await recorder((socket) => socket.destroy());
  const exchanges = await deliver(lifecycles(20), origin);
  expect(exchanges.map(({ error }) => error?.code)).toEqual(Array.from({ length: 60 }, () => "reset"));
  expect(seen).toHaveLength(60);
  expectNoneDoubled(seen, exchanges);
});

it("nor is one over a connection that served others before", async () => {
  const served = new WeakMap<Socket, number>();
  const { seen, origin } = await recorder((socket, _, response) => {
    const count = (served.get(socket) ?? 0) + 1;
    served.set(socket, count);
    if (count === 3) socket.resetAndDestroy();
    else response.end("ok");
  });
  const exchanges = await deliver(lifecycles(20), origin, { concurrency: 2 });
  const codes = exchanges.map(({ error }) => error?.code);
  expect(seen).toHaveLength(60);
  expectNoneDoubled(seen, exchanges);
  expect(codes.filter((code) => code === "reset")).toHaveLength(20);
});

it("GET, which may be sent again, is not either", async () => {
  let requests = 0;
  const origin = await serve((request) => {
    requests++;
    request.socket.destroy();
  });
  const [step] = await deliver(lifecycles(1), origin, { concurrency: 1 });
  requests = 0;
  const delivery = { ...(step as Exchange).delivery, method: "GET", body: new Uint8Array(0) };
  const exchanges = await deliver([delivery, delivery], origin);
  expect(exchanges.map(({ error }) => error?.code)).toEqual(["reset", "reset"]);
  expect(requests).toBe(2);
});

it("what comes after a timeout goes over a connection of its own", async () => {
  let requests = 0;
  const { seen, origin } = await recorder((_, __, response) => {
    if (requests++ === 0) setTimeout(() => response.end("late"), 1500);
    else response.end(`${requests}`);
  });
  const exchanges = await deliver(lifecycles(1), origin, { timeout: 1000 });
  expect(exchanges.map(({ response, error }) => response?.body ?? error?.code)).toEqual(["timeout", "2", "3"]);
  expect(seen).toHaveLength(3);
});

it("a receiver that restarts is found again", async () => {
  let [answered, port] = [0, 0];
  const start = (): ReturnType<typeof createServer> =>
    createServer((_, response) => {
      answered++;
      response.end("ok");
    });
  const first = start();
  await new Promise<void>((resolve) => first.listen(0, "127.0.0.1", resolve));
  port = (first.address() as { port: number }).port;
  const second = start();
  const source = async function* () {
    yield buildLifecycle(cloudflare, "issuance", { index: 0 });
    await expect.poll(() => answered).toBe(3);
    await new Promise((resolve) => {
      first.close(resolve);
      first.closeAllConnections();
    });
    await new Promise<void>((resolve) => second.listen(port, "127.0.0.1", resolve));
    yield buildLifecycle(cloudflare, "issuance", { index: 1 });
  };
  const exchanges = await deliver(source(), `http://127.0.0.1:${port}/`);
  second.close();
  second.closeAllConnections();
  expect(exchanges.map(({ response }) => response?.status)).toEqual(Array.from({ length: 6 }, () => 200));
});
