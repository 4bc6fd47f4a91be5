import { gzipSync } from "node:zlib";
import {
  buildLifecycle,
  buildPayload,
  type Capture,
  defineProvider,
  type Provider,
  validatePayload,
  variants,
} from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { describe, expect, it } from "vitest";
import { createRedaction } from "../../../contracts/captures/create-redaction.ts";
import type { RealBody, RealHeaders } from "../../../contracts/captures/real-exchange.ts";
import { captureErrors } from "../../support/capture-schema.ts";

const PROVIDERS = [cloudflare, cloud66] as unknown as Provider[];
const FAILED = "ssl.custom_hostname_certificate.validation.failed";

const bodyOf = (value: unknown): RealBody => {
  const bytes =
    value instanceof Uint8Array
      ? value
      : new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
  return { bytes, size: bytes.length };
};

const open = (providers: readonly Provider[] = PROVIDERS) => {
  const redact = createRedaction(providers, crypto.getRandomValues(new Uint8Array(32)));
  return (body: unknown, { headers = [], path = "/" }: { headers?: RealHeaders; path?: string } = {}): Capture =>
    redact({
      at: new Date(),
      request: { method: "POST", path, headers, body: bodyOf(body) },
      response: { status: 200, headers, body: bodyOf(body), ms: 1 },
    });
};

const jsonOf = ({ request: { body } }: Capture): never => (body && "json" in body ? body.json : undefined) as never;

const issuesOf = (provider: Provider, payload: unknown): string[] =>
  validatePayload(provider, payload).map(({ keyword, certainty }) => `${keyword} ${certainty}`);

describe.each(PROVIDERS)("$title", (provider) => {
  it("every form of every event is as valid after as before, with the same type, status and time", () => {
    const redact = open();
    const { eventType: type, status, time } = provider.definition;
    const read = (value: unknown, pointer: string): unknown =>
      pointer
        .slice(1)
        .split("/")
        .reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
    for (const eventType of provider.eventTypes)
      for (const { name, payload } of variants(provider, eventType)) {
        const capture = redact(payload);
        expect(captureErrors(JSON.parse(JSON.stringify(capture))), name).toEqual([]);
        expect(issuesOf(provider, jsonOf(capture)), name).toEqual(issuesOf(provider, payload));
        for (const pointer of [type, status, time.pointer])
          expect(read(jsonOf(capture), pointer), name).toEqual(read(payload, pointer));
      }
  });
});

it("what follows from a hostname or an id follows from its fake: texts, wildcards, other cases, ids without hyphens", () => {
  const redact = open();
  const payload = buildPayload(cloudflare, FAILED, { data: { hostname: "*.shop.acme.com" } });
  const { data } = jsonOf(redact(payload)) as typeof payload;
  const host = data.hostname?.replace("*.", "") ?? "";
  expect(data.hostname).toMatch(/^\*\.[a-z]{4}\.[a-z]{4}\.[a-z]{3}$/);
  expect(data.ssl.cname).toBe(`_ca3-${data.ssl.id.replaceAll("-", "")}.${host}`);
  expect(data.ssl.validation_errors?.[0]?.message).toBe(`${host} reported as potential risk: google_safe_browsing`);
  expect(data.custom_origin_server).toBe(`0001.${host}`);
  const { note } = jsonOf(redact({ ...payload, note: "SHOP.acme.com is down" })) as { note?: string };
  expect(note).toBeUndefined(); // an unknown field's name is replaced, too
  expect(JSON.stringify(redact({ ...payload, note: "SHOP.acme.com is down" }))).toContain(
    host.replace(/^[a-z]+/, (label) => label.toUpperCase()),
  );
});

it("the same original is the same fake throughout, and two originals never become one", () => {
  const redact = open();
  const steps = ["full", "full"].flatMap((name, run) => buildLifecycle(cloudflare, name as "full", { run }).steps);
  const pairs = steps.map(({ payload }) => [payload.data.id, (jsonOf(redact(payload)) as typeof payload).data.id]);
  const originals = new Set(pairs.map(([original]) => original));
  const fakes = new Set(pairs.map(([, fake]) => fake));
  expect(new Set(pairs.map((pair) => pair.join())).size).toBe(originals.size);
  expect(fakes.size).toBe(originals.size);
  const numbers = Array.from({ length: 900 }, (_, i) => JSON.stringify(jsonOf(redact(i + 100))));
  expect(new Set(numbers).size).toBe(900);
});

