import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { validatePayload } from "hookwright";
import { expect, it } from "vitest";
import { providers } from "./providers.ts";
import { jsonPaths, readJson, schemaFiles } from "./schema-files.ts";

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
for (const { schema } of schemaFiles) ajv.addSchema(schema);

const compiled = (path: string): ValidateFunction => ajv.getSchema(`hookwright://schemas/${path}`) as ValidateFunction;

const samples = providers.flatMap((provider) =>
  jsonPaths
    .filter((path) => path.startsWith(`${provider.name}/samples/`) && !path.endsWith("/sources.json"))
    .map((path) => ({ provider, path, file: path.split("/").at(-1) ?? "" })),
);
const testMessages = samples.filter(({ file }) => file.startsWith("test-message"));
const notifications = samples.filter(({ file }) => file.endsWith(".notification.json"));
const events = samples.filter((sample) => !testMessages.includes(sample) && !notifications.includes(sample));

it.each(events)(
  "the sample $file of $provider.name is a valid payload of the event type it is named after",
  ({ provider, path, file }) => {
    const eventType = file.replace(/(\.orphan)?\.json$/, "");
    expect(provider.eventTypes).toContain(eventType);
    expect(validatePayload(provider, readJson(path))).toEqual([]);
    expect(validatePayload(provider, readJson(path), eventType)).toEqual([]);
  },
);

it.each(providers)("every event type of $name has a sample", ({ name, eventTypes }) => {
  for (const eventType of eventTypes) expect(jsonPaths).toContain(`${name}/samples/${eventType}.json`);
});

it.each(notifications)("the envelope of $file is valid, and so is the payload in it", ({ provider, path }) => {
  const envelope = readJson(path) as { data: unknown };
  const validate = compiled(`${provider.name}/defs/notification.schema.json`);
  expect(validate(envelope) ? [] : validate.errors).toEqual([]);
  expect(validatePayload(provider, envelope.data)).toEqual([]);
});

it.each(testMessages)("the test message $file is valid", ({ provider, path }) => {
  const validate = compiled(`${provider.name}/defs/test-message.schema.json`);
  expect(validate(readJson(path)) ? [] : validate.errors).toEqual([]);
});

it.each(providers)("the test messages of $name's provider.json are those among its samples", ({ name, definition }) => {
  const own = testMessages.filter(({ provider }) => provider.name === name).map(({ path }) => readJson(path));
  expect(definition.testMessages?.map(({ body }) => body) ?? []).toEqual(expect.arrayContaining(own));
  expect(definition.testMessages ?? []).toHaveLength(own.length);
});

it.each(providers)(
  "sources.json of $name says of exactly the files that are there where they come from",
  ({ name }) => {
    const sources = readJson(`${name}/samples/sources.json`) as Record<string, Record<string, string>>;
    const files = samples.filter(({ provider }) => provider.name === name).map(({ file }) => file);
    expect(Object.keys(sources).sort()).toEqual(files.sort());
    for (const { source, certainty, changes } of Object.values(sources)) {
      expect(source).toMatch(/\S/);
      expect(["documented", "observed", "third-party", "inferred"]).toContain(certainty);
      expect(changes).toMatch(/\.$/);
    }
  },
);
