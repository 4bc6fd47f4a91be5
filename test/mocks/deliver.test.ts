import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import {
  buildDeliveries,
  buildLifecycle,
  type Delivery,
  deliver,
  deliverEach,
  duplicate,
  type Exchange,
  type FetchFunction,
  type Target,
} from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it, onTestFinished } from "vitest";
import { describeTargets } from "../support/describe-targets.ts";
import { deadOrigin, serve } from "../support/serve.ts";
import { thrownBy } from "../support/thrown.ts";

const MIB = 2 ** 20;

const ok: FetchFunction = () => new Response("ok");
const issuance = (index = 0) => buildLifecycle(cloudflare, "issuance", { index });
const issuances = (count: number) => Array.from({ length: count }, (_, index) => issuance(index));
const one = (): Delivery => buildDeliveries(issuance())[0] as Delivery;
const statuses = (exchanges: readonly Exchange[]) => exchanges.map(({ response }) => response?.status);
const codes = (exchanges: readonly Exchange[]) => exchanges.map(({ error }) => error?.code);

interface Received {
  id: string;
  step: number;
}

/** Notes what arrives, by hostname, and answers after a while. */
const recorder = (ms = () => 0) => {
  const received: Received[] = [];
  let [open, most] = [0, 0];
  const openOf = new Map<string, number>();
  let overlapped = false;
  const receive: FetchFunction = async (request) => {
    const { data, metadata } = (await request.json()) as {
      data: { id: string };
      metadata: { event: { type: string } };
    };
    open++;
    most = Math.max(most, open);
    overlapped ||= (openOf.get(data.id) ?? 0) > 0;
    openOf.set(data.id, (openOf.get(data.id) ?? 0) + 1);
    received.push({
      id: data.id,
      step: ["validation", "issuance", "deployment"].indexOf(metadata.event.type.split(".")[2] ?? ""),
    });
    await sleep(ms());
    openOf.set(data.id, (openOf.get(data.id) ?? 0) - 1);
    open--;
    return new Response(null, { status: 204 });
  };
  return { received, receive, most: () => most, overlapped: () => overlapped };
};

