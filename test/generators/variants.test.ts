import { buildPayload, defineProvider, type Json, type Provider, validatePayload, variants } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { getAt } from "../../schemas/pointer.ts";
import { parcelsPath, parcelsWithField } from "../schemas/parcels.ts";
import { events, providers } from "../schemas/providers.ts";

const FAILED = "ssl.custom_hostname_certificate.validation.failed";

const parcels = await defineProvider(parcelsPath);
const all = [
  ...events,
  ...parcels.eventTypes.map((eventType) => ({ provider: parcels as Provider, name: "parcels", eventType })),
];

const namesOf = (eventType: typeof FAILED): string[] => variants(cloudflare, eventType).map(({ name }) => name);
const named = (name: string): Json =>
  variants(cloudflare, FAILED).find((variant) => variant.name === name)?.payload as unknown as Json;

it.each(all)("every variant of $name $eventType is valid, and no two are alike", ({ provider, eventType }) => {
  const made = variants(provider, eventType, { seed: 3 });
  for (const { name, payload } of made) expect(validatePayload(provider, payload, eventType), name).toEqual([]);
  const texts = made.map(({ payload }) => JSON.stringify(payload));
  expect(new Set(texts).size).toBe(texts.length);
  expect(new Set(made.map(({ name }) => name)).size).toBe(made.length);
});

it.each(all)("the first variant of $name $eventType is what buildPayload gives", ({ provider, eventType }) => {
  const [first] = variants(provider, eventType, { seed: 3, index: 5 });
  expect(first).toEqual({
    name: "as generated",
    certainty: "documented",
    payload: buildPayload(provider, eventType, undefined, { seed: 3, index: 5 }),
  });
});

it.each(all)("every variant of $name $eventType still names its subject", ({ provider, eventType }) => {
  const [first, ...others] = variants(provider, eventType);
  for (const { pointer } of Object.values(provider.definition.subject))
    if (getAt(first?.payload, pointer) !== undefined)
      for (const { name, payload } of others) expect(getAt(payload, pointer), `${name} ${pointer}`).toBeDefined();
});

it("required only has nothing that may be left out but the subject", () => {
  const { data } = named("required only") as { data: Record<string, Json> };
  expect(Object.keys(data)).toEqual(["id", "hostname", "ssl"]);
  expect(Object.keys(data["ssl"] as object)).toEqual(["id", "status"]);
});

it("every optional field is left out once, and that it may be is inferred", () => {
  for (const pointer of [
    "/data/ssl/method",
    "/data/ssl/settings",
    "/data/ssl/validation_errors",
    "/data/custom_metadata",
  ]) {
    const variant = variants(cloudflare, FAILED).find(({ name }) => name === `without ${pointer}`);
    expect(variant?.certainty).toBe("inferred");
    expect(getAt(variant?.payload, pointer)).toBeUndefined();
  }
  expect(namesOf(FAILED)).not.toContain("without /data/ssl/status");
});

it("every named value comes, and is as sure as the schema that names it", () => {
  for (const [pointer, value, certainty] of [
    ["/data/ssl/method", "http", "inferred"],
    ["/data/ssl/settings/http2", "off", "inferred"],
  ])
    expect(variants(cloudflare, FAILED)).toContainEqual(
      expect.objectContaining({ name: `${pointer} is "${value}"`, certainty }),
    );
});

it.each(events)("$eventType is documented in the form of its sample alone, either way of a boolean aside", (event) => {
  const documented = variants(event.provider, event.eventType).filter(({ certainty }) => certainty === "documented");
  expect(documented.map(({ name }) => name).filter((name) => !/ is (true|false)$/.test(name))).toEqual([
    "as generated",
  ]);
});

it("there are several validation errors", () => {
  const { data } = named("/data/ssl/validation_errors has several items") as {
    data: { ssl: { validation_errors: [] } };
  };
  expect(data.ssl.validation_errors).toHaveLength(3);
});

