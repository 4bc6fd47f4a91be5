import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { buildLifecycle, nodeListener, type Report } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare, { type CloudflareEvent } from "hookwright/cloudflare";
import { buildPact, verifyPact } from "hookwright/pact";
import { expect, it, onTestFinished, vi } from "vitest";
import { startExample } from "../../support/example-receiver.ts";
import { reportErrors } from "../../support/report-schema.ts";
import { deadOrigin, serve } from "../../support/serve.ts";
import { thrownBy } from "../../support/thrown.ts";
import { httpPact, interaction } from "./http-pact.ts";

const SECRET = "s3cret-Of-Pact";
const ISSUANCE = buildPact(cloudflare, {
  receiver: "web",
  path: "/webhooks/cloudflare",
  secret: SECRET,
  lifecycles: ["issuance"],
});

const ok = (): Response => new Response(null, { status: 204 });

const summaries = ({ checks }: Report): (string | undefined)[] => checks.map(({ summary }) => summary);

const write = async (...contents: string[]): Promise<string[]> => {
  const folder = await mkdtemp(join(tmpdir(), "hookwright-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = contents.map((_, i) => join(folder, `${i}.json`));
  await Promise.all(files.map((file, i) => writeFile(file, contents[i] ?? "")));
  return files;
};

it.each([
  {
    provider: "cloudflare",
    pacts: buildPact(cloudflare, {
      receiver: "web",
      path: "/webhooks/cloudflare",
      secret: SECRET,
      lifecycles: ["issuance", "replacement"],
    }),
  },
  {
    provider: "cloud66",
    pacts: buildPact(cloud66, {
      receiver: "web",
      path: "/webhooks/cloud66",
      secret: SECRET,
      lifecycles: ["install-failure", "renewal"],
    }),
  },
])("the example receiver passes the pacts of $provider, its rows prepared", async ({ provider, pacts }) => {
  const origin = await startExample({ secret: SECRET });
  const report = await verifyPact({
    pacts,
    target: origin,
    prepare: (subject) => fetch(`${origin}/prepare/${provider}`, { method: "POST", body: JSON.stringify(subject) }),
  });
  const keys = pacts.flatMap(({ interactions }) => interactions.map(({ key }) => key));
  expect(report.checks.filter(({ result }) => result !== "pass")).toEqual([]);
  expect(report).toMatchObject({ kind: "pact", provider, passed: true, counts: { pass: keys.length } });
  expect(report.checks.map(({ id }) => id)).toEqual(keys);
  expect(reportErrors(report)).toEqual([]);
});

it("the receiver gets the interactions in the order of the file", async () => {
  const types: string[] = [];
  const pacts = buildPact(cloudflare, { receiver: "web", lifecycles: ["validation-failure"] });
  await verifyPact({
    pacts,
    async target(request) {
      types.push(((await request.json()) as CloudflareEvent).metadata.event.type);
      return ok();
    },
  });
  expect(types).toEqual(buildLifecycle(cloudflare, "validation-failure").steps.map(({ eventType }) => eventType));
});

it("a target is a URL, a function, an object with one, or a listener of Node's", async () => {
  const pacts = [httpPact([interaction("one", "/hooks")])];
  const listener = createServer((_, response) => response.writeHead(204).end());
  const url = await serve((_, response) => response.writeHead(204).end());
  for (const target of [url, new URL(url), ok, { fetch: ok }, nodeListener(listener)])
    expect(await verifyPact({ pacts, target })).toMatchObject({ passed: true, counts: { pass: 1 } });
});

it("what is no target is refused", async () => {
  const error = await thrownBy(() => verifyPact({ pacts: [httpPact([interaction("one", "/")])], target: "ftp://x" }));
  expect(error.message).toContain('Failed to verify pacts at "ftp://x": it is no http or https URL.');
});

it("the path of a target comes before those in the files", async () => {
  const paths: (string | undefined)[] = [];
  const origin = await serve((request, response) => {
    paths.push(request.url);
    response.writeHead(204).end();
  });
  await verifyPact({ pacts: [httpPact([interaction("one", "/hooks")])], target: `${origin}/base/` });
  expect(paths).toEqual(["/base/hooks"]);
});

it("an answer that is not expected fails that interaction, by its description", async () => {
  const pacts = [httpPact([interaction("one", "/one"), interaction("two", "/two"), interaction("three", "/three")])];
  const target = ({ url }: Request) => new Response(null, { status: url.endsWith("/two") ? 500 : 204 });
  const report = await verifyPact({ pacts, target });
  expect(report).toMatchObject({ passed: false, counts: { pass: 2, fail: 1 } });
  expect(summaries(report)[1]).toMatch(/^two: Expected status code 500 to be a Successful response/);
  expect(reportErrors(report)).toEqual([]);
});

it("two interactions with one key and one description are told apart", async () => {
  const pacts = [httpPact([interaction("same", "/good"), interaction("same", "/bad")])];
  const report = await verifyPact({
    pacts,
    target: ({ url }) => new Response(null, { status: url.endsWith("bad") ? 500 : 204 }),
  });
  expect(report.checks.map(({ result }) => result)).toEqual(["pass", "fail"]);
  expect(new Set(report.checks.map(({ id }) => id)).size).toBe(2);
  expect(report.checks[1]?.notes[1]).toMatch(
    /^its key key of same is that of another interaction: here it is [0-9a-f]{8}$/,
  );
});

it("a pending interaction that fails is a failure", async () => {
  const pacts = [httpPact([interaction("later", "/", { pending: true })])];
  const report = await verifyPact({ pacts, target: () => new Response(null, { status: 500 }) });
  expect(report).toMatchObject({ passed: false, counts: { fail: 1 } });
  expect(report.checks[0]?.notes).toContain(
    "it is marked as pending, which would hide a failure: it is judged all the same",
  );
});

it("the given secret takes the place of the one that a file was built with, and is nowhere in the report", async () => {
  const seen: (string | null)[] = [];
  const report = await verifyPact({
    pacts: ISSUANCE,
    secret: "another-Secret",
    target(request) {
      seen.push(request.headers.get("cf-webhook-auth"));
      throw new Error(`cannot use another-Secret, nor ${SECRET}`);
    },
  });
  expect(new Set(seen)).toEqual(new Set(["another-Secret"]));
  expect(summaries(report)[0]).toContain(
    "the receiver threw Error: cannot use $HOOKWRIGHT_SECRET, nor $HOOKWRIGHT_SECRET",
  );
  expect(JSON.stringify(report)).not.toMatch(/another-Secret|s3cret-Of-Pact/);
});

it("wrong secrets follow the given one, each in its own way", async () => {
  const pacts = buildPact(cloudflare, { receiver: "web", secret: SECRET, lifecycles: [], negatives: true });
  const rebuilt = buildPact(cloudflare, { receiver: "web", secret: "Another-1", lifecycles: [], negatives: true });
  const seen: (string | null)[] = [];
  await verifyPact({
    pacts,
    secret: "Another-1",
    target(request) {
      seen.push(request.headers.get("cf-webhook-auth"));
      return ok();
    },
  });
  const sent = rebuilt.flatMap(({ interactions }) => interactions.map(({ request }) => request.headers));
  expect(seen).toEqual(sent.map((headers) => headers["cf-webhook-auth"]?.[0] ?? null));
});

const NAMED = { providerStates: [{ name: "there is a row", params: { id: "x" } }] };

it("a state handler gets each state with its parameters, before its interaction and after", async () => {
  const told: unknown[] = [];
  const report = await verifyPact({
    pacts: [httpPact([interaction("one", "/", NAMED), interaction("two", "/")])],
    states: (...all) => void told.push(all),
    target({ url }) {
      told.push(new URL(url).pathname);
      return ok();
    },
  });
  expect(told).toEqual([
    ["there is a row", { id: "x" }, "setup"],
    "/",
    ["there is a row", { id: "x" }, "teardown"],
    "/",
  ]);
  expect(report.passed).toBe(true);
});

it("a handler's values go into the request, by the names of its generators", async () => {
  const generated = interaction("one", "/", {
    ...NAMED,
    request: {
      method: "POST",
      path: "/",
      headers: { "content-type": ["application/json"] },
      body: { contentType: "application/json", encoded: false, content: { id: "x", kept: "y" } },
      generators: {
        body: {
          "$.id": { type: "ProviderState", expression: `\${id}`, dataType: "STRING" },
          "$.kept": { type: "ProviderState", expression: `\${other}`, dataType: "STRING" },
        },
      },
    },
  });
  const bodies: unknown[] = [];
  await verifyPact({
    pacts: [httpPact([generated])],
    states: async () => ({ id: "of the receiver" }),
    async target(request) {
      bodies.push(await request.json());
      return ok();
    },
  });
  expect(bodies).toEqual([{ id: "of the receiver", kept: "y" }]);
});

it("a subject is prepared once, before its first interaction, and cleaned up at the end", async () => {
  const order: string[] = [];
  await verifyPact({
    pacts: ISSUANCE,
    prepare: (subject) => void order.push(`prepare ${subject["id"]}`),
    cleanup: (subject) => void order.push(`cleanup ${subject["id"]}`),
    target() {
      order.push("delivery");
      return ok();
    },
  });
  const id = buildLifecycle(cloudflare, "issuance").subjects[0]?.id;
  expect(order).toEqual([`prepare ${id}`, "delivery", "delivery", "delivery", `cleanup ${id}`]);
});

it("a state that a table has no handler for fails its interaction, with those that it has", async () => {
  const report = await verifyPact({
    pacts: [httpPact([interaction("one", "/", NAMED)])],
    target: ok,
    states: { "there is a user": () => undefined },
  });
  expect(summaries(report)).toEqual([
    'one: the state "there is a row" could not be brought about: states threw Error: there is no handler of that name; there are: there is a user',
  ]);
});

it("a state that nothing brings about is said, and fails if strict", async () => {
  const options = { pacts: [httpPact([interaction("one", "/", NAMED)])], target: ok };
  const note = 'nothing brought about the state "there is a row": give states or prepare';
  const report = await verifyPact(options);
  expect(report).toMatchObject({ passed: true, checks: [{ notes: ["one", note] }] });
  expect(summaries(await verifyPact({ ...options, strict: true }))).toEqual([`one: ${note}`]);
});

it("a state handler that throws fails its interaction and no other, and nothing is sent for it", async () => {
  let requests = 0;
  const report = await verifyPact({
    pacts: ISSUANCE,
    target() {
      requests++;
      return ok();
    },
    states(state) {
      if (state === "pending_issuance") throw new Error("no database");
    },
  });
  expect(report.checks.map(({ result }) => result)).toEqual(["pass", "fail", "pass"]);
  expect(summaries(report)[1]).toMatch(
    /the state "pending_issuance" could not be brought about: states threw Error: no database$/,
  );
  expect(requests).toBe(2);
  expect(report.deliveries.sent).toBe(2);
});

it("a state handler that never comes back fails what needs it, and is not waited for again", async () => {
  const pacts = [httpPact([interaction("one", "/", NAMED), interaction("two", "/"), interaction("three", "/", NAMED)])];
  const report = await verifyPact({ pacts, target: ok, timeout: 500, states: () => new Promise(() => {}) });
  const reason = 'the state "there is a row" could not be brought about: states did not come back within 450 ms';
  expect(summaries(report)).toEqual([`one: ${reason}`, undefined, `three: ${reason}`]);
});

it("an answer without end fails after its first MiB", async () => {
  const pull = (stream: ReadableStreamDefaultController) => stream.enqueue(new Uint8Array(65_536));
  const report = await verifyPact({
    pacts: [httpPact([interaction("one", "/")])],
    target: () => new Response(new ReadableStream({ pull })),
  });
  expect(summaries(report)).toEqual(["one: the receiver returned a Response of more than 1048576 bytes"]);
});

it("a receiver that resets the connection fails that interaction", async () => {
  const origin = await serve((request) => request.socket.destroy());
  const report = await verifyPact({ pacts: [httpPact([interaction("one", "/")])], target: origin });
  expect(summaries(report)).toEqual(["one: the connection broke before an answer"]);
});

it("a receiver that never answers fails that interaction after the timeout", async () => {
  const origin = await serve((request, response) => void (request.url === "/hang" || response.writeHead(204).end()));
  const pacts = [httpPact([interaction("one", "/hang"), interaction("two", "/")])];
  const report = await verifyPact({ pacts, target: origin, timeout: 300 });
  expect(summaries(report)).toEqual(["one: there was no answer within 300 ms", undefined]);
});

it("what a receiver in this process returns in place of a Response is said", async () => {
  const report = await verifyPact({ pacts: [httpPact([interaction("one", "/")])], target: (() => "ok") as never });
  expect(summaries(report)).toEqual(["one: the receiver returned ok, no Response"]);
});

it("where nothing listens every interaction fails, and nothing was delivered", async () => {
  const report = await verifyPact({ pacts: ISSUANCE, target: await deadOrigin() });
  expect(report).toMatchObject({ passed: false, counts: { pass: 0, fail: 3 }, deliveries: { sent: 0 } });
  expect(summaries(report)[0]).toMatch(/: nothing listens at http:\/\/127\.0\.0\.1:\d+ \(refused\)$/);
});

it("a verifier's process that is killed fails what it had not told of", async () => {
  const [preload = ""] = await write("");
  vi.stubEnv("NODE_OPTIONS", `--require=${preload.replace(/json$/, "cjs")}`);
  await writeFile(preload.replace(/json$/, "cjs"), "setTimeout(() => process.kill(process.pid, 'SIGKILL'), 2500);");
  onTestFinished(() => void vi.unstubAllEnvs());
  const pacts = [httpPact([interaction("one", "/")]), httpPact([interaction("two", "/hang")])];
  const origin = await serve((request, response) => void (request.url === "/hang" || response.writeHead(204).end()));
  const report = await verifyPact({ pacts, target: origin });
  expect(summaries(report)).toEqual([undefined, "two: the verifier's process was killed (SIGKILL)"]);
  expect(reportErrors(report)).toEqual([]);
});

it("a signal stops the verifier", async () => {
  const stop = new AbortController();
  const target = (): Promise<Response> => {
    stop.abort();
    return new Promise(() => {});
  };
  const report = await verifyPact({ pacts: [httpPact([interaction("one", "/")])], target, signal: stop.signal });
  expect(summaries(report)).toEqual(["one: it was stopped"]);
});

it.each([
  { what: "no documents", pacts: [] },
  { what: "nothing at all", pacts: undefined },
])("$what would pass in Pact and is refused here", async ({ pacts }) => {
  const error = await thrownBy(() => verifyPact({ ...(pacts && { pacts }), target: ok }));
  expect(error.code).toBe("invalid-option");
  expect(error.message).toContain("there are no interactions, and Pact would pass that");
});

const typeless = ({ type: _, ...rest }: Record<string, unknown>): object => rest;

it.each([
  {
    what: "a document without interactions",
    pact: httpPact([]),
    reason: "there are no interactions, and Pact would pass that",
  },
  { what: "what is no pact", pact: { openapi: "3.1.0" }, reason: "it is no Pact file: it has no list of interactions" },
  { what: "a list", pact: [], reason: "it is no Pact file: it has no list of interactions" },
  {
    what: "a pact without a provider",
    pact: httpPact([interaction("one", "/")], { provider: {} }),
    reason: "it is no Pact file: it must name its consumer and its provider",
  },
  {
    what: "no version",
    pact: httpPact([interaction("one", "/")], { metadata: {} }),
    reason: "it names no version of Pact's specification from 1 to 4",
  },
  {
    what: "an interaction without a type",
    pact: httpPact([typeless(interaction("one", "/") as Record<string, unknown>)]),
    reason: "it has no type, and Pact leaves such an interaction out without failing",
  },
  {
    what: "an unknown type",
    pact: httpPact([interaction("one", "/", { type: "Smoke/Signals" })]),
    reason: 'its type "Smoke/Signals" cannot be verified here',
  },
  {
    what: "an unknown matcher",
    pact: httpPact([
      interaction("one", "/", {
        response: { status: 204, matchingRules: { status: { combine: "AND", matchers: [{ match: "nonsense" }] } } },
      }),
    ]),
    reason: /Could not parse matcher JSON .*nonsense/,
  },
])("$what fails with its reason, beside a file that passes", async ({ pact, reason }) => {
  const report = await verifyPact({ pacts: [pact, httpPact([interaction("right", "/")])], target: ok });
  expect(report).toMatchObject({ passed: false, counts: { pass: 1, fail: 1 }, deliveries: { sent: 1 } });
  expect(summaries(report)[0]).toMatch(
    typeof reason === "string" ? new RegExp(`: ${reason.replaceAll(/[.()]/g, "\\$&")}$`) : reason,
  );
  expect(reportErrors(report)).toEqual([]);
});

it("what is no interaction in a list of them fails, beside one that passes", async () => {
  const pact = httpPact([null as never, interaction("right", "/"), "text" as never]);
  const report = await verifyPact({ pacts: [pact], target: ok });
  expect(report).toMatchObject({ passed: false, counts: { pass: 1, fail: 2 } });
  expect(summaries(report)).toEqual([
    "interactions[0]: it is no interaction: null",
    undefined,
    'interactions[2]: it is no interaction: "text"',
  ]);
});

it("a file that Pact's engine cannot load is called by its own name", async () => {
  const response = { status: 204, matchingRules: { status: { combine: "AND", matchers: [{ match: "nonsense" }] } } };
  const [file = ""] = await write(JSON.stringify(httpPact([interaction("one", "/", { response })])));
  const [summary] = summaries(await verifyPact({ files: [file], target: ok }));
  expect(summary).not.toContain("hookwright-pact-");
  expect(summary).toContain(file);
});

it("files that are no JSON or not there fail with their path and reason", async () => {
  const [broken = "", right = ""] = await write("{", JSON.stringify(httpPact([interaction("one", "/")])));
  const report = await verifyPact({ files: [broken, `${right}.gone`, right], target: ok });
  expect(summaries(report)[0]).toMatch(new RegExp(`^${broken}: it is no JSON: `));
  expect(summaries(report)[1]).toMatch(/gone: it cannot be read: ENOENT/);
  expect(report.checks.map(({ result }) => result)).toEqual(["fail", "fail", "pass"]);
});

it("a file about another receiver is refused", async () => {
  const [one, two] = [
    httpPact([interaction("one", "/")]),
    httpPact([interaction("two", "/")], { provider: { name: "billing" } }),
  ];
  const report = await verifyPact({ pacts: [one, two], target: ok });
  expect(summaries(report)).toEqual([
    undefined,
    'two: it is about the receiver "billing", not "web", which Pact would not mind',
  ]);
  const chosen = await verifyPact({ pacts: [one, two], target: ok, receiver: "billing" });
  expect(chosen.checks.map(({ result }) => result)).toEqual(["fail", "pass"]);
});

it("files of V2 and V3 are verified, and said to be such", async () => {
  const old = (version: string, more: object) =>
    httpPact(
      [
        {
          description: `of ${version}`,
          request: { method: "POST", path: "/", body: {} },
          response: { status: 204 },
          ...more,
        },
      ],
      {
        metadata: { pactSpecification: { version } },
      },
    );
  const states: unknown[] = [];
  const report = await verifyPact({
    pacts: [old("2.0.0", { providerState: "a row" }), old("3.0.0", { providerStates: [{ name: "two rows" }] })],
    target: ok,
    states: (state, _, action) => void (action === "setup" && states.push(state)),
  });
  expect(report.checks.map(({ result, notes }) => [result, notes])).toEqual([
    ["pass", ["of 2.0.0", "written in Pact's specification V2"]],
    ["pass", ["of 3.0.0", "written in Pact's specification V3"]],
  ]);
  expect(states).toEqual(["a row", "two rows"]);
});

it("messages are skipped, and a file of nothing else is not passed", async () => {
  const message = {
    type: "Asynchronous/Messages",
    description: "said",
    contents: { contentType: "application/json", encoded: false, content: {} },
  };
  const report = await verifyPact({ pacts: [httpPact([message])], target: ok });
  expect(report).toMatchObject({ passed: false, counts: { skip: 1 } });
  expect(report.checks[0]?.reason).toBe("it is a message: verifyMessagePact verifies those");
});

it("bodies that are no JSON reach the receiver as they are", async () => {
  const bodies: string[] = [];
  const origin = await serve(async (request, response) => {
    bodies.push(await text(request));
    response.writeHead(204).end();
  });
  const raw = (content: string) => ({
    request: {
      method: "POST",
      path: "/",
      headers: { "content-type": ["application/json"] },
      body: { contentType: "application/json", encoded: "base64", content: Buffer.from(content).toString("base64") },
    },
  });
  const sent = ['{"a":', "[1.0,\n 2]", "not json"];
  const pacts = [httpPact(sent.map((content, i) => interaction(String(i), "/", raw(content))))];
  expect(await verifyPact({ pacts, target: origin })).toMatchObject({ passed: true });
  expect(bodies).toEqual(sent);
});
