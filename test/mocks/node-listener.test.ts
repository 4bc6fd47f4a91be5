import { EventEmitter } from "node:events";
import { createServer, IncomingMessage, type RequestListener, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { buildDeliveries, buildLifecycle, type Delivery, deliver, nodeListener } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { openListener } from "../../mocks/transport-fetch.ts";
import { thrownBy } from "../support/thrown.ts";

const issuance = buildLifecycle(cloudflare, "issuance");
const one = (): Delivery => buildDeliveries(issuance)[0] as Delivery;

const ok: RequestListener = (_, response) => void response.end("ok");

it("a listener gets a request and a response of node:http", async () => {
  let real: unknown;
  const [exchange] = await deliver(
    one(),
    nodeListener((request, response) => {
      real = [request instanceof IncomingMessage, response instanceof ServerResponse, request.socket.remoteAddress];
      response.setHeader("set-cookie", ["a=1", "b=2"]);
      response.writeHead(202, "Taken").end("ok");
    }),
  );
  expect(real).toEqual([true, true, "127.0.0.1"]);
  expect(exchange?.response).toMatchObject({ status: 202, body: "ok", headers: { "set-cookie": "a=1, b=2" } });
});

it("a listener sees the host and the path of options.url, and no header of ours", async () => {
  let seen: unknown;
  const receive: RequestListener = (request, response) => {
    const names = [request.headers, request.headersDistinct].flatMap(Object.keys).concat(request.rawHeaders);
    seen = { url: request.url, host: request.headers.host, ours: names.filter((name) => name.includes("hookwright")) };
    response.end();
  };
  await deliver(one(), nodeListener(receive), { url: "https://example.com/hooks?a=1" });
  expect(seen).toEqual({ url: "/hooks?a=1", host: "example.com", ours: [] });
});

it("a server that listens nowhere is a target, and listens nowhere after it", async () => {
  const server = createServer(ok);
  const exchanges = await deliver(issuance, nodeListener(server));
  expect(exchanges.map(({ response }) => response?.body)).toEqual(["ok", "ok", "ok"]);
  expect(server.listening).toBe(false);
});

it("several deliveries to one server go on at the same time", async () => {
  const target = nodeListener(createServer(ok));
  const runs = await Promise.all([deliver(issuance, target), deliver(issuance, target)]);
  expect(runs.flat().map(({ response }) => response?.status)).toEqual(Array.from({ length: 6 }, () => 200));
});

it.each<[string, RequestListener]>([
  [
    "throws",
    () => {
      throw new TypeError("no such row");
    },
  ],
  [
    "rejects",
    async () => {
      await sleep(1);
      throw new TypeError("no such row");
    },
  ],
  [
    "answers and throws at once",
    async (_, response) => {
      response.end("ok");
      throw new TypeError("no such row");
    },
  ],
])("a listener that %s is the error threw, and the next delivery still goes out", async (_, broken) => {
  let requests = 0;
  const receive: RequestListener = (...args) => (requests++ === 0 ? broken(...args) : ok(...args));
  for (const app of [receive, createServer(receive)]) {
    requests = 0;
    const exchanges = await deliver(issuance, nodeListener(app));
    expect(exchanges[0]?.error).toEqual({ code: "threw", message: "the receiver threw TypeError: no such row" });
    expect(exchanges.map(({ error }) => error?.code)).toEqual(["threw", undefined, undefined]);
  }
});

it("a listener that throws in the middle of its answer is the error threw, and the status is kept", async () => {
  const [exchange] = await deliver(
    one(),
    nodeListener(async (_, response) => {
      response.writeHead(200).write("half");
      await sleep(50);
      throw new Error("late");
    }),
  );
  expect(exchange).toMatchObject({ error: { code: "threw" }, response: { status: 200, body: "half" } });
});

it("a listener that answers and rejects long after has answered", async () => {
  const app = nodeListener(async (_, response) => {
    response.end("ok");
    await sleep(20);
    throw new Error("too late for an exchange");
  });
  const [exchange] = await deliver(one(), app);
  await sleep(40);
  expect(exchange?.error).toBeUndefined();
});

it.each([undefined, null, 3, "http://127.0.0.1", {}, new Map()])("%s listens to no requests", async (app) => {
  const error = await thrownBy(() => nodeListener(app as unknown as RequestListener));
  expect(error.message).toContain("[hookwright] Failed to make a target of");
});

it("whatever emits requests is a server", async () => {
  const emitter = new EventEmitter().on("request", ok);
  const [exchange] = await deliver(one(), nodeListener(emitter as unknown as RequestListener));
  expect(exchange?.response?.body).toBe("ok");
});

it("outside Node the error says so", async () => {
  expect((await thrownBy(openListener)).message).toContain("nodeListener needs Node");
});
