import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import { FORMATS } from "../../../generators/compile/formats.ts";
import { assertedType, hasFormat } from "../../../generators/matches/formats.ts";
import type { Json } from "../../../schemas/json-schema.ts";

const ajv = new Ajv2020({ strict: false, logger: false });
addFormats.default(ajv);

const formats = [...Object.keys(ajv.formats), "date", "date-time", "uuid", "made-up", "constructor", "__proto__"];

const values: readonly Json[] = [
  ...["", "a", "2026-01-31", "2026-02-30", "23:59:60Z", "2026-01-31T00:00:00Z", "P1D", "a@b.com", "a.com", "1.2.3.4"],
  ...["::1", "https://a.b/c", "/a/b", "{a}", "/a", "0/a", "^a$", "[", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "aGk="],
  ...[0, 1, -1, 1.5, 2 ** 31, -(2 ** 31), 2 ** 53, 1e300, null, true, [], {}],
];

it.each(formats)("%s is asserted as Ajv asserts it", (format) => {
  const validate = ajv.compile({ format });
  for (const value of values) expect(hasFormat(format, value), JSON.stringify(value)).toBe(validate(value));
});

it.each(["made-up", "iri", "idn-email", "constructor", "toString", "__proto__", "password", "binary"])(
  "nobody asserts %s",
  (format) => {
    expect(assertedType(format)).toBeUndefined();
    for (const value of values) expect(hasFormat(format, value)).toBe(true);
  },
);

it.each([
  ["date", "string"],
  ["int32", "number"],
  ["double", "number"],
])("%s is asserted of a %s", (format, type) => {
  expect(assertedType(format)).toBe(type);
});

const asserted = formats.filter((format) => assertedType(format) !== undefined);

it.each([...new Set([...asserted, ...Object.keys(FORMATS)])])("values of format %s are drawn", async (format) => {
  const { value } = await compileGenerator({ type: assertedType(format) ?? "string", format });
  const values = Array.from({ length: 100 }, (_, index) => value(index));
  for (const one of values) expect(hasFormat(format, one), JSON.stringify(one)).toBe(true);
  expect(new Set(values).size).toBeGreaterThan(10);
});

const texts = asserted.filter((format) => assertedType(format) === "string");

it.each(texts)("values of format %s are drawn beside lengths that they may have", async (format) => {
  const { value } = await compileGenerator({ type: "string", format });
  const lengths = Array.from({ length: 200 }, (_, index) => String(value(index)).length).sort((a, b) => a - b);
  const middle = lengths[100] ?? 0;
  const limits = [{ minLength: 1 }, { maxLength: 64 }, { minLength: middle }, { maxLength: middle }];
  for (const limit of [...limits, { minLength: middle, maxLength: middle }] as {
    minLength?: number;
    maxLength?: number;
  }[]) {
    const narrow = await compileGenerator({ type: "string", format, ...limit });
    for (let index = 0; index < 50; index++) {
      const text = String(narrow.value(index));
      expect(hasFormat(format, text), text).toBe(true);
      expect(text.length).toBeGreaterThanOrEqual(limit.minLength ?? 0);
      expect(text.length).toBeLessThanOrEqual(limit.maxLength ?? 64);
    }
  }
});