it("another recording has other fakes", () => {
  const payload = buildPayload(cloudflare, FAILED);
  expect(jsonOf(open()(payload))).not.toEqual(jsonOf(open()(payload)));
});

it("in unknown fields nothing survives: escaped, encoded, as a name, in an array, in upper case, without ASCII", () => {
  const payload = buildPayload(cloudflare, FAILED, { data: { hostname: "shop.acme-inc.com" } });
  const secrets = ["acme-inc", "Zażółć", "jane.doe@acme-inc.com"];
  const hidden = {
    a: secrets,
    b: JSON.stringify({ inner: secrets }),
    c: encodeURIComponent(secrets.join()),
    d: btoa("shop.acme-inc.com"),
    e: { "acme-inc": { 415263748: true } },
    f: secrets.map((text) => text.toUpperCase()),
    g: 415263748,
    h: "\\u0061cme-inc",
  };
  const texts = ["acme", "zażółć", "jane", "doe@", "415263748", btoa("shop.acme-inc.com"), "%C5%BC", "u0061cme"];
  for (const body of [
    { ...payload, ...hidden },
    hidden,
    { ...payload, data: { ...payload.data, ...hidden } },
    JSON.stringify(hidden).slice(1),
  ]) {
    const line = JSON.stringify(open()(body)).toLowerCase();
    expect(texts.filter((text) => line.includes(text.toLowerCase()))).toEqual([]);
  }
});

it("a value that a schema lists is replaced all the same where it names the subject", () => {
  const payload = buildPayload(cloudflare, FAILED, { data: { hostname: "digicert.com" } });
  expect(JSON.stringify(open()(payload))).not.toContain("digicert");
});

it("JSON that no provider sends keeps its shape alone", () => {
  const { provider, request } = open()({ id: "abc-1", nested: [true, null, 12, "x y"], "key one": {} });
  expect(provider).toBeUndefined();
  const shape = JSON.stringify(request.body).replaceAll(/[a-z]/g, "a").replaceAll(/\d/g, "0");
  expect(shape).toBe('{"aaaa":{"aa":"aaa-0","aaaaaa":[aaaa,aaaa,00,"a a"],"aaa aaa":{}}}');
  expect(JSON.stringify(request.body)).not.toMatch(/nested|abc|key/);
});

it.each([
  ["a header of the provider's", { headers: [["CF-Webhook-Auth", "s3cret-of-mine"]] }, true],
  ["a token in the query", { path: "/hook?token=s3cret-of-mine" }, true],
  ["basic authentication", { headers: [["Authorization", `Basic ${btoa("me:s3cret-of-mine")}`]] }, true],
  ["a cookie", { headers: [["Cookie", "sid=s3cret-of-mine"]] }, false],
  ["a signature", { headers: [["X-Hub-Signature-256", "sha256=s3cret-of-mine"]] }, false],
  ["a token in the path", { path: "/hook/s3cret-of-mine" }, false],
  ["another parameter", { path: "/hook?x=1&s3cret-of-mine=s3cret-of-mine" }, false],
] as const)("%s is no secret any more, and it is known whether there was one", (_, given, authenticated) => {
  const capture = open()("", given as never);
  const line = JSON.stringify(capture);
  expect(line).not.toMatch(/s3cret|mine|czNjcmV0/i);
  expect(line).not.toContain(btoa("me:s3cret-of-mine"));
  expect(capture.authenticated).toBe(authenticated);
});

it("bytes that are no text become as many others, in base64", () => {
  const bytes = gzipSync("shop.acme.com");
  const { body } = open()(bytes).request;
  const kept = body && "base64" in body ? Buffer.from(body.base64, "base64") : Buffer.alloc(0);
  expect(kept.length).toBe(bytes.length);
  expect(kept.equals(bytes)).toBe(false);
});

