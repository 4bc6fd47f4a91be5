import { compileGenerator } from "hookwright";
import { expect, it } from "vitest";
import { readDocuments } from "../../../generators/compile/documents.ts";
import type { Json, JsonSchema } from "../../../schemas/json-schema.ts";

const BASE = "https://example.com/root";

/** What a reference from a root schema leads to. */
const target = (root: unknown, reference: string, documents: Record<string, unknown> = {}): unknown =>
  readDocuments(root, (id) => documents[id], false).follow("$ref", reference, [])?.schema;

const first = async (schema: JsonSchema, definitions: Record<string, JsonSchema | boolean> = {}): Promise<Json> =>
  (await compileGenerator(schema, { definitions })).value(0);

it.each<[string, string, object]>([
  ["the schema itself", "#", {}],
  ["the schema itself, by an empty pointer without a hash", "", {}],
  ["a definition", "#/$defs/a", { $defs: { a: { const: "found" } } }],
  ["a definition of draft-07", "#/definitions/a", { definitions: { a: { const: "found" } } }],
  ["a property's schema", "#/properties/a", { properties: { a: { const: "found" } } }],
  ["an item of a list", "#/allOf/1/not", { allOf: [true, { not: { const: "found" } }] }],
  ["through an unknown keyword", "#/x-lib/deep/a", { "x-lib": { deep: { a: { const: "found" } } } }],
  ["through a list in an unknown keyword", "#/x-lib/1", { "x-lib": [0, { const: "found" }] }],
  ["within an annotation", "#/examples/0", { examples: [{ const: "found" }] }],
  ["an item of a draft-07 list", "#/items/0", { items: [{ const: "found" }] }],
  ["a dependency of draft-07", "#/dependencies/a", { dependencies: { a: { const: "found" } } }],
  ["a name with ~ and /", "#/$defs/a~1b~0c~01", { $defs: { "a/b~c~1": { const: "found" } } }],
  ["a percent-encoded name", "#/$defs/50%25%20%C3%A9", { $defs: { "50% é": { const: "found" } } }],
  ["an empty name", "#/$defs/", { $defs: { "": { const: "found" } } }],
  ["a name with a quote", "#/$defs/qu%22ote", { $defs: { 'qu"ote': { const: "found" } } }],
  ["__proto__", "#/$defs/__proto__", JSON.parse('{ "$defs": { "__proto__": { "const": "found" } } }')],
  ["an anchor", "#here", { $defs: { a: { $anchor: "here", const: "found" } } }],
  ["an anchor within items", "#here", { items: { contains: { $anchor: "here", const: "found" } } }],
  ["a dynamic anchor, by $ref", "#here", { $defs: { a: { $dynamicAnchor: "here", const: "found" } } }],
  ["an anchor in the spelling of draft-07", "#here", { $defs: { a: { $id: "#here", const: "found" } } }],
])("a $ref finds %s", (_name, reference, root) => {
  for (const $id of [undefined, BASE, "urn:example:root"]) {
    const schema = { ...root, ...($id && { $id }), ...(reference.length < 2 && { const: "found" }) };
    expect(target(schema, ($id ?? "") + reference)).toMatchObject({ const: "found" });
  }
});

it.each<[string, string]>([
  ["a definition that is not there", "#/$defs/b"],
  ["what every object inherits", "#/constructor"],
  ["what every list inherits", "#/allOf/map"],
  ["beyond a list", "#/allOf/7"],
  ["through a scalar", "#/title/0"],
  ["an anchor that is not there", "#nowhere"],
  ["an anchor in an enum", "#inEnum"],
  ["an anchor in an unknown keyword", "#inUnknown"],
  ["a broken escape", "#/$defs/100%"],
  ["another document", "https://example.com/other"],
  ["a definition of another document", "https://example.com/other#/$defs/a"],
])("a $ref that leads to %s leads nowhere", (_name, reference) => {
  const root = {
    title: "text",
    allOf: [true],
    $defs: { a: true, "100%": true, enum: { enum: [{ $anchor: "inEnum" }] } },
    unknown: { $anchor: "inUnknown" },
  };
  expect(target(root, reference)).toBeUndefined();
});

