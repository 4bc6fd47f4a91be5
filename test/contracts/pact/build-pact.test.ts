import { buildLifecycle, type Provider, validatePayload } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { buildPact, type PactDocument, type PactInteraction } from "hookwright/pact";
import { expect, it } from "vitest";
import { fromBase64 } from "../../../mocks/proof/base64.ts";
import { getAt } from "../../../schemas/pointer.ts";
import { thrownBy } from "../../support/thrown.ts";
import { everyDocument, extraPact, lifecyclePact, providers, SECRET } from "./documents.ts";

const named = providers.map((provider) => [provider.name, provider] as const);
const [flare, c66, parcels] = providers as [Provider, Provider, Provider];

const built = new Map(providers.map((provider) => [provider, everyDocument(provider)])); // it takes a while

const all = (provider: Provider): PactInteraction[] =>
  (built.get(provider) ?? []).flatMap(({ interactions }) => interactions);

const origin = ({ comments }: PactInteraction) => comments.references.hookwright;

const bytesOf = ({ request }: PactInteraction): string => {
  const { body } = request;
  return body.encoded === "base64"
    ? Buffer.from(fromBase64(body.content)).toString("latin1")
    : JSON.stringify(body.content);
};

it.each(named)("the documents of %s have the same bytes each time", (_, provider) => {
  expect(JSON.stringify(everyDocument(provider))).toBe(JSON.stringify(built.get(provider)));
});

it.each(named)(
  "%s has a document for each lifecycle but random walks, one of variants and one of negatives",
  (_, provider) => {
    const steady = provider.lifecycles.filter((name) => provider.machine.lifecycles[name]?.walk !== "random");
    expect(built.get(provider)?.map(({ metadata }) => metadata.hookwright.contract)).toEqual([
      ...steady,
      "variants",
      "negatives",
    ]);
  },
);

it.each(named)("a document of %s is the same whatever others are asked for", (_, provider) => {
  for (const document of (built.get(provider) ?? []).slice(0, -2)) {
    const { contract } = document.metadata.hookwright;
    expect(buildPact(provider, { receiver: "web", path: "/hooks", secret: SECRET, lifecycles: [contract] })).toEqual([
      document,
    ]);
  }
});

it("keys and descriptions are unique over all documents of all providers", () => {
  const interactions = providers.flatMap(all);
  expect(new Set(interactions.map(({ key }) => key)).size).toBe(interactions.length);
  const said = providers.map((provider) => all(provider).map(({ description }) => description));
  for (const descriptions of said) expect(new Set(descriptions).size).toBe(descriptions.length);
});

it("no two interactions share an event's id, so a receiver that takes each once takes them all", () => {
  const ids = all(flare).flatMap((one) => getAt(one.request.body.content, "/metadata/event/id") ?? []);
  expect(new Set(ids).size).toBe(ids.length);
});

it.each(named)("every JSON body of %s that is an event is valid by its schema", (_, provider) => {
  const events = all(provider).filter(({ request }) => request.matchingRules);
  expect(events.length).toBeGreaterThan(provider.eventTypes.length);
  for (const { request } of events) expect(validatePayload(provider, request.body.content)).toEqual([]);
});

it.each(named)("every state of %s is one of its machine's, about the subject of the event", (_, provider) => {
  for (const { providerStates, description } of all(provider))
    for (const { name, params } of providerStates) {
      expect(Object.keys(provider.machine.states), description).toContain(name);
      expect(Object.keys(params), description).toEqual(Object.keys(provider.definition.subject));
    }
});

const contents = (pact: PactDocument | undefined) => pact?.interactions.map(({ request }) => request.body.content);

it.each(named)("the interactions of a lifecycle of %s are its payloads in order", (_, provider) => {
  for (const [index, name] of provider.lifecycles.entries())
    expect(contents(lifecyclePact(provider, name))).toEqual(
      buildLifecycle(provider, name, { index }).steps.map(({ payload }) => payload),
    );
});

