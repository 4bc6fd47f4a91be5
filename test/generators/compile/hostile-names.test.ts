import { isDeepStrictEqual } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { buildPayload, compileGenerator, defineProvider, HookwrightError, validatePayload } from "hookwright";
import { afterEach, expect, it } from "vitest";
import type { CompileGeneratorOptions } from "../../../generators/compile-generator.ts";
import type { Json, JsonSchema } from "../../../schemas/json-schema.ts";
import { formatPointer } from "../../../schemas/pointer.ts";
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

/** Draws values and their texts, which must agree. */
const drawn = async (schema: JsonSchema, options: CompileGeneratorOptions = {}): Promise<Json[]> => {
  const { value, text } = await compileGenerator(schema, options);
  const values = Array.from({ length: 20 }, (_, index) => value(index));
  for (const [index, one] of values.entries()) expect(text(index)).toBe(JSON.stringify(one));
  return values;
};

/** Draws values, or sees them refused: by the one error that says so. */
const drawnOrRefused = (schema: JsonSchema, options: CompileGeneratorOptions = {}): Promise<Json[] | HookwrightError> =>
  drawn(schema, options).catch((error: unknown) => {
    if (error instanceof HookwrightError && error.code === "invalid-schema") return error;
    throw error;
  });

const literally = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

const valid = async (schema: JsonSchema): Promise<unknown> => {
  const { value, text } = await compileGenerator(schema);
  const validate = new Ajv2020({ strict: false, validateFormats: false, ownProperties: true, logger: false }).compile(
    schema,
  );
  for (let index = 0; index < 20; index++) {
    expect(validate(value(index)), JSON.stringify(validate.errors)).toBe(true);
    expect(text(index)).toBe(JSON.stringify(value(index)));
  }
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
  for (const pattern of [
    `^${literally(text)}$`,
    `^(?:${literally(text)})$`,
    `^(${literally(text)}|${literally(text)})$`,
  ])
    expect(new Set(await drawn({ type: "string", pattern }))).toEqual(new Set([text]));
});

it.each(hostile)("a pattern that is %j is drawn, or refused", async (pattern) => {
  const values = await drawnOrRefused({ type: "object", properties: { a: { type: "string", pattern } } });
  if (Array.isArray(values)) for (const { a } of values as { a: string }[]) expect(a).toMatch(new RegExp(pattern, "u"));
});

it.each(hostile)("a class of the characters of %j is drawn of", async (text) => {
  const characters = text.replaceAll(/[\\^\]\-[]/g, "\\$&");
  if (text === "") return;
  for (const value of await drawn({ type: "string", pattern: `^[${characters}]{3}$` }))
    for (const character of value as string) expect(text).toContain(character);
});

it.each(hostile)("a pattern of properties that is the literal %j is matched", async (name) => {
  const patternProperties = only(`^${literally(name)}$`, { const: 1 });
  for (const value of await drawn({ type: "object", patternProperties, required: [name] }))
    expect(Object.entries(value as object)).toEqual([[name, 1]]);
  for (const more of [{ additionalProperties: false }, {}]) {
    const values = await drawnOrRefused({ type: "object", patternProperties, minProperties: 1, ...more });
    for (const value of Array.isArray(values) ? values : [])
      expect(same(Object.getOwnPropertyDescriptor(value, name)?.value ?? 1, 1)).toBe(true);
  }
});

it.each(hostile)("a pattern of properties that is %j is drawn, or refused", async (pattern) => {
  await drawnOrRefused({ type: "object", patternProperties: only(pattern, { const: 1 }), minProperties: 1 });
});

it.each(hostile.filter((name) => name !== "__proto__"))(
  "a map's key %j, by propertyNames, is an own property",
  async (name) => {
    for (const propertyNames of [{ enum: [name] }, { const: name }, { enum: [name], type: "string" }])
      for (const value of await drawn({
        type: "object",
        propertyNames,
        additionalProperties: { const: name },
        minProperties: 1,
      }))
        expect(Object.entries(value as object)).toEqual([[name, name]]);
  },
);

