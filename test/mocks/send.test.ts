import { setTimeout } from "node:timers/promises";
import { buildDeliveries, buildLifecycle, type Delivery, type Exchange } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it, onTestFinished } from "vitest";
import { send } from "../../mocks/sending/send.ts";
import type { Sender } from "../../mocks/sending/sender.ts";
import { openTarget } from "../../mocks/target.ts";
import { openUrl } from "../../mocks/transport-fetch.ts";
import { targetKinds } from "../support/describe-targets.ts";
import { deadOrigin, serve } from "../support/serve.ts";

const one = buildDeliveries(buildLifecycle(cloudflare, "issuance"))[0] as Delivery;
const summary = ({ error, response }: Exchange) => ({ code: error?.code, status: response?.status });

const opened = async (opening: Promise<Sender>): Promise<Sender> => {
  const sender = await opening;
  onTestFinished(sender.close);
  return sender;
};

for (const { kind, open } of targetKinds) {
  it(`a delivery that is aborted over ${kind} ends at once, with what had arrived`, async () => {
    const half = () => new Response(new ReadableStream({ start: (to) => to.enqueue(new Uint8Array([104, 105])) }));
    const sender = await opened(openTarget((await open(half)).target));
    const began = performance.now();
    const exchange = await send(sender, one, 10_000, AbortSignal.timeout(200));
    expect(performance.now() - began).toBeLessThan(2000);
    expect(exchange).toMatchObject({ error: { code: "aborted" }, response: { status: 200, body: "hi" } });
  });

  it(`what is aborted before is not sent over ${kind}`, async () => {
    let requests = 0;
    const { target } = await open(() => {
      requests++;
      return new Response();
    });
    const sender = await opened(openTarget(target));
    expect(summary(await send(sender, one, 1000, AbortSignal.abort()))).toEqual({ code: "aborted" });
    expect(summary(await send(sender, one, 1000, new AbortController().signal))).toEqual({ status: 200 });
    expect(requests).toBe(1);
  });

  it(`what is under way over ${kind} is aborted when the sender closes`, async () => {
    const sender = await openTarget((await open(() => new Promise<never>(() => {}))).target);
    const exchange = send(sender, one, 10_000);
    await setTimeout(50);
    await sender.close();
    expect(summary(await exchange)).toEqual({ code: "aborted" });
  });

  it(`a request that HTTP cannot say is an exchange, too, over ${kind}`, async () => {
    const sender = await opened(openTarget((await open(() => new Response())).target));
    const { error } = await send(sender, { ...one, headers: { "x-own": "two\r\nlines" } }, 1000);
    expect(error?.code).toBe("protocol");
    expect(error?.message).toMatch(/^the request is no valid HTTP \(/);
  });
}

it("the request that a fetch function sees is aborted when time is up", async () => {
  let signal: AbortSignal | undefined;
  const sender = await opened(
    openTarget((request) => {
      ({ signal } = request);
      return new Promise<never>(() => {});
    }),
  );
  await send(sender, one, 50);
  expect(signal?.aborted).toBe(true);
});

it("a signal is let go of when the exchange is over", async () => {
  const sender = await opened(openTarget(() => new Response()));
  const { signal } = new AbortController();
  let listening = 0;
  const counted = Object.assign(signal, {
    addEventListener: () => void listening++,
    removeEventListener: () => void listening--,
  });
  await send(sender, one, 1000, counted);
  expect(listening).toBe(0);
});

it.each<[string, () => Promise<string>, object]>([
  ["an answer", () => serve((_, response) => void response.end("ok")), { status: 200 }],
  ["a port where nothing listens", deadOrigin, { code: "refused" }],
  ["a host without an address", async () => "http://nowhere.invalid", { code: "dns" }],
  ["silence", () => serve(() => {}), { code: "timeout" }],
  [
    "an end within the answer",
    () => serve((_, response) => response.write("x", () => response.destroy())),
    { code: "reset", status: 200 },
  ],
  [
    "a body for ever",
    () => serve((_, response) => void response.end(Buffer.alloc(2 ** 21))),
    { code: "too-large", status: 200 },
  ],
])("where there are no sockets, fetch brings %s", async (_, start, expected) => {
  const sender = await opened(openUrl(await start()));
  const exchange = await send(sender, one, 300);
  expect(summary(exchange)).toEqual(expected);
  if (exchange.error) expect(exchange.error.message).not.toContain("the request is");
});
