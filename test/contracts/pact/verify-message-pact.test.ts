import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPayload, type Report } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { verifyMessagePact } from "hookwright/pact";
import { expect, it, onTestFinished } from "vitest";
import type { Json } from "../../../schemas/json-schema.ts";
import { reportErrors } from "../../support/report-schema.ts";
import { thrownBy } from "../../support/thrown.ts";
import { interaction } from "./http-pact.ts";

const FAILED = "ssl.custom_hostname_certificate.validation.failed";
const DELETED = "ssl.custom_hostname_certificate.deletion.succeeded";

const rules = (all: Record<string, object>): object =>
  Object.fromEntries(Object.entries(all).map(([path, matcher]) => [path, { combine: "AND", matchers: [matcher] }]));

const TYPE = { match: "type" };

const message = (content: object, body: object = {}, more: object = {}): object => ({
  type: "Asynchronous/Messages",
  description: "a certificate event",
  contents: { contentType: "application/json", encoded: false, content },
  matchingRules: { body },
  ...more,
});

const pactOf = (messages: readonly object[], more: object = {}): object => ({
  consumer: { name: "web" },
  provider: { name: "Cloudflare" },
  interactions: messages,
  metadata: { pactSpecification: { version: "4.0" } },
  ...more,
});

const verify = (messages: readonly object[], more: object = {}): Promise<Report> =>
  verifyMessagePact({ pacts: [pactOf(messages)], provider: cloudflare, ...more });

const summaryOf = ({ checks }: Report): string | undefined => checks[0]?.summary;

const MINIMAL = {
  metadata: { event: { id: "x", type: FAILED }, account: { id: "y" }, zone: { id: "z" } },
  data: { ssl: { id: "c", status: "pending_validation" } },
};
const LOOSE_IDS = rules({
  "$.metadata.event.id": TYPE,
  "$.metadata.account.id": TYPE,
  "$.metadata.zone.id": TYPE,
  "$.data.ssl.id": { match: "regex", regex: "[0-9a-f-]{36}" },
});

it("a message that relies on required fields only passes, whatever the seed and the form", async () => {
  const report = await verify([message(MINIMAL, LOOSE_IDS)]);
  expect(report).toMatchObject({ kind: "pact", provider: "cloudflare", passed: true, counts: { pass: 1 } });
  expect(report.checks[0]?.notes[1]).toMatch(
    /^\d{2,} payloads of ssl\.custom_hostname_certificate\.validation\.failed$/,
  );
  expect(reportErrors(report)).toEqual([]);
});

it("a message that relies on an undocumented field fails by the field's name, the rule and the schema", async () => {
  const content = { ...MINIMAL, data: { ssl: { ...MINIMAL.data.ssl, foo: "bar" } } };
  const report = await verify([message(content, { ...LOOSE_IDS, ...rules({ "$.data.ssl.foo": TYPE }) })]);
  expect(report).toMatchObject({ passed: false, counts: { fail: 1 } });
  expect(summaryOf(report)).toBe(
    "a certificate event: required by the message pact at $.data.ssl.foo, but hookwright's schema /properties/data/properties/ssl does not promise it (seed 0)",
  );
  expect(reportErrors(report)).toEqual([]);
});

it("a field that only inferred forms are without is a warning, and fails if strict", async () => {
  const content = { ...MINIMAL, data: { ssl: { ...MINIMAL.data.ssl, type: "dv" } } };
  const report = await verify([message(content, LOOSE_IDS)]);
  expect(report).toMatchObject({ passed: true, counts: { warn: 1, fail: 0 } });
  expect(summaryOf(report)).toContain(
    "required by the message pact at $.data.ssl.type, but hookwright's schema /properties/data/properties/ssl/properties/type makes it optional (",
  );
  expect(await verify([message(content, LOOSE_IDS)], { strict: true })).toMatchObject({ passed: false });
});

it("a field that third parties alone know of is an error, with its certainty", async () => {
  const content = { ...MINIMAL, data: { ssl: { ...MINIMAL.data.ssl, certificate_authority: "google" } } };
  const report = await verify([
    message(content, { ...LOOSE_IDS, ...rules({ "$.data.ssl.certificate_authority": TYPE }) }),
  ]);
  expect(report).toMatchObject({ passed: false, counts: { fail: 1 } });
  expect(summaryOf(report)).toContain(
    "/properties/certificate_authority makes it optional and of certainty inferred (seed 0)",
  );
});

