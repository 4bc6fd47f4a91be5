import { isDeepStrictEqual } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { buildPayload, compileGenerator, defineProvider, validatePayload } from "hookwright";
import { afterEach, expect, it } from "vitest";
import type { JsonSchema } from "../../../schemas/json-schema.ts";
import { DELIVERED, parcelsWith } from "../../schemas/parcels.ts";

const INJECTION = "globalThis.pwned = true";

const hostile: readonly string[] = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "",
  "*",
  " ",
  "0",
  "a/b~c",
  "\u0000",
  "\n",
  "\r\n",
  "\u2028",
  "\u2029",
  "'",
  '"',
  "`",
  "\\",
  "\\u0022",
  `\${x}`,
  `\${${INJECTION}}`,
  `"]; ${INJECTION}; ["`,
  `'); ${INJECTION}; ('`,
  `\`; ${INJECTION}; \``,
  `*/ ${INJECTION}; /*`,
  `\n${INJECTION}\n`,
  `\u2028${INJECTION}\u2028`,
  `}, get x() { ${INJECTION} }, y: {`,
  `</script><script>${INJECTION}</script>`,
  `{{${INJECTION}}}`,
];

const pwned = (): unknown => (globalThis as Record<string, unknown>)["pwned"];

afterEach(() => {
  expect(pwned()).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

/** An object with one own property, whatever its name. */
const only = <V>(name: string, value: V): Record<string, V> => Object.fromEntries([[name, value]]);

const valid = async (schema: JsonSchema): Promise<unknown> => {
  const { value } = await compileGenerator(schema);
  const validate = new Ajv2020({ strict: false, validateFormats: false, ownProperties: true, logger: false }).compile(
    schema,
  );
  for (let index = 0; index < 20; index++) expect(validate(value(index)), JSON.stringify(validate.errors)).toBe(true);
  return value(0);
};

it.each(hostile)("a property named %j is drawn as an own property", async (name) => {
  const value = await valid({
    type: "object",
    properties: only(name, { type: "integer", minimum: 5, maximum: 5 }),
    required: [name],
  });
  expect(Object.getOwnPropertyNames(value)).toEqual([name]);
  expect(Object.getOwnPropertyDescriptor(value, name)?.value).toBe(5);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

it.each(hostile)("an optional property named %j is drawn as an own property", async (name) => {
  expect(Object.getOwnPropertyNames(await valid({ type: "object", properties: only(name, { const: 1 }) }))).toEqual([
    name,
  ]);
});

it.each(hostile)("a required property named %j without a schema is drawn as an own property", async (name) => {
  expect(Object.getOwnPropertyNames(await valid({ type: "object", required: [name] }))).toEqual([name]);
});

it.each(hostile)("a property named %j that two parts of an allOf describe is drawn", async (name) => {
  const part = (schema: JsonSchema) => ({ type: "object", properties: only(name, schema) });
  const value = await valid({ allOf: [part({ type: "integer", minimum: 3 }), part({ maximum: 3 })] });
  expect(Object.getOwnPropertyDescriptor(value, name)?.value).toBe(3);
});

it.each(hostile)("a property named %j that depends on another is drawn", async (name) => {
  const schema = { type: "object", properties: { a: { const: 1 } }, dependentRequired: { a: [name] } };
  expect(Object.getOwnPropertyNames(await valid(schema)).sort()).toEqual(["a", name].sort());
});

it.each(hostile)("an array and an object in a property named %j are drawn", async (name) => {
  await valid({
    type: "object",
    properties: only(name, { type: "array", items: { type: "object", properties: only(name, { type: "string" }) } }),
  });
});

/** Compares without Ajv, whose equality calls an object's own `valueOf` and `toString`. */
const same = isDeepStrictEqual;

it.each(hostile)("the const %j stays as it is, also within objects", async (text) => {
  for (const schema of [{ const: text }, { const: [only(text, { deep: text })] }]) {
    const { value } = await compileGenerator(schema);
    expect(value(0)).toSatisfy((drawn) => same(drawn, schema.const));
  }
});

it.each(hostile)("the enum value %j stays as it is", async (text) => {
  const values = [text, "another", only(text, text)];
  const { value } = await compileGenerator({ enum: values });
  for (let index = 0; index < 20; index++)
    expect(value(index)).toSatisfy((drawn) => values.some((one) => same(one, drawn)));
});

it("a property named by half a surrogate pair is drawn", async () => {
  const { value } = await compileGenerator({ type: "object", properties: only("\ud800", { const: "\udfff" }) });
  expect(value(0)).toSatisfy((drawn) => same(drawn, only("\ud800", "\udfff")));
});

it.each(hostile)("titles, comments and $ids that hold %j change nothing", async (text) => {
  const $id = `https://example.com/${encodeURIComponent(text)}`;
  const value = await valid({
    $id,
    title: text,
    description: text,
    $comment: text,
    type: "object",
    properties: { a: { const: 1, title: text } },
  });
  expect(value).toEqual({ a: 1 });
});

it.each(hostile)("a definition named %j is found", async (name) => {
  const $ref = `#/$defs/${encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))}`;
  expect(await valid({ $ref, $defs: only(name, { const: 1 }) })).toBe(1);
});

it.each(hostile.filter((text) => !/\{\{|\{$/.test(text)))(
  "a template of x-faker around %j draws it as text",
  async (text) => {
    const { value } = await compileGenerator({ type: "string", "x-faker": `${text}{{word.noun}}${text}` });
    expect(value(0)).toSatisfy((drawn: string) => drawn.startsWith(text) && drawn.endsWith(text));
  },
);

it.each(hostile)("x-faker %j does not name a method of faker", async (name) => {
  await expect(compileGenerator({ "x-faker": `${name}.noun` })).rejects.toMatchObject({ code: "invalid-schema" });
  await expect(compileGenerator({ "x-faker": `word.${name}` })).rejects.toMatchObject({ code: "invalid-schema" });
});

it.each(hostile.filter((text) => !/[{}|]/.test(text)))("a template of x-derive around %j is text", async (text) => {
  const schema: JsonSchema = {
    type: "object",
    properties: { a: { const: "A" }, x: { type: "string", "x-derive": `${text}{/a}${text}` } },
  };
  const { value } = await compileGenerator(schema);
  expect(value(0)).toEqual({ a: "A", x: `${text}A${text}` });
});

it.each(hostile)("a pattern of the literal characters of %j is matched", async (text) => {
  const pattern = `^${text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}$`;
  const { value } = await compileGenerator({ type: "string", pattern });
  expect(value(0)).toBe(text);
});

it("a provider's fields of such names are drawn, overridden and validated", async () => {
  const names = hostile.filter((name) => !["__proto__", "constructor", "prototype"].includes(name)); // no override may have these
  const folder = await parcelsWith(({ schemas }) => {
    const event = schemas[DELIVERED] ?? {};
    const fields = names.map(
      (name) => [name, { description: "Hostile.", type: "string", "x-derive": "{/parcel/label}!" }] as const,
    );
    event.properties = { ...event.properties, ...Object.fromEntries(fields) };
  });
  const provider = await defineProvider(folder);
  const payload = buildPayload(provider, "parcel.delivered", { parcel: { label: "L" } });
  const overridden = buildPayload(
    provider,
    "parcel.delivered",
    Object.fromEntries(names.map((name) => [name, "mine"])),
  );
  for (const name of names) {
    expect(Object.getOwnPropertyDescriptor(payload, name)?.value, name).toBe("L!");
    expect(Object.getOwnPropertyDescriptor(overridden, name)?.value, name).toBe("mine");
  }
  expect(validatePayload(provider, payload)).toEqual([]);
});