describeTargets((open) => {
  it("a lifecycle arrives in the order of its steps, and its exchanges have that order", async () => {
    const { received, receive } = recorder();
    const { target } = await open(receive);
    const exchanges = await deliver(issuance(), target);
    expect(received.map(({ step }) => step)).toEqual([0, 1, 2]);
    expect(exchanges.map(({ delivery }) => delivery.step)).toEqual([1, 2, 3]);
    expect(statuses(exchanges)).toEqual([204, 204, 204]);
  });

  it("the deliveries of one subject never overlap, those of several do, as many as concurrency says", async () => {
    const { received, receive, most, overlapped } = recorder(() => 5);
    const { target } = await open(receive);
    await deliver(issuances(12), target, { concurrency: 4 });
    expect(overlapped()).toBe(false);
    expect(most()).toBe(4);
    for (const { id } of received)
      expect(received.filter((other) => other.id === id).map(({ step }) => step)).toEqual([0, 1, 2]);
  });

  it("concurrency 1 sends one request at a time", async () => {
    const { receive, most } = recorder(() => 1);
    const { target } = await open(receive);
    await deliver(issuances(3), target, { concurrency: 1 });
    expect(most()).toBe(1);
  });

  it("loose deliveries of several subjects go out at the same time, too", async () => {
    const { receive, most, overlapped } = recorder(() => 5);
    const { target } = await open(receive);
    const deliveries = issuances(4).flatMap((lifecycle) => buildDeliveries(lifecycle));
    const interleaved = [0, 1, 2].flatMap((step) => deliveries.filter((_, i) => i % 3 === step));
    await deliver(interleaved, target);
    expect(most()).toBe(4);
    expect(overlapped()).toBe(false);
  });

  it("every delivery of 200 subjects gets one exchange, in the order of the source", async () => {
    const { received, receive } = recorder(() => Math.random() * 2);
    const { target } = await open(receive);
    const lifecycles = issuances(200);
    const exchanges = await deliver(lifecycles, target);
    expect(received).toHaveLength(600);
    expect(exchanges.map(({ delivery }) => delivery.payload)).toEqual(
      lifecycles.flatMap(({ steps }) => steps.map(({ payload }) => payload)),
    );
    expect(new Set(statuses(exchanges))).toEqual(new Set([204]));
  });

  it("the body's bytes, the method and the headers arrive as the delivery holds them", async () => {
    const body = new TextEncoder().encode('{ "spaced" :  1.0, "umlaut": "ä" }\n');
    let seen: unknown;
    const { target, url } = await open(async (request) => {
      const { method, headers } = request;
      seen = {
        method,
        url: request.url.replace(/^https?:\/\/[^/]+/, ""),
        type: headers.get("content-type"),
        own: headers.get("x-own"),
        bytes: [...new Uint8Array(await request.arrayBuffer())],
      };
      return new Response(null, { status: 204 });
    }, "/webhooks?kept=1");
    const delivery: Delivery = {
      ...one(),
      method: "PUT",
      headers: { "content-type": "text/odd; charset=utf-8", "x-own": "yes" },
      body,
    };
    await deliver(delivery, target, { url });
    expect(seen).toEqual({
      method: "PUT",
      url: "/webhooks?kept=1",
      type: "text/odd; charset=utf-8",
      own: "yes",
      bytes: [...body],
    });
  });

  it("a secret goes into the provider's header, next to the headers that are asked for", async () => {
    const seen: (string | null)[][] = [];
    const { target } = await open(({ headers }) => {
      seen.push([headers.get("cf-webhook-auth"), headers.get("x-own"), headers.get("content-type")]);
      return new Response();
    });
    await deliver(issuance(), target, { secret: "s3cret", headers: { "x-own": "yes" } });
    expect(seen).toEqual(Array.from({ length: 3 }, () => ["s3cret", "yes", "application/json"]));
  });

  it("without a secret nothing is proven", async () => {
    let seen: string | null = "";
    const { target } = await open(({ headers }) => {
      seen = headers.get("cf-webhook-auth");
      return new Response();
    });
    await deliver(one(), target);
    expect(seen).toBeNull();
  });

  it("a URL token goes into the query, beside what is there", async () => {
    let seen = "";
    const { target, url } = await open((request) => {
      seen = new URL(request.url).search;
      return new Response();
    }, "/hooks?kept=1");
    await deliver(buildLifecycle(cloud66, "install"), target, { secret: "a&b", url });
    expect(seen).toBe("?kept=1&token=a%26b");
  });

  it("a URL token goes where the target says {secret}, and nowhere else", async () => {
    let seen = "";
    const { target, url } = await open((request) => {
      const { pathname, search } = new URL(request.url);
      seen = pathname + search;
      return new Response();
    }, "/hooks/{secret}/cloud66");
    await deliver(buildLifecycle(cloud66, "install"), target, { secret: "a/b", url });
    expect(seen).toBe("/hooks/a%2Fb/cloud66");
  });

  it("an envelope wraps the payload", async () => {
    let seen: unknown;
    const { target } = await open(async (request) => {
      seen = await request.json();
      return new Response();
    });
    const lifecycle = buildLifecycle(cloudflare, ["ssl.custom_hostname_certificate.validation.succeeded"]);
    await deliver(lifecycle, target, { envelope: "notification" });
    expect(seen).toMatchObject({ data: lifecycle.steps[0]?.payload, account_id: lifecycle.subjects[0]?.accountId });
  });

  it("faults are applied, and the copies say so", async () => {
    const { received, receive } = recorder();
    const { target } = await open(receive);
    const exchanges = await deliver(issuance(), target, { faults: [duplicate({ at: 2 })] });
    expect(received.map(({ step }) => step)).toEqual([0, 1, 1, 2]);
    expect(exchanges.map(({ delivery }) => delivery.faults)).toEqual([[], [], ["duplicate:at=2;times=1"], []]);
  });

  it("a redirect is an answer and is not followed", async () => {
    let requests = 0;
    const { target } = await open(() => {
      requests++;
      return new Response(null, { status: 302, headers: { location: "/elsewhere" } });
    });
    const [exchange] = await deliver(one(), target);
    expect(exchange?.response).toMatchObject({ status: 302, headers: { location: "/elsewhere" } });
    expect(exchange?.error).toBeUndefined();
    expect(requests).toBe(1);
  });

  it.each([200, 204, 400, 404, 500, 503])("status %i is an answer, not an error", async (status) => {
    const { target } = await open(() => new Response(status === 204 ? null : "said", { status }));
    const [exchange] = await deliver(one(), target);
    expect(exchange?.error).toBeUndefined();
    expect(exchange?.response).toMatchObject({ status, body: status === 204 ? "" : "said" });
    expect(exchange?.response?.ms).toBeGreaterThan(0);
  });

  it("an answer of just 1 MiB is read whole", async () => {
    const { target } = await open(() => new Response("x".repeat(MIB)));
    const [exchange] = await deliver(one(), target);
    expect(exchange?.error).toBeUndefined();
    expect(exchange?.response?.body).toHaveLength(MIB);
  });

  it("of a longer answer the status and the first MiB are kept, and the error is too-large", async () => {
    const { target } = await open(() => new Response("x".repeat(MIB + 1), { status: 201 }));
    const [exchange] = await deliver(one(), target);
    expect(exchange?.error?.code).toBe("too-large");
    expect(exchange?.response?.status).toBe(201);
    expect(exchange?.response?.body).toHaveLength(MIB);
  });

  it("an answer without end is cut off, not awaited", async () => {
    const { target } = await open(
      () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(2 ** 16)) })),
    );
    const [exchange] = await deliver(one(), target, { timeout: 5000 });
    expect(exchange?.error?.code).toBe("too-large");
  });

  it("no answer within the timeout is the error timeout, and the next delivery still goes out", async () => {
    let requests = 0;
    const { target } = await open(() => (requests++ === 0 ? new Promise<never>(() => {}) : new Response()));
    const exchanges = await deliver(issuance(), target, { timeout: 500 });
    expect(codes(exchanges)).toEqual(["timeout", undefined, undefined]);
    expect(exchanges[0]?.error?.message).toBe("no whole answer within 500 ms");
    expect(exchanges[0]?.response).toBeUndefined();
  });

  it("an answer that begins and never ends is a timeout that keeps the status", async () => {
    const { target } = await open(
      () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) })),
    );
    const [exchange] = await deliver(one(), target, { timeout: 200 });
    expect(exchange?.error?.code).toBe("timeout");
    expect(exchange?.response).toMatchObject({ status: 200 });
  }, 3000);

  it("onExchange sees each exchange as it ends", async () => {
    const { target } = await open(ok);
    const seen: Exchange[] = [];
    const exchanges = await deliver(issuance(), target, { onExchange: (exchange) => seen.push(exchange) });
    expect(seen).toEqual(exchanges);
  });

  it("deliverEach yields exchanges while later deliveries are not even built", async () => {
    let built = 0;
    const source = function* () {
      for (; ; built++) yield issuance(built);
    };
    const { target } = await open(ok);
    let yielded = 0;
    for await (const { response } of deliverEach(source(), target)) {
      expect(response?.status).toBe(200);
      if (++yielded === 10) break;
    }
    expect(built).toBeLessThan(20);
  });

  it("an asynchronous source is taken as it comes", async () => {
    const { received, receive } = recorder();
    const { target } = await open(receive);
    const source = async function* () {
      for (const lifecycle of issuances(2)) {
        await sleep(1);
        yield lifecycle;
      }
    };
    expect(await deliver(source(), target)).toHaveLength(6);
    expect(received).toHaveLength(6);
  });

  it("an empty source has no exchanges", async () => {
    const { target } = await open(ok);
    expect(await deliver([], target)).toEqual([]);
  });
});