it.each([
  { matchers: [], says: 'equality at $.data.hostname expects "shop.acme.com"' },
  { matchers: [null], says: "at $.data.hostname null is no matcher" },
  {
    matchers: [{ match: "eachValue", rules: [] }],
    says: 'the matcher {"match":"eachValue","rules":[]} has no rules, so it says nothing',
  },
])("a rule of the matchers $matchers does not let anything pass", async ({ matchers, says }) => {
  const content = { ...MINIMAL, data: { ...MINIMAL.data, hostname: "shop.acme.com" } };
  const report = await verify([message(content, { ...LOOSE_IDS, "$.data.hostname": { combine: "AND", matchers } })]);
  expect(report.passed).toBe(false);
  expect(summaryOf(report)).toContain(says);
});

it("a value that the schema does not fix fails by its rule", async () => {
  const report = await verify([
    message({ ...MINIMAL, data: { ...MINIMAL.data, hostname: "shop.acme.com" } }, LOOSE_IDS),
  ]);
  expect(report).toMatchObject({ passed: false });
  expect(summaryOf(report)).toMatch(
    /equality at \$\.data\.hostname expects "shop\.acme\.com", but hookwright's schema \/properties\/data\/properties\/hostname promises no such thing: it may be ".+" \(seed 0\)$/,
  );
});

it("an expression that holds of most hostnames and not of all is a warning", async () => {
  const content = { ...MINIMAL, data: { ...MINIMAL.data, hostname: "shop.acme.com" } };
  const report = await verify([
    message(content, { ...LOOSE_IDS, ...rules({ "$.data.hostname": { match: "regex", regex: "[a-z0-9.-]+" } }) }),
  ]);
  expect(report).toMatchObject({ passed: true, counts: { warn: 1 } });
  expect(summaryOf(report)).toContain('it may be "*.');
});

it("an instant of a fixed number of digits is a warning: nobody promises how many there are", async () => {
  const event = { ...MINIMAL.metadata.event, created_at: "2026-01-01T00:00:00.123456Z" };
  const content = { ...MINIMAL, metadata: { ...MINIMAL.metadata, event } };
  const format = "yyyy-MM-dd'T'HH:mm:ss.SSSSSSX";
  const report = await verify([
    message(content, { ...LOOSE_IDS, ...rules({ "$.metadata.event.created_at": { match: "datetime", format } }) }),
  ]);
  expect(summaryOf(report)).toMatch(
    /^a certificate event: datetime at \$\.metadata\.event\.created_at expects a datetime of the form yyyy/,
  );
  expect(report.counts.warn).toBe(1);
});

it("all that the generators draw by default passes under the type rule, but for what may be left out", async () => {
  const content = buildPayload(cloudflare, DELETED) as object;
  const report = await verify([
    message(content, {
      ...rules({ $: TYPE }),
      ...rules({ "$.data.custom_metadata": { match: "eachValue", rules: [TYPE] } }),
    }),
  ]);
  expect(report.counts.fail).toBe(0);
});

it("an expression on the event type means every type that it takes", async () => {
  const content = { metadata: { event: { type: FAILED } }, data: { ssl: { status: "x" } } };
  const body = rules({
    "$.metadata.event.type": {
      match: "regex",
      regex: "ssl\\.custom_hostname_certificate\\.(validation|issuance)\\.failed",
    },
    "$.data.ssl.status": TYPE,
  });
  const report = await verify([message(content, body)]);
  expect(report.checks[0]?.cases?.map(({ name }) => name)).toEqual(
    cloudflare.eventTypes.filter((type) => /(validation|issuance)\.failed$/.test(type)),
  );
});

it.each([
  { where: "description", more: { description: `after ${DELETED} the row is gone` } },
  { where: "state", more: { providerStates: [{ name: `the event ${DELETED} was sent` }] } },
  { where: "metadata", more: { metadata: { contentType: "application/json", event: DELETED } } },
])("a full event type in the $where tells which event it is, where the contents do not", async ({ more }) => {
  const report = await verify([message({ data: { ssl: { status: "deleted" } } }, {}, more)]);
  expect(report.checks[0]).toMatchObject({ result: "pass", cases: [{ name: DELETED, result: "pass" }] });
});

