import { buildPayload, buildPayloads, HookwrightError, isEvent, validatePayload } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { getAt } from "../../schemas/pointer.ts";
import { events } from "../schemas/providers.ts";

const FAILED = "ssl.custom_hostname_certificate.validation.failed";
const DEPLOYED = "ssl.custom_hostname_certificate.deployment.succeeded";

const thrown = (call: () => unknown): HookwrightError => {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(HookwrightError);
    return error as HookwrightError;
  }
  return expect.fail("nothing was thrown");
};

it.each(events)("10,000 payloads of $eventType are valid", ({ provider, eventType }) => {
  const validate = provider.validator(eventType);
  for (let index = 0; index < 10_000; index++) {
    const payload = buildPayload(provider, eventType, undefined, { seed: 99, index });
    if (!validate(payload)) expect.fail(`index ${index}: ${JSON.stringify(validate.errors)}`);
  }
});

it.each(events)("$eventType says its own event type", ({ provider, eventType }) => {
  expect(getAt(buildPayload(provider, eventType), provider.definition.eventType)).toBe(eventType);
});

it.each(events)(
  "$eventType built twice from one seed is the same bytes, and each time a value of its own",
  ({ provider, eventType }) => {
    const build = () => buildPayload(provider, eventType, {}, { seed: 42, index: 3, run: 2 });
    expect(JSON.stringify(build())).toBe(JSON.stringify(build()));
    expect(build()).not.toBe(build());
  },
);

it.each(events)("changing a payload of $eventType changes no later one", ({ provider, eventType }) => {
  const first = buildPayload(provider, eventType);
  const text = JSON.stringify(first);
  const spoil = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    Object.values(value).forEach(spoil);
    Object.assign(value, { spoilt: true });
  };
  spoil(first);
  expect(JSON.stringify(buildPayload(provider, eventType))).toBe(text);
});

it("another seed gives other values, another run other identities alone", () => {
  const of = (options: object) => buildPayload(cloudflare, DEPLOYED, {}, options);
  const identities = [
    "/metadata/event/id",
    "/data/id",
    "/data/hostname",
    "/data/ssl/id",
    "/metadata/zone/id",
    "/metadata/account/id",
  ];
  for (const other of [of({ seed: 1 }), of({ run: 1 })])
    for (const pointer of identities) expect(getAt(other, pointer)).not.toBe(getAt(of({}), pointer));
  expect(getAt(of({ run: 1 }), "/metadata/event/created_at")).toBe(getAt(of({}), "/metadata/event/created_at"));
  expect(getAt(of({ run: 1 }), "/data/ssl/settings")).toEqual(getAt(of({}), "/data/ssl/settings"));
  expect(getAt(of({ run: 1 }), "/data/custom_metadata")).toEqual(getAt(of({}), "/data/custom_metadata"));
});

it("seed 0 is a seed: the default, and none of the others", () => {
  const text = (seed?: number) =>
    JSON.stringify(buildPayload(cloud66, "ssl_certificate.install.ok", {}, seed === undefined ? {} : { seed }));
  expect(text(0)).toBe(text());
  expect(new Set(Array.from({ length: 100 }, (_, seed) => text(seed))).size).toBe(100);
});

it("seeds beyond 32 bits are told apart", () => {
  const of = (seed: number) => buildPayload(cloudflare, DEPLOYED, {}, { seed }).data;
  expect(of(7 + 2 ** 32)).not.toEqual(of(7));
  expect(of(7 + 2 ** 32).hostname).not.toBe(of(7).hostname);
});

it("the event's time is the start, in the provider's form", () => {
  const start = "2031-02-03T04:05:06.789Z";
  expect(buildPayload(cloudflare, DEPLOYED, {}, { start }).metadata.event.created_at).toMatch(
    /^2031-02-03T04:05:06\.789\d{3}Z$/,
  );
  expect(buildPayload(cloud66, "ssl_certificate.install.ok", {}, { start }).timestamp).toBe(
    Date.parse("2031-02-03T04:05:06Z") / 1000,
  );
  expect(buildPayload(cloudflare, DEPLOYED).metadata.event.created_at).toMatch(/^2026-01-01T00:00:00/);
  expect(thrown(() => buildPayload(cloudflare, DEPLOYED, {}, { start: "yesterday" })).code).toBe("invalid-option");
});

it("overrides merge into objects", () => {
  const plain = buildPayload(cloudflare, DEPLOYED, {}, { seed: 5 });
  const payload = buildPayload(cloudflare, DEPLOYED, { data: { ssl: { settings: { http2: "off" } } } }, { seed: 5 });
  expect(payload.data.ssl.settings).toEqual({ ...plain.data.ssl.settings, http2: "off" });
  expect({ ...payload.data, ssl: null }).toEqual({ ...plain.data, ssl: null });
  expect(payload.metadata).toEqual(plain.metadata);
});