it("seed, run, start, subject, index and envelope go into the payloads", () => {
  const options = { seed: 5, run: 6, start: "2030-01-01T00:00:00Z", subject: { hostname: "shop.acme.com" }, index: 7 };
  const plain = contents(lifecyclePact(flare, "renewal", options));
  expect(plain).toEqual(buildLifecycle(flare, "renewal", options).steps.map(({ payload }) => payload));
  const wrapped = contents(lifecyclePact(flare, "renewal", { ...options, envelope: "notification" }));
  expect(wrapped).toMatchObject(plain?.map((data) => ({ data })) ?? []);
});

it("a document has every minimum of Pact V4", () => {
  const pact = lifecyclePact(flare, "issuance");
  expect(pact).toMatchObject({
    consumer: { name: "Cloudflare" },
    provider: { name: "web" },
    metadata: { pactSpecification: { version: "4.0" } },
  });
  const prefix = "ssl.custom_hostname_certificate";
  expect(pact.interactions.map(({ description }) => description)).toEqual([
    `issuance, step 1: ${prefix}.validation.succeeded`,
    `issuance, step 2: ${prefix}.issuance.succeeded`,
    `issuance, step 3: ${prefix}.deployment.succeeded`,
  ]);
  for (const { type, pending, request, response } of pact.interactions) {
    expect({ type, pending }).toEqual({ type: "Synchronous/HTTP", pending: false });
    expect(request).toMatchObject({
      method: "POST",
      path: "/hooks",
      headers: { "cf-webhook-auth": [SECRET], "content-type": ["application/json"] },
    });
    expect(response.matchingRules.status.matchers).toEqual([{ match: "statusCode", status: "success" }]);
  }
});

it("states follow the machine, with the subject as parameters", () => {
  const { interactions } = lifecyclePact(flare, "deletion", { index: 0 });
  expect(interactions.map(({ providerStates }) => providerStates[0]?.name)).toEqual([
    "pending_validation",
    "pending_issuance",
    "pending_deployment",
    "pending_deletion",
  ]);
  const [subject] = buildLifecycle(flare, "deletion").subjects;
  for (const { providerStates } of interactions) expect(providerStates[0]?.params).toEqual(subject);
});

it("a token goes into the query", () => {
  expect(lifecyclePact(c66, "install").interactions[0]?.request.query).toEqual({ token: [SECRET] });
});

it("an unknown lifecycle is refused with the known ones", async () => {
  const error = await thrownBy(() => lifecyclePact(flare, "isuance"));
  expect(error.code).toBe("unknown-name");
  expect(error.message).toContain("Known, nearest first: issuance,");
});

it("an interaction says where it comes from", () => {
  const [step] = lifecyclePact(flare, "renewal").interactions;
  expect(origin(step as PactInteraction)).toEqual({
    provider: "cloudflare",
    lifecycle: "renewal",
    step: 1,
    seed: 0,
    run: 0,
  });
  const [variant] = lifecyclePact(flare, "variants", { lifecycles: [], variants: true, seed: 3 }).interactions;
  expect(origin(variant as PactInteraction)).toMatchObject({
    variant: "as generated",
    certainty: "documented",
    seed: 3,
  });
});

it("an orphan names no subject, so it needs no state", () => {
  const orphans = lifecyclePact(flare, "replacement").interactions.filter(
    ({ providerStates }) => providerStates.length === 0,
  );
  expect(orphans.map(({ request }) => getAt(request.body.content, "/data/id"))).toEqual([undefined]);
  expect(getAt(orphans[0]?.request.body.content, "/metadata/event/type")).toMatch(/deletion\.succeeded$/);
});

