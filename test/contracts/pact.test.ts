import { buildLifecycle } from "hookwright";
import cloud66, { type Cloud66Lifecycle } from "hookwright/cloud66";
import cloudflare, { type CloudflareLifecycle } from "hookwright/cloudflare";
import { buildPact, type PactDocument } from "hookwright/pact";
import { expect, it } from "vitest";
import { thrownBy } from "../support/thrown.ts";

const SECRET = "s3cret-Of-Pact";

const all = (names: readonly string[]) => names.filter((name) => name !== "random");

const cloudflarePacts = (lifecycles: readonly CloudflareLifecycle[] = ["issuance"]) =>
  buildPact(cloudflare, { receiver: "web", path: "/webhooks/cloudflare", secret: SECRET, lifecycles });

const cloud66Pacts = (lifecycles: readonly Cloud66Lifecycle[] = ["install-failure"]) =>
  buildPact(cloud66, { receiver: "web", path: "/webhooks/cloud66", secret: SECRET, lifecycles });

const contents = ({ interactions }: PactDocument) => interactions.map(({ request }) => request.body.content);

it("the same call builds the same bytes", () => {
  const build = () => JSON.stringify(cloudflarePacts(all(cloudflare.lifecycles) as CloudflareLifecycle[]));
  expect(build()).toBe(build());
});

it.each(all(cloudflare.lifecycles) as CloudflareLifecycle[])(
  "the interactions of %s are the lifecycle's payloads in order",
  (name) => {
    const [pact] = cloudflarePacts([name]);
    expect(contents(pact as PactDocument)).toEqual(
      buildLifecycle(cloudflare, name).steps.map(({ payload }) => payload),
    );
  },
);

it.each(all(cloud66.lifecycles) as Cloud66Lifecycle[])(
  "the interactions of Cloud66's %s are the lifecycle's payloads in order",
  (name) => {
    const [pact] = cloud66Pacts([name]);
    expect(contents(pact as PactDocument)).toEqual(buildLifecycle(cloud66, name).steps.map(({ payload }) => payload));
  },
);

it("seed, run, start, subject and envelope go into the payloads", () => {
  const options = { seed: 5, run: 6, start: "2030-01-01T00:00:00Z", subject: { hostname: "shop.acme.com" } };
  const [pact] = buildPact(cloudflare, { receiver: "web", ...options });
  expect(contents(pact as PactDocument)).toEqual(
    buildLifecycle(cloudflare, "issuance", options).steps.map(({ payload }) => payload),
  );
  const [wrapped] = buildPact(cloudflare, { receiver: "web", ...options, envelope: "notification" });
  expect(contents(wrapped as PactDocument)).toMatchObject(contents(pact as PactDocument).map((data) => ({ data })));
});

it("keys and descriptions are unique over all lifecycles of both providers", () => {
  const pacts = [...cloudflarePacts(cloudflare.lifecycles), ...cloud66Pacts(cloud66.lifecycles)];
  const interactions = pacts.flatMap((pact) => pact.interactions);
  expect(new Set(interactions.map(({ key }) => key)).size).toBe(interactions.length);
  for (const pact of pacts)
    expect(new Set(pact.interactions.map(({ description }) => description)).size).toBe(pact.interactions.length);
});

it("a document names consumer, provider, version and every minimum of Pact V4", () => {
  const [pact] = cloudflarePacts();
  expect(pact).toMatchObject({
    consumer: { name: "Cloudflare" },
    provider: { name: "web" },
    metadata: { pactSpecification: { version: "4.0" } },
  });
  expect(pact?.interactions.map(({ description }) => description)).toEqual([
    "issuance, step 1: ssl.custom_hostname_certificate.validation.succeeded",
    "issuance, step 2: ssl.custom_hostname_certificate.issuance.succeeded",
    "issuance, step 3: ssl.custom_hostname_certificate.deployment.succeeded",
  ]);
  for (const { type, pending, request, response } of pact?.interactions ?? []) {
    expect({ type, pending }).toEqual({ type: "Synchronous/HTTP", pending: false });
    expect(request).toMatchObject({
      method: "POST",
      path: "/webhooks/cloudflare",
      headers: { "cf-webhook-auth": [SECRET], "content-type": ["application/json"] },
    });
    expect(response.matchingRules.status.matchers).toEqual([{ match: "statusCode", status: "success" }]);
  }
});

it("provider states are the machine's states, with the subject as parameters", () => {
  const [pact] = cloudflarePacts(["deletion"]);
  expect(pact?.interactions.map(({ providerStates }) => providerStates[0]?.name)).toEqual([
    "pending_validation",
    "pending_issuance",
    "pending_deployment",
    "pending_deletion",
  ]);
  const [subject] = buildLifecycle(cloudflare, "deletion").subjects;
  for (const { providerStates } of pact?.interactions ?? []) expect(providerStates[0]?.params).toEqual(subject);
});

it("a token goes into the query", () => {
  expect(cloud66Pacts()[0]?.interactions[0]?.request.query).toEqual({ token: [SECRET] });
});

it("an unknown lifecycle is refused with the known ones", async () => {
  const error = await thrownBy(() => cloudflarePacts(["isuance" as "issuance"]));
  expect(error.code).toBe("unknown-name");
  expect(error.message).toContain("Known, nearest first: issuance,");
});