it("hostnames are wildcards, punycode and 253 characters long, and what follows from them does", () => {
  expect(getAt(named("/data/hostname is a wildcard"), "/data/hostname")).toMatch(/^\*\./);
  expect(getAt(named("/data/hostname is punycode"), "/data/hostname")).toMatch(/^xn--/);
  const longest = String(getAt(named("/data/hostname is of the longest"), "/data/hostname"));
  expect(longest).toHaveLength(253);
  expect(Math.max(...longest.split(".").map((label) => label.length))).toBe(63);
  const wildcard = named("/data/hostname is a wildcard");
  expect(getAt(wildcard, "/data/ssl/validation_errors/0/message")).toBe(
    `${String(getAt(wildcard, "/data/hostname")).slice(2)} reported as potential risk: google_safe_browsing`,
  );
});

it.each([
  ["no fractional digits", /:00Z$/],
  ["3 fractional digits", /\.\d{3}Z$/],
  ["6 fractional digits", /\.\d{6}Z$/],
  ["fractional digits without trailing zeros", /\.\d{2}Z$/],
])("instants have %s", (what, form) => {
  expect(getAt(named(`instants have ${what}`), "/metadata/event/created_at")).toMatch(form);
});

it("what the provider's API has today, but no sample, comes alone and together", () => {
  const ssl = getAt(named("with all of /data/ssl"), "/data/ssl");
  expect(ssl).toMatchObject({
    certificate_authority: expect.any(String),
    bundle_method: expect.any(String),
    validation_records: [{ txt_name: expect.any(String), http_url: expect.any(String) }],
  });
  const records = variants(cloudflare, FAILED).find(({ name }) => name === "with /data/ssl/validation_records");
  expect(records?.certainty).toBe("third-party");
});

it("nothing that is only allowed counts as documented", () => {
  for (const provider of providers)
    for (const eventType of provider.eventTypes)
      for (const { name, certainty } of variants(provider, eventType))
        if (/without|shortest|longest|empty|wildcard|punycode|digits|only/.test(name))
          expect(certainty, name).toBe("inferred");
});

it.each<[string, Parameters<typeof parcelsWithField>[1], string[]]>([
  ["null", { type: ["string", "null"], maxLength: 3 }, ["/x is null", "/x is of the longest", "/x is of the shortest"]],
  ["a boolean", { type: "boolean" }, ["/x is true", "/x is false"]],
  ["bounds", { type: "integer", minimum: 3, maximum: 9 }, ["/x is 3", "/x is 9"]],
  ["named values", { anyOf: [{ enum: ["a", "b"] }, { enum: ["c"] }] }, ['/x is "a"', '/x is "b"', '/x is "c"']],
  ["items", { type: "array", items: { type: "integer" } }, ["/x is empty", "/x has several items"]],
  ["a map", { type: "object", additionalProperties: { type: "integer" } }, ["/x is empty"]],
])("a user's own schema gives variants of %s", async (_what, schema, wanted) => {
  const provider = await defineProvider(await parcelsWithField("x", schema));
  const names = variants(provider, "parcel.delivered").map(({ name }) => name);
  const missing = wanted.filter((name) => !names.includes(name));
  // one of the values may be what is generated anyway
  const generated = `/x is ${JSON.stringify((buildPayload(provider, "parcel.delivered") as { x: Json }).x)}`;
  expect(missing.filter((name) => name !== generated)).toEqual([]);
});

it("every branch of a user's own schema comes", async () => {
  const card = {
    type: "object",
    required: ["kind", "last4"],
    properties: { kind: { const: "card" }, last4: { type: "string" } },
  };
  const bank = {
    type: "object",
    required: ["kind", "iban"],
    properties: { kind: { const: "bank" }, iban: { type: "string" } },
  };
  const provider = await defineProvider(await parcelsWithField("payment", { oneOf: [card, bank] }));
  const made = variants(provider, "parcel.delivered");
  const kinds = new Set(made.map(({ payload }) => (payload as { payment?: { kind: string } }).payment?.kind));
  expect(kinds).toEqual(new Set(["card", "bank"]));
  expect(made.filter(({ name }) => name.startsWith("form with"))).toHaveLength(1);
});

it("the names of variants do not hang on the seed", () => {
  const names = (seed: number) =>
    variants(cloudflare, FAILED, { seed })
      .map(({ name }) => name)
      .filter((name) => !name.includes(' is "'));
  expect(names(1)).toEqual(names(2));
});

it("the same options give the same variants", () => {
  expect(variants(cloudflare, FAILED, { seed: 9 })).toEqual(variants(cloudflare, FAILED, { seed: 9 }));
});