it.each([
  {
    what: "nothing",
    content: { data: {} },
    reason: /nothing tells which event it is: neither \/metadata\/event\/type in its contents/,
  },
  {
    what: "an event type that is not sent",
    content: { metadata: { event: { type: `${FAILED}ly` } } },
    reason: /sends no such event type; nearest: ssl\..*validation\.failed$/,
  },
])("$what about the event type is an issue", async ({ content, reason }) => {
  expect(summaryOf(await verify([message(content)]))).toMatch(reason);
});

it("an envelope is recognised by where the event type stands", async () => {
  const content = {
    data: { metadata: { event: { type: FAILED } }, data: { ssl: { status: "pending_validation", foo: 1 } } },
  };
  const report = await verify([message(content)]);
  expect(summaryOf(report)).toContain(
    "required by the message pact at $.data.data.ssl.foo, but hookwright's schema /properties/data/properties/ssl does not promise it",
  );
});

it.each([
  {
    what: "an unknown matcher",
    rule: { match: "luhn" },
    reason: 'at $.data.ssl.id the matcher {"match":"luhn"} is not known',
  },
  {
    what: "a matcher within a matcher",
    rule: { match: "eachValue", rules: [{ match: "luhn" }] },
    reason: 'the matcher {"match":"luhn"} is not known',
  },
  {
    what: "an unreadable expression",
    rule: { match: "regex", regex: "(" },
    reason: 'the expression "(" is none that JavaScript can read',
  },
  {
    what: "an unknown form of dates",
    rule: { match: "date", format: "QQQ" },
    reason: 'the form "QQQ" of a date is not known',
  },
])("$what is an issue and no pass", async ({ rule, reason }) => {
  const report = await verify([message(MINIMAL, rules({ "$.data.ssl.id": rule }))]);
  expect(report.passed).toBe(false);
  expect(summaryOf(report)).toContain(reason);
});

it.each([
  {
    what: "contents that are no object",
    more: { contents: { contentType: "text/plain", encoded: false, content: "hello" } },
    reason: "its contents are no JSON object",
  },
  {
    what: "another content type",
    more: { metadata: { contentType: "application/xml" } },
    reason: 'its metadata contentType is "application/xml", but the provider sends application/json',
  },
])("$what is an issue", async ({ more, reason }) => {
  expect(summaryOf(await verify([message(MINIMAL, LOOSE_IDS, more)]))).toContain(reason);
});

it("messages of V3 are verified, and said to be such", async () => {
  const raw: Json = { event_type: "ssl_certificate.expire.soon", ssl_certificate: { days_until_expiry: 30, foo: 1 } };
  const pact = {
    consumer: { name: "web" },
    provider: { name: "Cloud66" },
    messages: [
      {
        description: "soon",
        contents: raw,
        matchingRules: {
          body: rules({ "$.ssl_certificate.days_until_expiry": { match: "integer" }, "$.ssl_certificate.foo": TYPE }),
        },
      },
    ],
    metadata: { pactSpecification: { version: "3.0.0" } },
  };
  const report = await verifyMessagePact({ pacts: [pact], provider: cloud66 });
  expect(summaryOf(report)).toContain("required by the message pact at $.ssl_certificate.foo");
  expect(report.checks[0]?.notes).toContain("written in Pact's specification V3");
});

it("files are read, and HTTP interactions in them skipped", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hookwright-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "pact.json");
  await writeFile(file, JSON.stringify(pactOf([interaction("one", "/"), message(MINIMAL, LOOSE_IDS)])));
  const report = await verifyMessagePact({ files: [file, `${file}.gone`], provider: cloudflare });
  expect(report.checks.map(({ result }) => result)).toEqual(["skip", "pass", "fail"]);
  expect(report.checks[0]?.reason).toBe("it is an HTTP interaction: verifyPact verifies those");
});

it("seeds below 1 are refused", async () => {
  expect((await thrownBy(() => verify([message(MINIMAL)], { seeds: 0 }))).message).toContain(
    "seeds is 0. Give a whole number from 1 on.",
  );
});
