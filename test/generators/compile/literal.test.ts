import { isDeepStrictEqual } from "node:util";
import { expect, it } from "vitest";
import { isQuotable, literal, propertyName } from "../../../generators/compile/print/literal.ts";
import type { Json } from "../../../schemas/json-schema.ts";

const evaluated = (source: string): unknown => new Function(`"use strict"; return (${source});`)();

const texts: readonly string[] = [
  ...["", "a", "10", "__proto__", "constructor", "'", '"', "`", "\\", "\\u0022", "$" + "{x}", "*/", "</script>"],
  ...["\n", "\r\n", "\u0000", "\u007f", "\u2028", "\u2029", "é", "😀", "\ud800", "\udc00", "\ud800a", "\ufeff"],
];

const values: readonly Json[] = [
  ...[null, true, false, 0, -0, 1, -1.5, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 2 ** 53],
  ...texts,
  [],
  {},
  [[], {}, null],
  { a: { b: [1, "2", null] } },
  { 10: 1, 2: 2, a: 3 },
  JSON.parse('{ "__proto__": { "polluted": true }, "constructor": null }'),
];

it.each(values.map((value) => [value]))("%j as source is that value, as JSON", (value) => {
  const made = evaluated(literal(value));
  expect(made).toSatisfy((one) => isDeepStrictEqual(one, JSON.parse(JSON.stringify(value))));
});

it.each([[[]], [{}], [[1]], [{ a: {} }]])("%j as source is a new object at each use", (value) => {
  const make = evaluated(`() => ${literal(value)}`) as () => Json;
  expect(make()).not.toBe(make());
});

it.each(texts)("a property named %j as source is an own property, last as first", (name) => {
  const made = evaluated(`{ ${propertyName(name)}: 1 }`) as object;
  expect(Object.getOwnPropertyNames(made)).toEqual([name]);
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
});

it.each(texts)("%j is quotable exactly if quotes around it make its JSON", (text) => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(`"${text}"`);
  } catch {}
  expect(isQuotable(text)).toBe(parsed === text && JSON.stringify(text) === `"${text}"`);
});

it.each(texts.filter(isQuotable))("what is quotable of %j stays so between others", (text) => {
  for (const other of texts.filter(isQuotable)) expect(isQuotable(text + other)).toBe(true);
});