it("a receiver in this process that throws is the error threw, with what it threw", async () => {
  const exchanges = await deliver(issuance(), () => {
    throw new TypeError("no such row");
  });
  expect(codes(exchanges)).toEqual(["threw", "threw", "threw"]);
  expect(exchanges[0]?.error?.message).toBe("the receiver threw TypeError: no such row");
});

it.each([
  { what: "undefined", value: undefined },
  { what: "a string", value: "ok" },
  { what: "an object like a Response", value: { status: 200 } },
])("a receiver in this process that returns $what is the error not-a-response", async ({ value }) => {
  const [exchange] = await deliver(one(), () => value as unknown as Response);
  expect(exchange?.error?.code).toBe("not-a-response");
  expect(exchange?.response).toBeUndefined();
});

it("a receiver in this process sees the URL that options.url gives", async () => {
  let seen = "";
  const receive: FetchFunction = ({ url }) => {
    seen = url;
    return new Response();
  };
  await deliver(one(), receive, { url: "https://example.com/hooks" });
  expect(seen).toBe("https://example.com/hooks");
});

it("an object with fetch keeps its this", async () => {
  const app = {
    status: 207,
    fetch(): Response {
      return new Response(null, { status: this.status });
    },
  };
  expect(statuses(await deliver(one(), app))).toEqual([207]);
});