it("rules say what the schemas do, in Pact's words", () => {
  const [failed] = lifecyclePact(flare, "validation-failure").interactions;
  const rules = failed?.request.matchingRules?.body ?? {};
  const matchers = Object.fromEntries(Object.entries(rules).map(([path, rule]) => [path, rule.matchers]));
  expect(matchers).toMatchObject({
    "$.metadata.event.type": [{ match: "equality" }],
    "$.metadata.event.id": [{ match: "notEmpty" }],
    "$.metadata.zone.id": [{ match: "regex", regex: "^[0-9a-f]{32}$" }],
    "$.data.ssl.method": [{ match: "regex", regex: "^(cname|http|txt|email)$" }],
    "$.data.ssl.validation_errors": [{ match: "type", min: 1 }],
    "$.data.ssl.validation_errors[*].message": [{ match: "type" }],
    "$.data.custom_metadata.*": [{ match: "type" }],
  });
  const [installed] = lifecyclePact(c66, "install").interactions;
  expect(installed?.request.matchingRules?.body).toMatchObject({
    "$.timestamp": { combine: "AND", matchers: [{ match: "integer" }] },
    "$.ssl_certificate.lets_encrypt": { combine: "AND", matchers: [{ match: "boolean" }] },
  });
});

it("in an envelope, rules and generators speak of the wrapper, too", () => {
  const [first] = lifecyclePact(flare, "issuance", { envelope: "notification" }).interactions;
  const { matchingRules, generators } = first?.request ?? {};
  expect(matchingRules?.body).toMatchObject({
    "$.ts": { matchers: [{ match: "integer" }] },
    "$.data.metadata.event.type": { matchers: [{ match: "equality" }] },
  });
  expect(generators?.body).toMatchObject({
    "$.account_id": { expression: `\${accountId}` },
    "$.data.data.hostname": { expression: `\${hostname}` },
  });
});

it("a state may return the subject's own fields, and what follows from them follows", () => {
  const [failed] = lifecyclePact(flare, "validation-failure").interactions;
  const certificate = String(failed?.providerStates[0]?.params["certificateId"]).replaceAll("-", "");
  expect(failed?.request.generators?.body).toMatchObject({
    "$.data.id": { type: "ProviderState", expression: `\${id}`, dataType: "STRING" },
    "$.data.hostname": { type: "ProviderState", expression: `\${hostname}`, dataType: "STRING" },
    "$.data.custom_origin_server": { expression: `0001.\${hostname}` },
    "$.data.ssl.cname": { expression: `_ca3-${certificate}.\${hostname}` },
  });
  const [installed] = lifecyclePact(c66, "install").interactions;
  expect(installed?.request.generators?.body["$.ssl_certificate.stack_id"]).toMatchObject({ dataType: "RAW" });
});

it("with the example's own values, every generator gives the example", () => {
  for (const { request, providerStates, description } of providers.flatMap(all))
    for (const [path, { expression, dataType }] of Object.entries(request.generators?.body ?? {})) {
      const params = providerStates[0]?.params ?? {};
      const pointer = path
        .replace("$", "")
        .replaceAll(/\[(\d+)\]/g, ".$1")
        .replaceAll(".", "/");
      const given = expression.replaceAll(/\$\{(\w+)\}/g, (_, field: string) => String(params[field]));
      const example = getAt(request.body.content, pointer);
      expect([given, dataType], `${description} ${path}`).toEqual([
        String(example),
        typeof example === "string" ? "STRING" : "RAW",
      ]);
    }
});

it("what a signature covers goes out byte by byte", () => {
  const auth = { kind: "hmac", header: "x-signature" } as const;
  const [pact] = buildPact(parcels, { receiver: "web", secret: SECRET, auth, lifecycles: ["delivery"] });
  const [first] = pact?.interactions ?? [];
  expect(first?.request.body.encoded).toBe("base64");
  expect(JSON.parse(bytesOf(first as PactInteraction))).toEqual(
    buildLifecycle(parcels, "delivery", { index: parcels.lifecycles.indexOf("delivery") }).steps[0]?.payload,
  );
  expect(first?.request.generators).toBeUndefined();
  expect(first?.request.matchingRules).toBeDefined();
});

