import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";
import { validate } from "@scalar/openapi-parser";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { validatePayload } from "hookwright";
import { describe, expect, it } from "vitest";
import { asyncApiOf } from "../../codegen/asyncapi.ts";
import { openApiOf } from "../../codegen/openapi.ts";
import { formatPointer, getAt, setAt } from "../../schemas/pointer.ts";
import type { Auth } from "../../schemas/provider.ts";
import type { ProviderFolder } from "../../schemas/provider-folder.ts";
import { providers } from "../schemas/providers.ts";
import { jsonPaths, readJson } from "../schemas/schema-files.ts";
import { thrownBy } from "../support/thrown.ts";

interface OpenApi {
  webhooks: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, object>; securitySchemes?: Record<string, object> };
  security?: object[];
}

interface OpenApiOperation {
  operationId: string;
  tags: string[];
  description: string;
  requestBody: { content: Record<string, { schema: object; examples?: Record<string, { value: unknown }> }> };
  responses: Record<string, object>;
}

interface AsyncApi {
  operations: { send: { action: string; messages: object[]; security?: object[] } };
  components: { messages: Record<string, AsyncApiMessage>; securitySchemes?: Record<string, object> };
}

interface AsyncApiMessage {
  name: string;
  tags: { name: string }[];
  payload: { schema: { $ref?: string } };
  examples?: { name: string; payload: unknown }[];
}

const readText = (name: string, document: string): string =>
  readFileSync(new URL(`../../schemas/${name}/${document}.json`, import.meta.url), "utf8");
const openApi = (name: string): OpenApi => JSON.parse(readText(name, "openapi"));
const asyncApi = (name: string): AsyncApi => JSON.parse(readText(name, "asyncapi"));

const ajvOf = (): Ajv2020 => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv;
};

/** A validator of one schema in a document, by its pointer. */
const validatorIn = (document: object): ((pointer: string) => ValidateFunction) => {
  const ajv = ajvOf();
  ajv.addSchema({ $id: "document:all", ...document }, "document:all", false, false);
  return (pointer) => ajv.compile({ $ref: `document:all#${encodeURI(pointer)}` });
};

/** What is wrong with the schemas at pointers into a document: neither parser looks into those of draft 2020-12. */
const problemsOfSchemas = (document: object, pointers: readonly string[]): string[] => {
  const [ajv, compile] = [new Ajv2020(), validatorIn(document)];
  return pointers.flatMap((pointer) => {
    try {
      if (!ajv.validateSchema(getAt(document, pointer) as object)) return [`${pointer} is no schema`];
      compile(pointer);
      return [];
    } catch (error) {
      return [`${pointer}: ${(error as Error).message}`];
    }
  });
};

const problemsOfAsyncApi = async (document: AsyncApi): Promise<string[]> => {
  const { diagnostics } = await new Parser().parse(JSON.stringify(document));
  const ids = Object.keys(document.components.messages);
  return [
    ...diagnostics.filter(({ severity }) => severity <= 1).map(({ message }) => message),
    ...problemsOfSchemas(
      document,
      ids.map((id) => `/components/messages/${id}/payload/schema`),
    ),
  ];
};

const problemsOfOpenApi = async (document: OpenApi): Promise<string[]> => {
  const { errors = [] } = await validate(structuredClone({ ...document }));
  const names = Object.keys(document.webhooks).map((name) => formatPointer([name]));
  return [
    ...errors.map(({ message }) => message),
    ...problemsOfSchemas(
      document,
      names.map((name) => `/webhooks${name}/post/requestBody/content/application~1json/schema`),
    ),
  ];
};

