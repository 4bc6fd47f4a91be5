import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import { parseSchema } from "../../../generators/compile/parse.ts";
import { refusalOf } from "./compiled.ts";

it("a $ref becomes absolute by the $id of the schema that holds it", () => {
  const parsed = parseSchema({
    $id: "https://example.com/a/root.json",
    properties: { x: { $ref: "../b.json" }, y: { items: { $ref: "#/$defs/z" } } },
    allOf: [{ $ref: "c.json#/d" }],
  });
  expect(parsed.properties?.["x"]).toEqual({ $ref: "https://example.com/b.json" });
  expect(parsed.properties?.["y"]).toEqual({ items: { $ref: "https://example.com/a/root.json#/$defs/z" } });
  expect(parsed["allOf"]).toEqual([{ $ref: "https://example.com/a/c.json#/d" }]);
});

it("a nested $id is the base of what is in it", () => {
  const parsed = parseSchema({ $id: "https://example.com/a/", properties: { x: { $id: "b/", items: { $ref: "c" } } } });
  expect(parsed.properties?.["x"]?.items).toEqual({ $ref: "https://example.com/a/b/c" });
});

it("without an $id a $ref stays as it is", () => {
  expect(parseSchema({ properties: { x: { $ref: "#/$defs/y" } } }).properties?.["x"]).toEqual({ $ref: "#/$defs/y" });
});

it("what only looks like a $ref is left alone", () => {
  const schema = { $id: "https://example.com/a", const: { $ref: "b" }, enum: [{ $ref: "b" }], default: { $ref: "b" } };
  expect(parseSchema(schema)).toEqual(schema);
});

it("a property may be called $ref", () => {
  const schema = { properties: { $ref: { type: "string" } } };
  expect(parseSchema(schema)).toEqual(schema);
});

it("true is the schema of anything", () => {
  expect(parseSchema(true)).toEqual({});
  expect(parseSchema({ properties: { x: true } } as object)).toEqual({ properties: { x: {} } });
});

it("additionalProperties: false stays", () => {
  expect(parseSchema({ additionalProperties: false })).toEqual({ additionalProperties: false });
});

it("parsing changes nothing of what is given", () => {
  const schema = { $id: "https://example.com/a/", properties: { x: { $ref: "b" } } };
  const before = structuredClone(schema);
  parseSchema(schema);
  expect(schema).toEqual(before);
});

it.each([[null], [7], ["text"], [[]], [undefined]])("%j is no schema", (value) => {
  expect(refusalOf(() => parseSchema({ $id: "https://example.com/a", properties: { x: { items: value } } }))).toMatch(
    /https:\/\/example\.com\/a: the value at "\/properties\/x\/items" is .*no schema/,
  );
});

it("a relative $id is a name like any other", async () => {
  const { value } = await compileGenerator({
    $id: "order",
    $ref: "#/$defs/number",
    $defs: { number: { type: "integer" } },
  });
  expect(value(0)).toSatisfy(Number.isInteger);
});

it("a $ref finds its target through escapes", async () => {
  const $defs = { "a/b~c": { const: 1 }, "50% off": { const: 2 }, "": { const: 3 }, 'qu"ote': { const: 4 } };
  const references = ["#/$defs/a~1b~0c", "#/$defs/50%25%20off", "#/$defs/", "#/$defs/qu%22ote"];
  const properties = Object.fromEntries(references.map(($ref, i) => [`p${i}`, { $ref }]));
  for (const $id of [undefined, "https://example.com/x"]) {
    const { value } = await compileGenerator({ ...($id && { $id }), type: "object", properties, $defs });
    expect(value(0)).toEqual({ p0: 1, p1: 2, p2: 3, p3: 4 });
  }
});

it("a $ref with a broken escape is refused as a schema, not with a URIError", async () => {
  await expect(compileGenerator({ $ref: "#/$defs/100%", $defs: { "100%": { const: 1 } } })).rejects.toMatchObject({
    code: "invalid-schema",
  });
});

it("a $ref to another file is found by its $id, and its own references by that", async () => {
  const definitions = {
    "https://example.com/defs/a.json": {
      $id: "https://example.com/defs/a.json",
      type: "object",
      properties: { b: { $ref: "b.json" } },
    },
    "https://example.com/defs/b.json": { $id: "https://example.com/defs/b.json", const: "found" },
  };
  const { value } = await compileGenerator(
    { $id: "https://example.com/root.json", $ref: "defs/a.json" },
    { definitions },
  );
  expect(value(0)).toEqual({ b: "found" });
});
