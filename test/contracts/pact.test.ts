import { text } from "node:stream/consumers";
import { buildLifecycle, HookwrightError } from "hookwright";
import cloud66, { type Cloud66Lifecycle } from "hookwright/cloud66";
import cloudflare, { type CloudflareEvent, type CloudflareLifecycle } from "hookwright/cloudflare";
import { buildPact, type PactDocument, verifyPact } from "hookwright/pact";
import { expect, it } from "vitest";
import { startExample } from "../support/example-receiver.ts";
import { reportErrors } from "../support/report-schema.ts";
import { serve } from "../support/serve.ts";
import { thrownBy } from "../support/thrown.ts";

const SECRET = "s3cret-Of-Pact";

const cloudflarePacts = (lifecycles: readonly CloudflareLifecycle[] = ["issuance"]) =>
  buildPact(cloudflare, { receiver: "web", path: "/webhooks/cloudflare", secret: SECRET, lifecycles });

const cloud66Pacts = (lifecycles: readonly Cloud66Lifecycle[] = ["install-failure"]) =>
  buildPact(cloud66, { receiver: "web", path: "/webhooks/cloud66", secret: SECRET, lifecycles });

const prepareAt =
  (origin: string, provider: string) =>
  async (_state: string, params: Record<string, unknown>): Promise<void> => {
    const answer = await fetch(`${origin}/prepare/${provider}`, { method: "POST", body: JSON.stringify(params) });
    if (!answer.ok) throw new Error(`prepare answered ${answer.status}`);
  };

it.each([
  { provider: "cloudflare", pacts: () => cloudflarePacts(["issuance", "replacement"]) },
  { provider: "cloud66", pacts: () => cloud66Pacts(["install-failure", "renewal"]) },
])("the example receiver passes the pacts of $provider, its states prepared", async ({ provider, pacts }) => {
  const origin = await startExample({ secret: SECRET });
  const documents = pacts();
  const states: string[] = [];
  const prepare = prepareAt(origin, provider);
  const report = await verifyPact({
    pacts: documents,
    target: origin,
    states(state, params) {
      states.push(state);
      return prepare(state, params);
    },
  });
  const interactions = documents.flatMap((document) => document.interactions);
  expect(report.checks.filter(({ result }) => result !== "pass")).toEqual([]);
  expect(report).toMatchObject({
    kind: "pact",
    provider,
    passed: true,
    counts: { pass: interactions.length, fail: 0, warn: 0, skip: 0 },
  });
  expect(report.checks.map(({ id }) => id)).toEqual(interactions.map(({ key }) => key));
  for (const { name } of interactions.flatMap(({ providerStates }) => providerStates)) expect(states).toContain(name);
  expect(reportErrors(report)).toEqual([]);
});

it("the receiver gets the interactions in the order of the file", async () => {
  const types: string[] = [];
  const origin = await serve(async (request, response) => {
    types.push((JSON.parse(await text(request)) as CloudflareEvent).metadata.event.type);
    response.writeHead(204).end();
  });
  await verifyPact({ pacts: cloudflarePacts(["validation-failure"]), target: origin });
  expect(types).toEqual(buildLifecycle(cloudflare, "validation-failure").steps.map(({ eventType }) => eventType));
});

it("a receiver that answers 500 to one event fails that interaction, by name", async () => {
  let requests = 0;
  const origin = await serve((_, response) => response.writeHead(++requests === 2 ? 500 : 204).end());
  const report = await verifyPact({ pacts: cloudflarePacts(), target: origin });
  expect(report).toMatchObject({ passed: false, counts: { pass: 2, fail: 1 } });
  expect(report.checks[1]).toMatchObject({
    result: "fail",
    notes: ["issuance, step 2: ssl.custom_hostname_certificate.issuance.succeeded"],
  });
  expect(report.checks[1]?.summary).toMatch(
    /^issuance, step 2: ssl\.custom_hostname_certificate\.issuance\.succeeded: .*500/,
  );
  expect(reportErrors(report)).toEqual([]);
});

it("two interactions that begin alike are told apart", async () => {
  let requests = 0;
  const origin = await serve((_, response) =>
    response.writeHead(++requests === 10 ? 503 : requests === 1 ? 500 : 204).end(),
  );
  const report = await verifyPact({ pacts: cloudflarePacts(["full"]), target: origin });
  expect(
    report.checks.filter(({ result }) => result === "fail").map(({ summary }) => /\b50[03]\b/.exec(summary ?? "")?.[0]),
  ).toEqual(["500", "503"]);
});

it("the secret is nowhere in the report of a receiver that fails", async () => {
  const origin = await serve((request, response) =>
    response.writeHead(500).end(JSON.stringify([request.url, request.headers])),
  );
  const reports = [
    await verifyPact({ pacts: cloudflarePacts(), target: origin }),
    await verifyPact({ pacts: cloud66Pacts(), target: origin }),
  ];
  expect(JSON.stringify(reports)).not.toContain(SECRET);
});

it("a state handler that throws fails its interaction", async () => {
  const origin = await startExample({ secret: SECRET });
  const report = await verifyPact({
    pacts: cloudflarePacts(),
    target: origin,
    states(state) {
      if (state === "pending_issuance") throw new Error("no database");
    },
  });
  expect(report.checks.map(({ result }) => result)).toEqual(["pass", "fail", "pass"]);
});

it("a receiver that is not there fails every interaction", async () => {
  const report = await verifyPact({ pacts: cloudflarePacts(), target: "http://127.0.0.1:9" });
  expect(report).toMatchObject({ passed: false, counts: { pass: 0, fail: 3 } });
});

it.each([
  { what: "no documents", pacts: () => [] },
  {
    what: "a document without interactions",
    pacts: () => [{ ...(cloudflarePacts()[0] as PactDocument), interactions: [] }],
  },
  {
    what: "one document without interactions among others",
    pacts: () => [...cloudflarePacts(), { ...(cloudflarePacts()[0] as PactDocument), interactions: [] }],
  },
])("$what would pass in Pact and is refused here", async ({ pacts }) => {
  const error = await thrownBy(() => verifyPact({ pacts: pacts(), target: "http://127.0.0.1:9" }));
  expect(error).toBeInstanceOf(HookwrightError);
  expect(error.code).toBe("invalid-option");
  expect(error.message).toContain("there are no interactions, and Pact would pass that");
});