describe.each(providers)("$name", (provider) => {
  const { name, eventTypes, definition } = provider;
  const samples = jsonPaths
    .filter((path) => path.startsWith(`${name}/samples/`) && !path.endsWith("/sources.json"))
    .map(
      (path) =>
        [
          path
            .split("/")
            .at(-1)
            ?.replace(/\.json$/, "") ?? "",
          readJson(path),
        ] as const,
    );

  it("the OpenAPI document is one", async () => {
    expect(await problemsOfOpenApi(openApi(name))).toEqual([]);
  });

  it("the AsyncAPI document is one, its schemas too", async () => {
    expect(await problemsOfAsyncApi(asyncApi(name))).toEqual([]);
  });

  it("each has every event type once, and every test message", () => {
    const { webhooks } = openApi(name);
    const kindsOf = (kind: string) =>
      Object.entries(webhooks).flatMap(([one, methods]) => (methods["post"]?.tags.includes(kind) ? one : []));
    expect(kindsOf("event")).toEqual(eventTypes);
    expect(kindsOf("test message")).toEqual((definition.testMessages ?? []).map((message) => message.name));
    expect(Object.keys(webhooks)).toEqual(Object.values(asyncApi(name).components.messages).map((one) => one.name));
    expect(asyncApi(name).operations.send.messages).toHaveLength(Object.keys(webhooks).length);
  });

  it("each has every sample, and is satisfied by it", () => {
    const [open, async] = [openApi(name), asyncApi(name)];
    const [inOpen, inAsync] = [validatorIn(open), validatorIn(async)];
    const met = { open: new Map<string, unknown>(), async: new Map<string, unknown>() };
    for (const [one, { post }] of Object.entries(open.webhooks))
      for (const [example, { value }] of Object.entries(
        post?.requestBody.content["application/json"]?.examples ?? {},
      )) {
        met.open.set(example, value);
        const place = `/webhooks/${one}/post/requestBody/content/application~1json/schema`;
        const isValid = inOpen(place);
        expect(isValid(value) ? [] : isValid.errors, example).toEqual([]);
      }
    for (const [id, { examples = [] }] of Object.entries(async.components.messages))
      for (const { name: example, payload } of examples) {
        met.async.set(example, payload);
        const isValid = inAsync(`/components/messages/${id}/payload/schema`);
        expect(isValid(payload) ? [] : isValid.errors, example).toEqual([]);
      }
    expect(met.async).toEqual(met.open);
    for (const [sample, value] of samples.filter(([sample]) => !sample.startsWith("test-message")))
      expect(met.open.get(sample), sample).toEqual(value);
    const bodies = samples.filter(([sample]) => sample.startsWith("test-message")).map(([, value]) => value);
    expect([...met.open.values()]).toEqual(expect.arrayContaining(bodies));
  });

  it("a payload that its schema refuses is refused by the schema in the document", () => {
    const isValid = validatorIn(openApi(name));
    for (const [eventType, payload] of samples.filter(([sample]) => eventTypes.includes(sample))) {
      const broken = structuredClone(payload) as object;
      setAt(broken as never, definition.status, "no state of any" as never);
      const place = `/webhooks/${eventType}/post/requestBody/content/application~1json/schema`;
      expect(validatePayload(provider, broken, eventType)).not.toEqual([]);
      expect(isValid(place)(broken), eventType).toBe(false);
    }
  });

  it("says how surely, and nothing of how values are made up", () => {
    for (const text of [readText(name, "openapi"), readText(name, "asyncapi")]) {
      expect(text).not.toMatch(/"x-(?:faker|derive)"|hookwright:/);
      expect(text).toContain('"$comment"');
      expect(text).toContain("documented: https://");
    }
  });
});

const shop = providers.at(-1)?.folder() as ProviderFolder;
const withAuth = (auth: Auth): ProviderFolder => ({
  ...shop,
  provider: { ...shop.provider, delivery: { ...shop.provider.delivery, auth } },
});

const SCHEMES: readonly (readonly [Auth, object, object])[] = [
  [
    { kind: "header", name: "x-token" },
    { type: "apiKey", in: "header", name: "x-token" },
    { type: "httpApiKey", in: "header", name: "x-token" },
  ],
  [
    { kind: "url-token", parameter: "token" },
    { type: "apiKey", in: "query", name: "token" },
    { type: "httpApiKey", in: "query", name: "token" },
  ],
  [
    { kind: "basic", username: "hook" },
    { type: "http", scheme: "basic" },
    { type: "http", scheme: "basic" },
  ],
  [
    { kind: "hmac", header: "x-signature", timestamp: "x-at" },
    { type: "apiKey", in: "header", name: "x-signature" },
    { type: "httpApiKey", in: "header", name: "x-signature" },
  ],
];

it.each(SCHEMES)("the authentication %j is a security scheme", async (auth, inOpen, inAsync) => {
  const folder = withAuth(auth);
  const [open, async] = [openApiOf(folder, []) as OpenApi, asyncApiOf(folder, []) as AsyncApi];
  expect(open.security).toEqual([{ secret: [] }]);
  expect(open.components.securitySchemes?.["secret"]).toMatchObject(inOpen);
  expect(async.components.securitySchemes?.["secret"]).toMatchObject(inAsync);
  expect(await problemsOfOpenApi(open)).toEqual([]);
  expect(await problemsOfAsyncApi(async)).toEqual([]);
});

it("a secret that a provider has no place for may be absent", () => {
  const { authWithSecret: _, ...delivery } = { ...shop.provider.delivery, auth: { kind: "none" } as const };
  const folder = { ...shop, provider: { ...shop.provider, delivery } };
  expect(openApiOf(folder, [])).not.toHaveProperty("security");
  const token = { kind: "url-token", parameter: "token" } as const;
  const asked = { ...folder, provider: { ...folder.provider, delivery: { ...delivery, authWithSecret: token } } };
  expect(openApiOf(asked, [])).toHaveProperty("security", [{}, { secret: [] }]);
});