it.each([
  ["nested beyond any depth", "[".repeat(100_000) + "]".repeat(100_000)],
  ["cut off", '{"id":"shop.acme.com'],
  ["a lone surrogate", '"\\ud800 shop.acme.com"'],
  ["with a name of every object's", '{"__proto__":{"constructor":"shop.acme.com"}}'],
])("a body that is %s is redacted like any other", (_, body) => {
  expect(JSON.stringify(open()(body))).not.toContain("acme");
});

it("a provider's test message stays as it is: it is documented", () => {
  const [message] = cloudflare.definition.testMessages ?? [];
  const capture = open()(message?.body);
  expect([capture.provider, capture.eventType, jsonOf(capture)]).toEqual(["cloudflare", undefined, message?.body]);
});

it("a test message is one whatever the order of its names", () => {
  const provider = {
    ...cloudflare,
    definition: { ...cloudflare.definition, testMessages: [{ body: { a: 1, b: { c: [2], d: 3 } } }] },
  };
  const redact = open([provider as unknown as Provider]);
  expect(redact({ b: { d: 3, c: [2] }, a: 1 }).provider).toBe("cloudflare");
  expect(redact({ b: { d: 3, c: [1] }, a: 1 }).provider).toBeUndefined();
});

it("an event type to come is kept, so that drift can be seen", () => {
  const type = "ssl.custom_hostname_certificate.suspended";
  const payload = buildPayload(
    cloudflare,
    FAILED,
    { metadata: { event: { type: type as typeof FAILED } } },
    { invalid: true },
  );
  expect(open()(payload)).toMatchObject({ provider: "cloudflare", eventType: type });
});

it.each([10, 100])("of the numbers from %i to ten times that many none stays, and no two become one", (from) => {
  const redact = open();
  const numbers = Array.from({ length: from * 9 }, (_, i) => String(from + i));
  const fakes = jsonOf(redact(numbers)) as string[];
  expect(new Set(fakes).size).toBe(numbers.length);
  expect(fakes.filter((fake, i) => fake === numbers[i])).toEqual([]);
});

it("a name means the same in any case and in either normal form", () => {
  const name = "münchen.de";
  const fakes = jsonOf(open()([name, name.toUpperCase(), name.normalize("NFD")])) as string[];
  expect(new Set(fakes.map((fake) => fake.toLowerCase())).size).toBe(1);
});

it("a header's name stays where it is common or the provider's, and else becomes another", () => {
  const names = ["User-Agent", "CF-Webhook-Auth", "X-Request-ID", "X-Tenant-shop.acme.com"];
  const { request } = open()("", { headers: names.map((name) => [name, "1"]) });
  expect(request.headers.map(([name]) => name)).toEqual([
    ...names.slice(0, 3),
    expect.stringMatching(/^[A-Z]-[A-Z][a-z]{5}-[a-z]{4}\.[a-z]{4}\.[a-z]{3}$/),
  ]);
  expect(JSON.stringify(request)).not.toMatch(/tenant|acme/i);
});

it.each([
  ["application/cloudevents+json; charset=UTF-8", /^application\/cloudevents\+json; charset=UTF-8$/],
  [
    "application/vnd.acme.order.2+json;q=0.9, */*",
    /^application\/vnd\.(?!acme)[a-z]{4}\.[a-z]{5}\.2\+json;q=0\.9, \*\/\*$/,
  ],
  ["text/html", /^text\/html$/],
])("of the content type %s that stays by which a body is read", (type, kept) => {
  const { request } = open()("", { headers: [["content-type", type]] });
  expect(request.headers[0]?.[1]).toMatch(kept);
});

it("of a body of more than 16 KiB that is no known event its length stays, and of an event all", () => {
  const long = "ab cd ".repeat(3000);
  const redact = open();
  expect(redact(long).request.body).toEqual({ bytes: long.length });
  expect(redact({ long }).response?.body).toEqual({ bytes: JSON.stringify({ long }).length });
  const event = redact({ ...buildPayload(cloudflare, FAILED), long });
  expect([event.eventType, JSON.stringify(jsonOf(event)).length > long.length]).toEqual([FAILED, true]);
});

