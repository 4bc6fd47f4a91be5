import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { buildPayload, validatePayload } from "hookwright";
import cloudflare, { type CloudflareEvents } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import type { JsonSchema } from "../../schemas/json-schema.ts";
import { formatPointer, getAt, setAt } from "../../schemas/pointer.ts";
import { events, providers } from "./providers.ts";
import { readJson, schemaFiles } from "./schema-files.ts";

// As docs/schemas.md shows users to make their own.
const ajv = new Ajv2020({ strict: true, strictTypes: false, keywords: ["x-certainty", "x-faker", "x-derive"] });
addFormats.default(ajv);
for (const { schema } of schemaFiles) ajv.addSchema(schema);

const idOf = (path: string): string => `hookwright://schemas/${path}`;
const byId = new Map(schemaFiles.map(({ schema }) => [schema.$id, schema]));

it("there are 14 event schemas", () => {
  expect(schemaFiles.filter(({ path }) => path.includes("/events/"))).toHaveLength(14);
});

it.each(schemaFiles)("$path compiles in Ajv's strict mode", ({ path }) => {
  expect(ajv.getSchema(idOf(path))).toBeTypeOf("function");
});

it.each(schemaFiles)("$path has its path as $id, and says its dialect, title and description", ({ path, schema }) => {
  expect(schema.$id).toBe(idOf(path));
  expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  expect(schema.title).toMatch(/^[A-Z][A-Za-z0-9]*$/);
  expect(schema.description).toMatch(/\S/);
});

it("no two schemas share a title", () => {
  const titles = schemaFiles.map(({ schema }) => schema.title);
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
});

const childrenOf = (schema: JsonSchema): [string, JsonSchema][] => [
  ...Object.entries(schema.properties ?? {}).map(([name, child]): [string, JsonSchema] => [
    formatPointer(["properties", name]),
    child,
  ]),
  ...(schema.items === undefined ? [] : [["/items", schema.items] as [string, JsonSchema]]),
  ...(typeof schema.additionalProperties === "object"
    ? [["/additionalProperties", schema.additionalProperties] as [string, JsonSchema]]
    : []),
];

/** Every property of a schema, however deep, by its pointer. */
const propertiesOf = (schema: JsonSchema, pointer = ""): [string, JsonSchema][] =>
  childrenOf(schema).flatMap(([part, child]) => [
    ...(part.startsWith("/properties/") ? [[pointer + part, child] as [string, JsonSchema]] : []),
    ...propertiesOf(child, pointer + part),
  ]);

it.each(schemaFiles.filter(({ path }) => /\/(events|defs)\//.test(path)))(
  "every property in $path is described",
  ({ path, schema }) => {
    const described = ({ description, $ref }: JsonSchema) =>
      description ?? ($ref === undefined ? undefined : byId.get(new URL($ref, idOf(path)).href)?.description);
    expect(
      propertiesOf(schema)
        .filter(([, property]) => !described(property))
        .map(([pointer]) => pointer),
    ).toEqual([]);
  },
);

it.each(providers.flatMap(({ name }) => ["provider", "lifecycle"].map((file) => ({ name, file }))))(
  "the $file of $name is valid by its schema",
  ({ name, file }) => {
    const validate = ajv.getSchema(idOf(`${file}.schema.json`)) as ValidateFunction;
    expect(validate(readJson(`${name}/${file}.json`)) ? [] : validate.errors).toEqual([]);
  },
);

it.each(events)(
  "$eventType with another state of lifecycle.json as its status is refused",
  ({ provider, name, eventType }) => {
    const { status } = provider.definition;
    const sample = readJson(`${name}/samples/${eventType}.json`);
    const others = Object.keys(provider.machine.states).filter((state) => state !== getAt(sample, status));
    expect(others).toHaveLength(Object.keys(provider.machine.states).length - 1);
    for (const other of others) {
      const payload = structuredClone(sample);
      setAt(payload, status, other);
      expect(validatePayload(provider, payload)).toMatchObject([{ pointer: status, keyword: "const" }]);
    }
  },
);

it.each(events)(
  "$eventType says a state of lifecycle.json that its transitions lead to",
  ({ provider, name, eventType }) => {
    const status = getAt(readJson(`${name}/samples/${eventType}.json`), provider.definition.status);
    const targets = Object.values(provider.machine.states).flatMap(({ on }) => on?.[eventType] ?? []);
    expect(new Set(targets)).toEqual(new Set([status]));
  },
);

const cloudflareEventTypes = cloudflare.eventTypes as (keyof CloudflareEvents)[];

it.each(cloudflareEventTypes)("%s without a hostname but with an id is refused, and the reverse", (eventType) => {
  const sample = readJson(`cloudflare/samples/${eventType}.json`) as { data: Record<string, unknown> };
  const { id: _id, ...withoutId } = sample.data;
  const { hostname: _hostname, ...withoutHostname } = sample.data;
  expect(validatePayload(cloudflare, { ...sample, data: withoutId })).toMatchObject([
    { pointer: "/data/id", keyword: "dependentRequired" },
  ]);
  expect(validatePayload(cloudflare, { ...sample, data: withoutHostname })).toMatchObject([
    { pointer: "/data/hostname", keyword: "dependentRequired" },
  ]);
});

it.each(cloudflareEventTypes)("%s with neither id nor hostname, an orphan, is valid", (eventType) => {
  const sample = readJson(`cloudflare/samples/${eventType}.json`) as { data: Record<string, unknown> };
  const { id: _id, hostname: _hostname, ...data } = sample.data;
  expect(validatePayload(cloudflare, { ...sample, data })).toEqual([]);
});

it("every schema validates alike in the users' Ajv and by the standalone validators", () => {
  for (const { provider, eventType } of events) {
    const validate = ajv.getSchema(provider.schema(eventType).$id ?? "") as ValidateFunction;
    const payload = buildPayload(provider, eventType);
    expect(validate(payload)).toBe(true);
    setAt(payload, provider.definition.status, "no such state");
    expect(validate(payload)).toBe(false);
  }
});