it("test messages that are named alike, or as an event is, are requests of their own", async () => {
  const event = "ssl_certificate.install.ok";
  const named = [event, "install ok", "save-and-test", "save and test", "save-and-test"];
  const testMessages = named.map((name, number) => ({ name, body: { number } }));
  const folder = { ...shop, provider: { ...shop.provider, testMessages } };
  const [open, async] = [openApiOf(folder, []) as OpenApi, asyncApiOf(folder, []) as AsyncApi];
  const messages = Object.values(async.components.messages);
  expect(open.webhooks[event]?.["post"]?.tags).toEqual(["event"]);
  const own = [`${event} 2`, "install ok", "save-and-test", "save and test", "save-and-test 2"];
  expect(Object.keys(open.webhooks).slice(-own.length)).toEqual(own);
  expect(messages.map(({ name }) => name)).toEqual(Object.keys(open.webhooks));
  expect(messages.slice(-own.length).map(({ examples }) => examples?.[0]?.payload)).toEqual(
    testMessages.map(({ body }) => body),
  );
  const ids = Object.values(open.webhooks).map((methods) => methods["post"]?.operationId);
  expect(ids).toEqual(Object.keys(async.components.messages));
  expect(await problemsOfOpenApi(open)).toEqual([]);
  expect(await problemsOfAsyncApi(async)).toEqual([]);
});

const BROKEN: readonly (readonly [string, string, unknown])[] = [
  ["a reference that leads to nothing", "/components/schemas", {}],
  ["no title", "/info", { version: "1" }],
  ["a security scheme of no kind", "/components/securitySchemes/secret/type", "word"],
];

it.each(BROKEN)("a document with %s is refused", async (_, pointer, value) => {
  const [open, async] = [openApi("cloud66"), asyncApi("cloud66")];
  for (const document of [open, async]) setAt(document as never, pointer, value as never);
  expect(await problemsOfOpenApi(open)).not.toEqual([]);
  expect(await problemsOfAsyncApi(async)).not.toEqual([]);
});

it("a document with a schema that is none is refused", async () => {
  const [open, async] = [openApi("cloud66"), asyncApi("cloud66")];
  const place = "/webhooks/ssl_certificate.install.ok/post/requestBody/content/application~1json/schema";
  setAt(open as never, place, { type: "text" });
  setAt(async as never, "/components/messages/Cloud66InstallOk/payload/schema", { type: "text" });
  expect(await problemsOfOpenApi(open)).toEqual([expect.stringContaining(place)]);
  expect(await problemsOfAsyncApi(async)).toEqual([expect.stringContaining("Cloud66InstallOk")]);
});

describe("references of a folder's schemas", () => {
  const folderOf = (schemas: Record<string, object>): ProviderFolder => ({
    ...shop,
    provider: { ...shop.provider, name: "shop", envelopes: [], testMessages: [] },
    schemas: Object.fromEntries(
      Object.entries(schemas).map(([path, schema]) => [path, { $id: `hookwright://schemas/shop/${path}`, ...schema }]),
    ),
  });
  const acceptsIn = (folder: ProviderFolder): ((value: unknown) => boolean) => {
    const isValid = validatorIn(openApiOf(folder, []))(
      "/webhooks/a.b/post/requestBody/content/application~1json/schema",
    );
    return (value) => isValid(value) as boolean;
  };

  it("to a file, into a file, to an anchor, to itself and to a schema with an $id of its own lead there", () => {
    const accepts = acceptsIn(
      folderOf({
        "events/a.b.schema.json": {
          properties: {
            file: { $ref: "../defs/small.schema.json" },
            into: { $ref: "../defs/many.schema.json#/$defs/a b" },
            anchor: { $ref: "../defs/many.schema.json#word" },
            own: { $ref: "own.schema.json" },
            self: { $ref: "#" },
          },
        },
        "defs/small.schema.json": { title: "a.b", maximum: 1 },
        "defs/many.schema.json": {
          $defs: { "a b": { const: { $ref: "no reference" } }, word: { $anchor: "word", type: "string" } },
          properties: { own: { $id: "../events/own.schema.json", type: "boolean" } },
        },
      }),
    );
    expect(accepts({ file: 1, into: { $ref: "no reference" }, anchor: "x", own: true, self: { file: 1 } })).toBe(true);
    expect(accepts({ file: 2 })).toBe(false);
    expect(accepts({ into: 1 })).toBe(false);
    expect(accepts({ anchor: 1 })).toBe(false);
    expect(accepts({ own: 1 })).toBe(false);
    expect(accepts({ self: { file: 2 } })).toBe(false);
  });

  it("that one document cannot hold are errors that name them", async () => {
    const withRef = (schema: object) => folderOf({ "events/a.b.schema.json": schema });
    expect(await thrownBy(() => openApiOf(withRef({ $ref: "https://shop.example/a.json" }), []))).toMatchObject({
      code: "invalid-schema",
      message: expect.stringContaining("https://shop.example/a.json leads to nothing in it"),
    });
    expect(await thrownBy(() => openApiOf(withRef({ items: { $dynamicRef: "#node" } }), []))).toMatchObject({
      message: expect.stringContaining("is a $dynamicRef"),
    });
  });
});
