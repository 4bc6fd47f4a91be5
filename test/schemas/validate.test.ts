import { buildPayload, defineProvider, HookwrightError, isEvent, validatePayload } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { removeAt, setAt } from "../../schemas/pointer.ts";
import { parcelsWithField } from "./parcels.ts";

const FAILED = "ssl.custom_hostname_certificate.validation.failed";
const DEPLOYED = "ssl.custom_hostname_certificate.deployment.succeeded";

const deployed = (change: (payload: object) => void = () => {}): unknown => {
  const payload = buildPayload(cloudflare, DEPLOYED);
  change(payload);
  return payload;
};

it("finds nothing wrong with a valid payload", () => {
  expect(validatePayload(cloudflare, deployed())).toEqual([]);
});

it("an issue says pointer, message, keyword and certainty", () => {
  const payload = deployed((value) => setAt(value, "/data/ssl/status", "live"));
  expect(validatePayload(cloudflare, payload)).toEqual([
    { pointer: "/data/ssl/status", message: 'must be "active"', keyword: "const", certainty: "documented" },
  ]);
});

it("a value out of an enum gets the values that are possible", () => {
  const payload = deployed((value) => setAt(value, "/data/ssl/method", "carrier-pigeon"));
  expect(validatePayload(cloudflare, payload)).toMatchObject([
    { pointer: "/data/ssl/method", keyword: "enum", message: expect.stringContaining('"http"') },
  ]);
});

it("a missing property is pointed at where it should be", () => {
  const payload = deployed((value) => removeAt(value, "/metadata/zone"));
  expect(validatePayload(cloudflare, payload)).toEqual([
    { pointer: "/metadata/zone", message: "is missing", keyword: "required", certainty: "documented" },
  ]);
});

it("a missing property's name is escaped in its pointer", async () => {
  const parcels = await defineProvider(
    await parcelsWithField("and/or~not", { description: "A name to escape.", type: "string" }),
  );
  const payload = buildPayload(parcels, "parcel.delivered", { "and/or~not": undefined }, { invalid: true });
  expect(validatePayload(parcels, payload)).toMatchObject([{ pointer: "/and~1or~0not", keyword: "required" }]);
});

it("all that is wrong is listed, not the first alone", () => {
  const payload = deployed((value) => {
    removeAt(value, "/metadata/zone");
    setAt(value, "/data/ssl/status", "live");
  });
  expect(
    validatePayload(cloudflare, payload)
      .map(({ pointer }) => pointer)
      .sort(),
  ).toEqual(["/data/ssl/status", "/metadata/zone"]);
});

it("what only an inferred rule forbids is an inferred issue", () => {
  const payload = deployed((value) => setAt(value, "/metadata/account/id", "not hexadecimal"));
  expect(validatePayload(cloudflare, payload)).toMatchObject([
    { pointer: "/metadata/account/id", keyword: "pattern", certainty: "inferred" },
  ]);
});

it("a malformed hostname id is an inferred issue, a wrong status a documented one", () => {
  const payload = deployed((value) => {
    setAt(value, "/data/id", "no-uuid");
    setAt(value, "/data/ssl/status", "deleted");
  });
  const certainties = Object.fromEntries(
    validatePayload(cloudflare, payload).map(({ pointer, certainty }) => [pointer, certainty]),
  );
  expect(certainties).toEqual({ "/data/id": "inferred", "/data/ssl/status": "documented" });
});

it("unknown fields are allowed at every level", () => {
  const payload = deployed((value) => {
    for (const pointer of ["/new", "/metadata/new", "/metadata/event/new", "/data/new", "/data/ssl/new"])
      setAt(value, pointer, { nested: [1] });
  });
  expect(validatePayload(cloudflare, payload)).toEqual([]);
});

it("an unknown event type gets the nearest known one; that there is no such type is inferred", () => {
  const payload = deployed((value) =>
    setAt(value, "/metadata/event/type", "ssl.custom_hostname_certificate.validation.faild"),
  );
  expect(validatePayload(cloudflare, payload)).toMatchObject([
    {
      pointer: "/metadata/event/type",
      keyword: "enum",
      certainty: "inferred",
      message: expect.stringMatching(new RegExp(`faild.*nearest: ${FAILED}`)),
    },
  ]);
});

it.each([
  ["null", null],
  ["a string", "x"],
  ["a number", 7],
  ["an array", []],
  ["an empty object", {}],
  ["undefined", undefined],
])("%s is no payload, and does not throw", (_name, value) => {
  expect(validatePayload(cloudflare, value)).toMatchObject([{ pointer: "/metadata/event/type", keyword: "required" }]);
  expect(isEvent(cloudflare, value)).toBe(false);
});

it.each(["__proto__", "constructor", "toString"])("an event type %s is unknown", (name) => {
  expect(validatePayload(cloud66, JSON.parse(`{"event_type":"${name}"}`))).toMatchObject([
    { pointer: "/event_type", keyword: "enum" },
  ]);
});

it("a payload is judged by the event type that is given, if one is", () => {
  expect(
    validatePayload(cloudflare, deployed(), FAILED)
      .map(({ pointer }) => pointer)
      .sort(),
  ).toEqual(["/data/ssl/status", "/metadata/event/type"]);
});

it("an event type that the caller misspells is an error", () => {
  const call = () =>
    validatePayload(cloudflare, deployed(), "ssl.custom_hostname_certificate.validation.faild" as typeof FAILED);
  expect(call).toThrow(HookwrightError);
  expect(call).toThrow(`nearest first: ${FAILED}`);
});

it("isEvent is true of a valid payload and false of any other", () => {
  expect(isEvent(cloudflare, deployed())).toBe(true);
  expect(isEvent(cloudflare, deployed(), DEPLOYED)).toBe(true);
  expect(isEvent(cloudflare, deployed(), FAILED)).toBe(false);
  expect(isEvent(cloud66, deployed())).toBe(false);
  expect(
    isEvent(
      cloudflare,
      deployed((value) => removeAt(value, "/data/ssl/id")),
    ),
  ).toBe(false);
});

it("validating changes nothing", () => {
  const payload = deployed((value) => removeAt(value, "/metadata/zone"));
  const before = structuredClone(payload);
  validatePayload(cloudflare, payload);
  expect(payload).toEqual(before);
});