it("arrays replace", () => {
  const validation_errors = [{ message: "one" }, { message: "two" }, { message: "three" }];
  const payload = buildPayload(cloudflare, FAILED, { data: { ssl: { validation_errors } } });
  expect(payload.data.ssl.validation_errors).toEqual(validation_errors);
});

it("undefined removes", () => {
  const payload = buildPayload(cloudflare, DEPLOYED, {
    data: { ssl: { settings: undefined }, custom_metadata: undefined },
  });
  expect(payload.data.ssl).not.toHaveProperty("settings");
  expect(payload.data).not.toHaveProperty("custom_metadata");
});

it("fields that the schema does not know may be added", () => {
  const payload = buildPayload(cloudflare, DEPLOYED, { data: { brand_new: { deep: [1, { x: null }] } } } as object);
  expect(payload.data).toHaveProperty("brand_new", { deep: [1, { x: null }] });
});

it("what is overridden is copied: the caller's objects stay the caller's", () => {
  const settings = { http2: "off" as const };
  const overrides = { data: { ssl: { settings }, custom_metadata: { mine: "1" } } };
  const before = structuredClone(overrides);
  const payload = buildPayload(cloudflare, DEPLOYED, overrides);
  Object.assign(payload.data.ssl.settings ?? {}, { http2: "on" });
  Object.assign(payload.data.custom_metadata ?? {}, { mine: "2" });
  expect(overrides).toEqual(before);
});

it("derived fields follow an overridden hostname", () => {
  const { data } = buildPayload(cloudflare, FAILED, { data: { hostname: "shop.acme.com" } }, { seed: 42 });
  expect(data.custom_origin_server).toBe("0001.shop.acme.com");
  expect(data.ssl.cname).toBe(`_ca3-${data.ssl.id.replaceAll("-", "")}.shop.acme.com`);
  expect(data.ssl.validation_errors?.map(({ message }) => message)).toEqual([
    "shop.acme.com reported as potential risk: google_safe_browsing",
  ]);
});

it("fields derived from a wildcard hostname leave the asterisk out", () => {
  const { data } = buildPayload(cloudflare, FAILED, { data: { hostname: "*.acme.com" } });
  expect(data.hostname).toBe("*.acme.com");
  expect(data.ssl.cname).toMatch(/^_ca3-[0-9a-f]{32}\.acme\.com$/);
});

it("derived times follow an overridden event time", () => {
  const { ssl_certificate } = buildPayload(cloud66, "ssl_certificate.expire.soon", { timestamp: 1_700_000_000 });
  expect(ssl_certificate.updated_at).toBe("2023-11-14T22:13:20Z");
  expect(ssl_certificate.cert_expiry).toBe("2023-12-14T22:13:20Z");
  expect(ssl_certificate.days_until_expiry).toBe(30);
});

it("what is derived from an overridden derived field follows it", () => {
  const { ssl_certificate } = buildPayload(cloud66, "ssl_certificate.expire.soon", {
    timestamp: 1_700_000_000,
    ssl_certificate: { cert_expiry: "2023-11-21T22:13:20Z" },
  });
  expect(ssl_certificate.cert_expiry).toBe("2023-11-21T22:13:20Z");
  expect(ssl_certificate.days_until_expiry).toBe(7);
});

it("an overridden derived field stays", () => {
  const ssl = { cname: "mine.acme.com", validation_errors: [{ message: "mine" }] };
  const payload = buildPayload(cloudflare, FAILED, { data: { hostname: "shop.acme.com", ssl } });
  expect(payload.data.ssl).toMatchObject(ssl);
  expect(payload.data.custom_origin_server).toBe("0001.shop.acme.com");
});

it("a removed derived field stays away", () => {
  expect(buildPayload(cloudflare, FAILED, { data: { ssl: { cname: undefined } } }).data.ssl).not.toHaveProperty(
    "cname",
  );
});

it.each(cloudflare.eventTypes)("an orphan of %s can be built: what names its subject is removed", (eventType) => {
  const payload = buildPayload(cloudflare, eventType, { data: { id: undefined, hostname: undefined } });
  for (const pointer of cloudflare.definition.orphan ?? []) expect(getAt(payload, pointer)).toBeUndefined();
  expect(isEvent(cloudflare, payload, eventType)).toBe(true);
  expect(JSON.stringify(payload)).not.toContain("undefined");
});

