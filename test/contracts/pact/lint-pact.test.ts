import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Provider } from "hookwright";
import { lintPact, type PactDocument } from "hookwright/pact";
import { expect, it } from "vitest";
import { removeAt, setAt } from "../../../schemas/pointer.ts";
import { thrownBy } from "../../support/thrown.ts";
import { everyDocument, lifecyclePact, providers } from "./documents.ts";

const [flare] = providers as [Provider];
const issuance = lifecyclePact(flare, "issuance");
const pacts = fileURLToPath(new URL("../../../contracts/pacts/", import.meta.url));

/** A clean document with one thing changed; `undefined` removes. */
const planted = (pointer: string, value?: unknown): PactDocument => {
  const document = structuredClone(issuance);
  if (value === undefined) removeAt(document, pointer);
  else setAt(document, pointer, value);
  return document;
};

const rule = (...matchers: object[]) => ({ combine: "AND", matchers });

it.each(providers.map((provider) => [provider.name, provider] as const))(
  "every document of %s is clean",
  (_, provider) => {
    for (const document of everyDocument(provider)) expect(lintPact(document, { provider })).toEqual([]);
  },
);

it.each(readdirSync(pacts))("the published %s is clean", (file) => {
  const document = JSON.parse(readFileSync(pacts + file, "utf8")) as PactDocument;
  const provider = providers.find(({ name }) => name === document.metadata.hookwright.provider) as Provider;
  expect(lintPact(document, { provider })).toEqual([]);
});

it.each([
  { at: "/interactions", value: [], says: "is empty" },
  { at: "/provider/name", says: "names no provider" },
  { at: "/provider/name", value: "  ", says: "names no provider" },
  { at: "/consumer/name", value: 7, says: "names no consumer" },
  { at: "/metadata/pactSpecification/version", value: "3.0.0", says: 'is "3.0.0"' },
  { at: "/metadata/pactSpecification/version", says: "is missing" },
  { at: "/interactions/1", value: "no", says: "is no interaction" },
  { at: "/interactions/1/type", says: "is missing" },
  { at: "/interactions/1/type", value: "synchronous/http", says: 'is "synchronous/http"' },
  { at: "/interactions/1/description", says: "is missing" },
  { at: "/interactions/1/pending", value: true, says: "is true" },
  { at: "/interactions/1/request/path", says: "is no string" },
  { at: "/interactions/1/request/method", says: "is no string" },
  { at: "/interactions/1/response/status", value: "200", says: "is no number" },
  { at: "/interactions/1/providerStates/0/name", value: "pending_isuance", says: "nearest: pending_issuance" },
  { at: "/interactions/1/providerStates/0/name", value: "", says: "is no name" },
])("$at that $says is found", ({ at, value, says }) => {
  const issues = lintPact(planted(at, value), { provider: flare });
  expect(issues.map(({ pointer }) => pointer)).toContain(at);
  expect(issues.find(({ pointer }) => pointer === at)?.message).toContain(says);
});

it.each(["key", "description"] as const)("a %s that two interactions have is found", (name) => {
  const first = issuance.interactions[0];
  expect(lintPact(planted(`/interactions/2/${name}`, first?.[name]))).toEqual([
    { pointer: `/interactions/2/${name}`, message: expect.stringContaining("of /interactions/0, too") },
  ]);
});

it("a state is only known or unknown to a provider", () => {
  expect(lintPact(planted("/interactions/1/providerStates/0/name", "a row exists"))).toEqual([]);
});

const RULES = "/interactions/0/request/matchingRules/body";

it.each([
  { path: "$.data.hostname", matcher: { match: "regex", regex: "^[0-9]+$" } },
  { path: "$.data.hostname", matcher: { match: "regex", regex: "[a-z]" } }, // Pact asks for the whole text
  { path: "$.data.hostname", matcher: { match: "date", format: "yyyy-MM-dd" } },
  { path: "$.data.hostname", matcher: { match: "integer" } },
  { path: "$.data.hostname", matcher: { match: "null" } },
  { path: "$.data.hostname", matcher: { match: "boolean" } },
  { path: "$.data.hostname", matcher: { match: "include", value: "nowhere" } },
  { path: "$.data.hostname", matcher: { match: "semver" } },
  { path: "$['data']['ssl']", matcher: { match: "arrayContains", variants: [] } },
  { path: "$.data.ssl.settings.*", matcher: { match: "number" } },
])("an example that breaks $matcher at $path is found", ({ path, matcher }) => {
  const document = planted(`${RULES}/${path}`, rule(matcher));
  expect(lintPact(document)).toEqual([
    { pointer: `${RULES}/${path}`, message: expect.stringContaining("is broken by its own example") },
  ]);
});

it("of several matchers one is enough where the rule says so", () => {
  const matchers = [{ match: "integer" }, { match: "type" }];
  expect(lintPact(planted(`${RULES}/$.data.id`, { combine: "OR", matchers }))).toEqual([]);
  expect(lintPact(planted(`${RULES}/$.data.id`, { combine: "AND", matchers }))).toHaveLength(1);
});