it.each<[string, JsonSchema]>([
  ["at the root", { $ref: "#/$defs/no" }],
  ["in an optional property", { type: "object", properties: { a: { $ref: "#/$defs/no" } } }],
  ["in one of several options", { anyOf: [{ type: "integer" }, { $ref: "#/$defs/no" }] }],
  ["in an exclusive option", { oneOf: [{ type: "integer" }, { $ref: "#/$defs/no" }] }],
  ["in a condition", { if: { $ref: "#/$defs/no" }, else: { type: "integer" } }],
  ["in a negation", { not: { type: "string", $ref: "#/$defs/no" } }],
  ["in items", { type: "array", items: { $ref: "#/$defs/no" } }],
  ["in additionalProperties", { type: "object", additionalProperties: { $ref: "#/$defs/no" } }],
  ["in propertyNames", { type: "object", minProperties: 1, propertyNames: { $ref: "#/$defs/no" } }],
  ["beside an enum", { enum: [1, 2], $ref: "#/$defs/no" }],
  ["beside x-faker", { "x-faker": "word.noun", $ref: "#/$defs/no" }],
])("a $ref to nowhere %s is refused by where it leads", async (_name, schema) => {
  await expect(compileGenerator({ $id: BASE, ...schema })).rejects.toMatchObject({
    code: "invalid-schema",
    message: expect.stringMatching(/\/root: \$ref at ".*" leads to "https:\/\/example\.com\/root#\/\$defs\/no"/),
  });
});

it.each<[string, string, object]>([
  ["an absolute $id", "https://other.com/a", { $id: "https://other.com/a", const: "found" }],
  ["a relative $id", "https://example.com/a", { $id: "a", const: "found" }],
  ["an $id within an $id", "https://example.com/dir/b", { $id: "dir/", $defs: { x: { $id: "b", const: "found" } } }],
  ["an $id with an empty fragment", "https://example.com/a", { $id: "https://example.com/a#", const: "found" }],
  ["a pointer from a nested $id", "https://example.com/a#/$defs/x", { $id: "a", $defs: { x: { const: "found" } } }],
  ["an anchor of a nested $id", "https://example.com/a#x", { $id: "a", items: { $anchor: "x", const: "found" } }],
  ["a urn", "urn:example:a", { $id: "urn:example:a", const: "found" }],
])("a schema within a schema is found by %s", (_name, reference, inner) => {
  expect(target({ $id: BASE, $defs: { inner } }, reference)).toMatchObject({ const: "found" });
  expect(target({ $id: BASE, items: { anyOf: [inner] } }, reference)).toMatchObject({ const: "found" });
});

it("an anchor belongs to its resource alone", () => {
  const root = { $id: BASE, $defs: { inner: { $id: "inner", $anchor: "here", const: 1 } } };
  expect(target(root, `${BASE}#here`)).toBeUndefined();
  expect(target(root, "https://example.com/inner#here")).toMatchObject({ const: 1 });
});

it("a pointer crosses into a nested $id, and what it finds has that base", () => {
  const root = { $id: BASE, $defs: { a: { $id: "dir/a", items: { $ref: "b" } } } };
  expect(target(root, `${BASE}#/$defs/a/items`)).toEqual({ $ref: "https://example.com/dir/b" });
});

it("what only looks like an $id is none", () => {
  const root = { $id: BASE, enum: [{ $id: "a" }], properties: { $id: { const: 1 } }, unknown: { $id: "b" } };
  for (const id of ["a", "b"]) expect(target(root, `https://example.com/${id}`)).toBeUndefined();
});

it("references beside a draft-07 anchor are relative to the document", async () => {
  const $defs = { a: { $id: "#here", type: "object", properties: { x: { $ref: "#/$defs/b" } } }, b: { const: 1 } };
  expect(await first({ $id: BASE, $ref: "#here", $defs })).toEqual({ x: 1 });
  expect(await first({ $ref: "#here", $defs })).toEqual({ x: 1 });
});

it("a document is read once, and only when a reference asks for it", () => {
  const asked: string[] = [];
  const { follow } = readDocuments(
    { $id: BASE, $defs: { inner: { $id: "inner" } } },
    (id) => {
      asked.push(id);
      return { $defs: { a: { const: id } } };
    },
    false,
  );
  expect(asked).toEqual([]);
  for (const reference of [BASE, "https://example.com/inner", "https://b.com/x#/$defs/a", "https://b.com/x#/$defs/a"])
    expect(follow("$ref", reference, [])).toBeDefined();
  expect(asked).toEqual(["https://b.com/x"]);
});

it("the same reference leads to the very same schema", () => {
  const { follow } = readDocuments({ $defs: { a: { type: "string" } } }, () => undefined, false);
  expect(follow("$ref", "#/$defs/a", [])?.schema).toBe(follow("$ref", "#/$defs/a", ["x"])?.schema);
});

it("a malformed keyword in another document is refused by its place there", async () => {
  const definitions = { "https://b.com/x": { $defs: { a: { properties: { q: { minLength: -1 } } } } } };
  await expect(compileGenerator({ $ref: "https://b.com/x#/$defs/a" }, { definitions })).rejects.toMatchObject({
    message: expect.stringContaining('https://b.com/x: minLength at "/$defs/a/properties/q"'),
  });
});