it("bad secrets are to be refused with any 4xx, and none is the right one", () => {
  const refused = extraPact(flare, "negatives").interactions.filter(({ description }) =>
    description.startsWith("refused"),
  );
  expect(refused.map((one) => origin(one)["negative"])).toEqual([
    "secret: absent",
    "secret: empty",
    "secret: equal-length",
    "secret: other-length",
    "secret: prefix",
    "secret: other-case",
    "secret: trailing-character",
  ]);
  for (const { request, response } of refused) {
    expect(request.headers["cf-webhook-auth"]).not.toEqual([SECRET]);
    expect(response.matchingRules.status.matchers).toEqual([{ match: "statusCode", status: "clientError" }]);
  }
});

it("malformed bodies are exact bytes with the right secret, and any class of answer will do but 5xx", () => {
  const survived = extraPact(flare, "negatives").interactions.filter(
    ({ request }) => request.body.encoded === "base64",
  );
  const bodies = survived.map(bytesOf);
  expect(bodies).toEqual(expect.arrayContaining(["", "not json", "null", "[]"]));
  expect(bodies.some((body) => body.includes("\u00ff"))).toBe(true);
  for (const { request, response } of survived) {
    expect(request.headers["cf-webhook-auth"]).toEqual([SECRET]);
    const { combine, matchers } = response.matchingRules.status;
    expect([combine, matchers.map(({ status }) => status)]).toEqual(["OR", ["success", "redirect", "clientError"]]);
  }
});

it("without a secret there is none to refuse", () => {
  const [negatives] = buildPact(flare, { receiver: "web", lifecycles: [], negatives: true });
  expect(negatives?.interactions.every(({ request }) => request.body.encoded === "base64")).toBe(true);
});

it("the test messages stand among the variants", () => {
  const last = extraPact(flare, "variants").interactions.at(-1);
  expect(last?.description).toBe("test message save-and-test");
  expect(last?.request.body.content).toEqual(flare.definition.testMessages?.[0]?.body);
});

it("a random walk is built if it is asked for by name", () => {
  const [walk] = buildPact(cloudflare, { receiver: "web", lifecycles: ["random"], seed: 4 });
  expect(walk?.interactions.length).toBeGreaterThan(2);
});

it.each([
  {
    what: "a lifecycle twice",
    options: { lifecycles: ["issuance", "issuance"] as const },
    code: "invalid-option",
    says: '"issuance" is asked for twice',
  },
  {
    what: "a path without a slash",
    options: { path: "hooks" },
    code: "invalid-option",
    says: 'the path "hooks" is none',
  },
  {
    what: "a receiver without a name",
    options: { receiver: " " },
    code: "invalid-pact",
    says: "/provider/name names no provider",
  },
  { what: "an unknown envelope", options: { envelope: "letter" }, code: "unknown-name", says: 'the envelope "letter"' },
  { what: "an empty secret", options: { secret: "" }, code: "invalid-option", says: "it is empty" },
])("$what is refused", async ({ options, code, says }) => {
  const error = await thrownBy(() => buildPact(cloudflare, { receiver: "web", ...options }));
  expect(error.code).toBe(code);
  expect(error.message).toContain(says);
});

it("a document of a schema that its own example breaks is not built", async () => {
  const [pact] = buildPact(parcels, { receiver: "web", lifecycles: ["delivery"] }) as [PactDocument];
  expect(pact.interactions.length).toBeGreaterThan(0);
  const broken = {
    ...parcels,
    schema: () => ({ type: "object", properties: { type: { type: "string", enum: ["other", "another"] } } }),
  };
  const error = await thrownBy(() => buildPact(broken as Provider, { receiver: "web", lifecycles: ["delivery"] }));
  expect(error.code).toBe("invalid-pact");
  expect(error.message).toContain("is broken by its own example");
});