it.each(["__proto__", "constructor", "prototype"])(
  "an override of %s is refused, at the top, nested and in arrays",
  (name) => {
    const bad = JSON.parse(`{ "${name}": { "polluted": true } }`);
    for (const overrides of [
      bad,
      { data: bad },
      { data: { ssl: { validation_errors: [bad] } } },
      { data: { new_object: { deeper: bad } } },
    ]) {
      const error = thrown(() => buildPayload(cloudflare, FAILED, overrides, { invalid: true }));
      expect(error.code).toBe("invalid-override");
      expect(error.message).toContain(name);
    }
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  },
);

it("an override that breaks the schema throws with the issues", () => {
  const error = thrown(() => buildPayload(cloudflare, DEPLOYED, { data: { ssl: { status: "live" } } } as object));
  expect(error.code).toBe("invalid-payload");
  expect(error.issues).toEqual([
    { pointer: "/data/ssl/status", message: 'must be "active"', keyword: "const", certainty: "documented" },
  ]);
  expect(error.message).toMatch(
    /^\[hookwright\] Failed to build .*\/data\/ssl\/status must be "active".*\{ invalid: true \}/,
  );
});

it.each([
  ["a required field removed", { metadata: { zone: undefined } }, "/metadata/zone"],
  ["half of an orphan", { data: { id: undefined } }, "/data/id"],
  ["an object where a text belongs", { data: { hostname: {} } }, "/data/hostname"],
  ["another event type", { metadata: { event: { type: FAILED } } }, "/metadata/event/type"],
])("%s throws", (_name, overrides, pointer) => {
  const { code, issues } = thrown(() => buildPayload(cloudflare, DEPLOYED, overrides as object));
  expect(code).toBe("invalid-payload");
  expect(issues.map((issue) => issue.pointer)).toContain(pointer);
});

it("{ invalid: true } allows what breaks the schema", () => {
  const overrides = { data: { ssl: { status: "live" } }, metadata: { zone: undefined } } as object;
  const payload = buildPayload(cloudflare, DEPLOYED, overrides, { invalid: true });
  expect(payload.data.ssl.status).toBe("live");
  expect(payload.metadata).not.toHaveProperty("zone");
  expect(validatePayload(cloudflare, payload)).toHaveLength(2);
});

it.each([
  ["a text", "oops"],
  ["an array", [1]],
  ["null", null],
  ["a number", 7],
])("overrides that are %s rather than an object are refused", (_name, overrides) => {
  expect(thrown(() => buildPayload(cloudflare, DEPLOYED, overrides as object)).code).toBe("invalid-override");
});

it("an unknown event type is refused with the nearest known one", () => {
  const error = thrown(() => buildPayload(cloudflare, "validation.failed" as typeof FAILED));
  expect(error.code).toBe("unknown-name");
  expect(error.message).toContain(`nearest first: ${FAILED}`);
});

it("buildPayloads builds one payload, or as many as asked, each about a subject of its own", () => {
  expect(buildPayloads(cloudflare, DEPLOYED)).toHaveLength(1);
  expect(buildPayloads(cloudflare, DEPLOYED, {}, { count: 0 })).toEqual([]);
  const payloads = buildPayloads(cloudflare, DEPLOYED, {}, { count: 50, seed: 8 });
  expect(new Set(payloads.map(({ data }) => data.hostname)).size).toBe(50);
  expect(payloads[7]).toEqual(buildPayload(cloudflare, DEPLOYED, {}, { seed: 8, index: 7 }));
});

it("buildPayloads goes on from an index, one second apart", () => {
  const payloads = buildPayloads(cloud66, "ssl_certificate.install.ok", {}, { count: 4, index: 2 });
  expect(payloads).toEqual(buildPayloads(cloud66, "ssl_certificate.install.ok", {}, { count: 6 }).slice(2));
  const times = payloads.map(({ timestamp }) => timestamp);
  expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 1, 2, 3]);
});

it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("a count of %d is refused", (count) => {
  expect(thrown(() => buildPayloads(cloudflare, DEPLOYED, {}, { count })).code).toBe("invalid-option");
});

it("optional fields of the sample are there by default, what only third parties know is not", () => {
  const { data } = buildPayload(cloudflare, FAILED);
  expect(Object.keys(data.ssl)).toEqual([
    "id",
    "type",
    "method",
    "status",
    "cname",
    "cname_target",
    "validation_errors",
    "settings",
  ]);
  expect(Object.keys(data)).toEqual(["id", "hostname", "ssl", "custom_metadata", "custom_origin_server"]);
  expect(
    Object.keys(buildPayload(cloudflare, "ssl.custom_hostname_certificate.deletion.succeeded").data.ssl),
  ).not.toContain("settings");
});