it("a port where nothing listens is the error refused, for each delivery", async () => {
  const origin = await deadOrigin();
  const exchanges = await deliver(issuance(), origin);
  expect(codes(exchanges)).toEqual(["refused", "refused", "refused"]);
  expect(exchanges[0]?.error?.message).toBe(`nothing listens at ${origin}`);
});

it("a host without an address is the error dns", async () => {
  const [exchange] = await deliver(one(), "http://nowhere.invalid/");
  expect(exchange?.error?.code).toBe("dns");
});

it("a connection that the receiver drops is the error reset, and the request is not sent again", async () => {
  let requests = 0;
  const origin = await serve((request) => {
    requests++;
    request.socket.destroy();
  });
  const [exchange] = await deliver(one(), origin);
  expect(exchange?.error?.code).toBe("reset");
  expect(exchange?.response).toBeUndefined();
  expect(requests).toBe(1);
});

it("an answer that is no HTTP is the error protocol", async () => {
  const server = createServer((socket) => socket.on("error", () => {}).end("hello?\r\n\r\n"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const [exchange] = await deliver(one(), `http://127.0.0.1:${port}/`);
  expect(exchange?.error?.code).toBe("protocol");
});

it("https to a server that speaks http is the error tls", async () => {
  const origin = await serve((_, response) => response.end());
  const [exchange] = await deliver(one(), origin.replace("http:", "https:"));
  expect(exchange?.error?.code).toBe("tls");
});

it("a URL object is a target, too", async () => {
  const origin = await serve((_, response) => response.end());
  expect(statuses(await deliver(one(), new URL(origin)))).toEqual([200]);
});

it("connections are kept and used again", async () => {
  const sockets = new Set<unknown>();
  const origin = await serve((request, response) => {
    sockets.add(request.socket);
    response.end();
  });
  await deliver(issuances(5), origin, { concurrency: 2 });
  expect(sockets.size).toBeLessThanOrEqual(2);
});

it.each(["ftp://127.0.0.1/", "not a url", "", "127.0.0.1:3000"])("%j is no target", async (target) => {
  const error = await thrownBy(() => deliver(one(), target as Target));
  expect(error.code).toBe("invalid-option");
  expect(error.message).toContain(`Failed to open the target "${target}"`);
});

it.each([{ concurrency: 0 }, { concurrency: 1.5 }, { timeout: 0 }, { timeout: -1 }, { timeout: Number.NaN }])(
  "%j is refused before anything is sent",
  async (options) => {
    let requests = 0;
    const receive: FetchFunction = () => {
      requests++;
      return new Response();
    };
    expect(await thrownBy(() => deliver(one(), receive, options))).toMatchObject({ code: "invalid-option" });
    expect(requests).toBe(0);
  },
);

it("an error of the source reaches the caller", async () => {
  const source = function* () {
    yield issuance();
    throw new RangeError("the source ended badly");
  };
  await expect(deliver(source(), ok)).rejects.toThrow("the source ended badly");
});