it.each(hostile)("several keys of a map, %j among them, are own properties", async (name) => {
  const schema = {
    type: "object",
    propertyNames: { enum: ["a", name, "b"] },
    additionalProperties: { type: "integer" },
    minProperties: 2,
  };
  for (const value of await drawn(schema)) {
    expect(["a", "b", name]).toEqual(expect.arrayContaining(Object.getOwnPropertyNames(value)));
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  }
});

it.each(hostile)("a property named %j that asks for others is drawn with them", async (name) => {
  const properties = only(name, { const: 1 });
  const schemas = [
    { dependentRequired: only(name, ["a"]) },
    { dependentSchemas: only(name, { required: ["a"] }) },
    { dependencies: only(name, ["a"]) },
  ];
  for (const schema of schemas)
    for (const value of await drawn({ type: "object", properties, required: [name], ...schema }))
      expect(Object.getOwnPropertyNames(value).sort()).toEqual(["a", name].sort());
});

it.each(hostile)("what is not, or not only, %j is drawn", async (text) => {
  for (const value of await drawn({ type: "string", not: { const: text } })) expect(value).not.toBe(text);
  expect(new Set(await drawn({ enum: [text, "a"], not: { const: "a" } }))).toEqual(new Set([text]));
  await drawn({ type: "object", not: { required: [text] } });
  await drawn({ type: "object", required: ["a"], not: { properties: only(text, { const: text }), required: [text] } });
  await drawn({ type: "string", not: { pattern: `^${literally(text)}.+$` } });
  await drawn({ oneOf: [{ const: text }, { enum: [text, "a"] }] });
});

it.each(hostile)("%j in arrays is drawn as it is", async (text) => {
  expect(await drawn({ type: "array", prefixItems: [{ const: text }], items: false as never })).toEqual(
    Array(20).fill([text]),
  );
  for (const value of await drawn({ type: "array", contains: { const: text } })) expect(value).toContain(text);
  await drawn({ type: "array", uniqueItems: true, items: { enum: [text, "a", "b"] }, minItems: 3 });
});

it.each(hostile)("a format %j is an annotation, unless it is strict", async (format) => {
  await drawn({ type: "string", format });
  await drawn({ type: "object", properties: { a: { type: "string", format, not: { const: "" } } } });
  expect(await drawnOrRefused({ type: "string", format }, { strict: true })).toBeInstanceOf(HookwrightError);
});

it.each(hostile)("a keyword %j is an annotation, unless it is strict", async (keyword) => {
  const schema = { type: "object", properties: { a: { const: 1, ...only(keyword, keyword) } }, ...only(keyword, 1) };
  expect(await drawn(schema as JsonSchema)).toEqual(Array(20).fill({ a: 1 }));
  expect(await drawnOrRefused(schema as JsonSchema, { strict: true })).toBeInstanceOf(HookwrightError);
});

it.each(hostile)("keywords whose value is %j are refused where they must be something else", async (text) => {
  for (const keyword of ["type", "minimum", "properties", "required", "enum", "items", "allOf", "not", "x-derive"])
    expect(await drawnOrRefused({ type: "object", properties: { a: { [keyword]: text } } })).toBeInstanceOf(
      HookwrightError,
    );
});

it.each(hostile)("an $id that is %j, as it stands, changes nothing", async ($id) => {
  const schema: JsonSchema = {
    $id,
    type: "object",
    properties: { a: { $ref: "#/$defs/x" } },
    $defs: { x: { const: 1 } },
  };
  const values = await drawnOrRefused(schema);
  if (Array.isArray(values)) expect(values[0]).toEqual({ a: 1 });
  await drawnOrRefused({ $defs: { x: { ...schema, $id } }, properties: { a: { $ref: $id } }, type: "object" });
});

it.each(hostile)("a $ref that is %j, as it stands, is found or refused", async ($ref) => {
  for (const definitions of [{}, only($ref, { const: 1 })]) {
    const values = await drawnOrRefused({ type: "object", properties: { a: { $ref } } }, { definitions });
    if (!Array.isArray(values)) expect(values.message).toMatch(/\$ref|nests too deep/);
  }
  await drawnOrRefused({ $dynamicRef: $ref });
  await drawnOrRefused({ not: { $ref }, $defs: only($ref, true as never) });
});