it("an event type that names the subject is the fake's, beside the body, too", () => {
  const type = "ssl.shop.acme.com";
  const payload = buildPayload(
    cloudflare,
    FAILED,
    { data: { hostname: "shop.acme.com" }, metadata: { event: { type: type as typeof FAILED } } },
    { invalid: true },
  );
  const capture = open()(payload);
  expect(capture.eventType).toBe((jsonOf(capture) as typeof payload).metadata.event.type);
  expect(JSON.stringify(capture)).not.toContain("acme");
});

/** A provider whose event has an order by a given schema. */
const shopWith = async (order: object): Promise<Provider> =>
  (await defineProvider({
    provider: {
      name: "shop",
      title: "Shop",
      eventType: "/type",
      status: "/order/status",
      orphan: [],
      time: { pointer: "/at", form: "date-time" },
      subject: { id: { pointer: "/order/id", per: "subject" } },
      delivery: { method: "POST", contentType: "application/json", auth: { kind: "header", name: "x-shop-key" } },
    },
    lifecycle: (
      await import("../../../examples/custom-provider/lifecycle.json", { with: { type: "json" } })
    ).default as never,
    schemas: Object.fromEntries(
      ["paid", "cancelled"].map((status) => [
        `events/order.${status}.schema.json`,
        {
          type: "object",
          required: ["type", "at", "order"],
          properties: {
            type: { const: `order.${status}` },
            at: { type: "string", format: "date-time" },
            order: {
              type: "object",
              required: ["id", "status"],
              ...order,
              properties: { status: { const: status }, ...("properties" in order ? (order.properties as object) : {}) },
            },
          },
        },
      ]),
    ),
  } as never)) as unknown as Provider;

it.each(["ord_", "ref-"])(
  "ids keep the %s that their schema begins them with, and stay within its bounds",
  async (prefix) => {
    const shop = await shopWith({
      required: ["id", "status", "total", "country"],
      properties: {
        id: { type: "string", pattern: `^${prefix}[a-z0-9]{10}$`, "x-faker": `${prefix}{{identity}}` },
        total: { type: "integer", minimum: 100, maximum: 120 },
        country: { type: "string", pattern: "^(DE|AT|CH)$" },
      },
    });
    const order = { id: `${prefix}12ab34cdef`, status: "paid", total: 111, country: "AT" };
    const redact = open([shop]);
    const capture = redact({ type: "order.paid", at: "2026-01-01T00:00:00Z", order });
    expect(validatePayload(shop, jsonOf(capture))).toEqual([]);
    expect((jsonOf(capture) as { order: typeof order }).order.id).not.toBe(order.id);
    expect(redact({ type: "order.paid", at: "2026-01-01T00:00:00Z", order }).request.body).toEqual(
      capture.request.body,
    );
  },
);

const TEXT = { type: "string" };
const NOT_A_COLOR = { properties: { note: { not: { pattern: "^(red|blue)$" } } } };

it.each([
  [
    "a pattern of names",
    { patternProperties: { "^x_[a-z]+$": TEXT }, additionalProperties: false },
    { x_color: "red" },
  ],
  [
    "names unlike any fake",
    { patternProperties: { "^(size|color)$": TEXT }, additionalProperties: false },
    { color: "red" },
  ],
  ["a rule for the whole order", { required: ["id", "status", "note"], not: NOT_A_COLOR }, { note: "red" }],
])(
  "with %s in its schema an order is the same one in each event, in its status and at its time",
  async (_, rules, more) => {
    const shop = await shopWith({
      properties: { id: { ...TEXT, "x-faker": "{{identity}}" }, note: TEXT, day: { type: "integer" } },
      ...rules,
    });
    const redact = open([shop]);
    const order = { id: "12ab34cdef", status: "paid", ...more };
    const events = [1, 2, 3].map((day) => ({
      type: "order.paid",
      at: `2026-01-0${day}T00:00:00Z`,
      order: { ...order, day },
    }));
    const redacted = events.map((event) => jsonOf(redact(event)) as typeof event);
    expect(redacted.flatMap((event) => validatePayload(shop, event))).toEqual([]);
    expect(redacted.map(({ at, order: { status } }) => [at, status])).toEqual(events.map(({ at }) => [at, "paid"]));
    expect(new Set(redacted.map(({ order: { id } }) => id)).size).toBe(1);
    expect(redacted[0]?.order.id).not.toBe(order.id);
  },
);