it("what nothing refers to in another document may be malformed", () => {
  const documents = { "https://b.com/x": { $defs: { a: { const: 1 }, b: { minLength: "no" } } } };
  expect(target({}, "https://b.com/x#/$defs/a", documents)).toEqual({ const: 1 });
});

const other = "https://example.com/defs/a.json";

it.each<[string, JsonSchema, Record<string, JsonSchema | boolean>]>([
  ["by its $id", { $ref: other }, { [other]: { const: "found" } }],
  ["relative to the schema's $id", { $id: BASE, $ref: "defs/a.json" }, { [other]: { const: "found" } }],
  ["by a relative id, without an $id", { $ref: "defs/a.json" }, { "defs/a.json": { const: "found" } }],
  ["by a relative id with a fragment", { $ref: "a#/x" }, { a: { x: { const: "found" } } }],
  ["by an id with an empty fragment", { $ref: other }, { [`${other}#`]: { const: "found" } }],
  [
    "through its own relative reference",
    { $ref: other },
    { [other]: { $ref: "b" }, "https://example.com/defs/b": { const: "found" } },
  ],
  ["by an anchor", { $ref: `${other}#here` }, { [other]: { $defs: { x: { $anchor: "here", const: "found" } } } }],
  [
    "by the $id of a part of it that was seen before",
    { allOf: [{ $ref: other }, { $ref: "https://c.com/" }] },
    { [other]: { $defs: { x: { $id: "https://c.com/", const: "found" } } } },
  ],
  ["where it says true", { $ref: other, const: "found" }, { [other]: true }],
  [
    "back to the root",
    { $id: BASE, $ref: other, $defs: { a: { const: "found" } } },
    { [other]: { $ref: "/root#/$defs/a" } },
  ],
])("a definition beside the schema is found %s", async (_name, schema, definitions) => {
  expect(await first(schema, definitions)).toBe("found");
});

it("a definition that says false is satisfied by nothing", async () => {
  await expect(compileGenerator({ $ref: other }, { definitions: { [other]: false } })).rejects.toMatchObject({
    code: "invalid-schema",
  });
});

it("a definition's own $id, other than the one it is given by, is the base of its references", async () => {
  const definitions = {
    a: { $id: "https://real.com/dir/a", $ref: "b" },
    "https://real.com/dir/b": { const: "found" },
  };
  expect(await first({ $ref: "a" }, definitions)).toBe("found");
});

const tree = (leaf: object): JsonSchema => ({
  $id: "https://example.com/tree",
  $dynamicAnchor: "node",
  type: "object",
  required: ["data"],
  properties: { data: true as never, child: { $dynamicRef: "#node" } },
  ...leaf,
});

it("a $dynamicRef leads to the outermost schema on the way that has the anchor", async () => {
  const schema: JsonSchema = {
    $id: BASE,
    $dynamicAnchor: "node",
    $ref: "tree",
    required: ["data", "mark"],
    properties: { mark: { const: 1 } },
  };
  const value = (await first(schema, { "https://example.com/tree": tree({}) })) as { child: Json };
  expect(value).toMatchObject({ mark: 1, child: { mark: 1 } });
});

it("a $ref to a dynamic anchor leads to the nearest schema", async () => {
  const nearest = tree({ properties: { data: { const: 2 }, child: { $ref: "#node" } } });
  const schema: JsonSchema = { $id: BASE, $dynamicAnchor: "node", $ref: "tree", properties: { mark: { const: 1 } } };
  const value = (await first(schema, { "https://example.com/tree": nearest })) as { child: Json };
  expect(value.child).not.toHaveProperty("mark");
});

it("a $dynamicRef to what is a plain anchor is a $ref", () => {
  const root = { $id: BASE, $defs: { a: { $anchor: "node", const: 1 }, b: { $id: "b", $dynamicAnchor: "node" } } };
  const { follow } = readDocuments(root, () => undefined, false);
  expect(follow("$dynamicRef", `${BASE}#node`, ["https://example.com/b", BASE])?.schema).toMatchObject({ const: 1 });
});

it("entering a schema adds its resource to the scope, once", () => {
  const root = { $id: BASE, $defs: { a: { $id: "a", $defs: { x: true } } } };
  const { root: start, follow } = readDocuments(root, () => undefined, false);
  expect(start.scope).toEqual([BASE]);
  const inner = follow("$ref", "https://example.com/a", start.scope);
  expect(inner?.scope).toEqual([BASE, "https://example.com/a"]);
  expect(follow("$ref", `${BASE}#/$defs/a/$defs/x`, inner?.scope ?? [])?.scope).toEqual(inner?.scope);
});