it.each(hostile)("an anchor %j is found", async (anchor) => {
  if (anchor === "" || anchor.startsWith("/")) return;
  const $ref = `#${encodeURIComponent(anchor)}`;
  expect(await drawn({ $ref, $defs: { x: { $anchor: anchor, const: 1 } } })).toEqual(Array(20).fill(1));
  expect(await drawn({ $dynamicRef: $ref, $defs: { x: { $dynamicAnchor: anchor, const: 1 } } })).toEqual(
    Array(20).fill(1),
  );
});

it.each(hostile)("a definition given by an id with %j is found", async (text) => {
  const id = `https://example.com/${encodeURIComponent(text)}`;
  expect(await drawn({ $ref: id }, { definitions: only(id, { const: text }) })).toEqual(Array(20).fill(text));
});

it.each(hostile)("a reference through a definition named %j is kept in a trial", async (name) => {
  const $ref = `#/$defs/${encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))}`;
  const $defs = only(name, { type: "string", pattern: "^[a-m]" });
  for (const value of await drawn({ type: "string", not: { $ref }, $defs })) expect(value).not.toMatch(/^[a-m]/);
});

it.each(hostile)("arguments of x-faker that hold %j are passed on as they are", async (text) => {
  const faker = { "helpers.arrayElement": [[text, `${text}!`]] };
  for (const value of await drawn({ type: "string", "x-faker": faker })) expect([text, `${text}!`]).toContain(value);
  const nested = { "helpers.arrayElement": [[only(text, text)]] };
  for (const value of await drawn({ "x-faker": nested })) expect(value).toSatisfy((one) => same(one, only(text, text)));
  await drawnOrRefused({ "x-faker": only(text, text) });
  await drawnOrRefused({ "x-faker": { "string.fromCharacters": [text || "a", 5] } });
});

it.each(hostile)("x-faker %j, as it stands, is drawn or refused", async (text) => {
  await drawnOrRefused({ type: "string", "x-faker": text });
  await drawnOrRefused({ type: "string", "x-faker": `{{${text}}}` });
});

it.each(hostile.filter((text) => !/[{}|]/.test(text)))(
  "a template of x-derive that follows from %j is filled in",
  async (name) => {
    const pointer = formatPointer([name]);
    const derived = { type: "string", "x-derive": `<{${pointer}}>` };
    const properties = {
      ...only<JsonSchema>(name, { type: "string" }),
      deep: { type: "object", properties: { x: derived } },
    };
    for (const value of (await drawn({ type: "object", properties })) as Record<string, Json>[])
      expect(Object.getOwnPropertyDescriptor(value, "deep")?.value).toEqual({
        x: `<${Object.getOwnPropertyDescriptor(value, name)?.value}>`,
      });
  },
);

it.each(hostile.filter((text) => !/[{}|]/.test(text)))(
  "a derived field named %j is filled in, also where its source is a union",
  async (name) => {
    for (const a of [{ type: "string" }, { anyOf: [{ type: "string" }, { type: "integer" }] }]) {
      const properties = { a, ...only(name, { type: "string", "x-derive": "<{/a}>" }) };
      for (const value of (await drawn({ type: "object", properties })) as Record<string, Json>[])
        if (name !== "a") expect(Object.getOwnPropertyDescriptor(value, name)?.value).toBe(`<${value["a"]}>`);
    }
  },
);

it.each(hostile)("x-derive with %j in place of a pointer, a filter or a duration is taken or refused", async (text) => {
  const rules = [text, `{/a|${text}}`, `{/${text}}`, { time: text, plus: "P1D" }, { time: "/a", plus: text }];
  for (const rule of [...rules, { days: [text, text] }, { days: text }, only(text, text)])
    await drawnOrRefused({ type: "object", properties: { a: { type: "string" }, x: { "x-derive": rule as never } } });
});

it.each(hostile)("x-certainty %j, which is none, is refused or an annotation", async (text) => {
  const schema = { type: "object", properties: { a: { const: 1, "x-certainty": text as never } } };
  const values = await drawnOrRefused(schema);
  if (Array.isArray(values)) expect(values).toEqual(Array(20).fill({ a: 1 }));
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