it.each([
  { what: "a list shorter than its rule", matcher: { match: "type", min: 3 } },
  { what: "a list longer than its rule", matcher: { match: "type", max: 1 } },
])("$what is found", ({ matcher }) => {
  const document = planted("/interactions/0/request/body/content/data/list", [1, 2]);
  setAt(document, `${RULES}/$.data.list`, rule(matcher));
  expect(lintPact(document)).toHaveLength(1);
});

it("a rule about what the example does not have is found, and one about none of many is not", () => {
  expect(lintPact(planted(`${RULES}/$.data.nothing`, rule({ match: "type" })))).toEqual([
    { pointer: `${RULES}/$.data.nothing`, message: expect.stringContaining("does not have") },
  ]);
  expect(lintPact(planted(`${RULES}/$.data.nothing[*].id`, rule({ match: "type" })))).toEqual([]);
});

it("a matcher that Pact does not know is found: it would not load the file", () => {
  expect(lintPact(planted(`${RULES}/$.data.id`, rule({ match: "uuid" })))).toEqual([
    { pointer: `${RULES}/$.data.id/matchers/0`, message: 'is no matcher of Pact 4.0: "uuid"' },
  ]);
});

it("an answer's example is held to its rule", () => {
  expect(lintPact(planted("/interactions/0/response/status", 404))).toEqual([
    { pointer: "/interactions/0/response/matchingRules/status", message: expect.stringContaining("404") },
  ]);
});

it("headers and queries are held to their rules", () => {
  const document = planted("/interactions/0/request/matchingRules/header", {
    "Content-Type": rule({ match: "regex", regex: "^application/json" }),
    "cf-webhook-auth": rule({ match: "regex", regex: "^[0-9]+$" }),
  });
  expect(lintPact(document).map(({ pointer }) => pointer)).toEqual([
    "/interactions/0/request/matchingRules/header/cf-webhook-auth",
  ]);
});

it("the rules of a body in base64 are judged by what it says", () => {
  const content = Buffer.from('{"data":{"id":7}}').toString("base64");
  const document = planted("/interactions/0/request/body", {
    contentType: "application/json",
    encoded: "base64",
    content,
  });
  setAt(document, RULES, { "$.data.id": rule({ match: "regex", regex: "^[a-f]+$" }) });
  expect(lintPact(document)).toHaveLength(1);
});

it.each([
  { what: "XML", body: { contentType: "application/xml", encoded: false, content: "<data><id>x</id></data>" } },
  { what: "a form", body: { contentType: "application/x-www-form-urlencoded", encoded: false, content: "id=x" } },
  { what: "XML in base64", body: { contentType: "application/xml", encoded: "base64", content: btoa("<id>x</id>") } },
  { what: "XML of versions before 4", body: "<data><id>x</id></data>" },
])("the rules of $what are not judged", ({ body }) => {
  const document = planted("/interactions/0/request/body", body);
  setAt(document, RULES, { "$.data.id": rule({ match: "integer" }), "$.id[0]": rule({ match: "type" }) });
  expect(lintPact(document)).toEqual([]);
});

it("an expression that JavaScript cannot read is not judged: Pact's are Rust's", () => {
  expect(lintPact(planted(`${RULES}/$.data.id`, rule({ match: "regex", regex: "(?i)^[a-f0-9-]+\\z" })))).toEqual([]);
});

it("a message pact of another tool is read, too", () => {
  const message = {
    type: "Asynchronous/Messages",
    description: "a certificate",
    contents: { contentType: "application/json", encoded: false, content: { id: "x" } },
    matchingRules: { body: { "$.id": rule({ match: "integer" }) } },
  };
  const document = {
    consumer: { name: "a" },
    provider: { name: "b" },
    interactions: [message],
    metadata: { pactSpecification: { version: "4.0" } },
  };
  expect(lintPact(document).map(({ pointer }) => pointer)).toEqual(["/interactions/0/matchingRules/body/$.id"]);
});

it("a file of Pact 3 is told by its version, and not blamed for types that it cannot have", () => {
  const interaction = { description: "an event", request: { method: "POST", path: "/" }, response: { status: 200 } };
  const document = {
    consumer: { name: "a" },
    provider: { name: "b" },
    interactions: [interaction],
    metadata: { pactSpecification: { version: "3.0.0" } },
  };
  expect(lintPact(document).map(({ pointer }) => pointer)).toEqual(["/metadata/pactSpecification/version"]);
});

it("messages beside interactions are read, too", () => {
  const contents = { id: "x" };
  const matchingRules = { body: { "$.id": rule({ match: "integer" }) } };
  const document = {
    consumer: { name: "a" },
    provider: { name: "b" },
    metadata: { pactSpecification: { version: "3.0.0" } },
    interactions: [{ description: "asked", request: { method: "POST", path: "/" }, response: { status: 200 } }],
    messages: [{ description: "told", contents, matchingRules }],
  };
  expect(lintPact(document).map(({ pointer }) => pointer)).toContain("/messages/0/matchingRules/body/$.id");
});

it.each([null, 7, "text", [], {}, { interactions: {} }])("%j is no pact", async (value) => {
  expect((await thrownBy(() => lintPact(value))).code).toBe("invalid-pact");
});
