import { text } from "node:stream/consumers";
import { type FetchFunction, formatReport, type Report, type VerifyOptions, verifyReceiver } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { expect, it, vi } from "vitest";
import { createCloud66Receiver } from "../receivers/cloud66.ts";
import { answer, correctParts, createCloudflareReceiver, SECRET } from "../receivers/cloudflare.ts";
import { idsOf, mutants } from "../receivers/mutants.ts";
import { reportErrors } from "../support/report-schema.ts";
import { runShell } from "../support/run-cli.ts";
import { deadOrigin, openServer, serve, toListener } from "../support/serve.ts";
import { thrownBy } from "../support/thrown.ts";

type Options = VerifyOptions<CloudflareSubject>;

const mutant = (name: string) => {
  const found = mutants.find((one) => one.name === name);
  if (!found) throw new Error(`no mutant "${name}"`);
  return found.create();
};

const verifyCorrect = (more: Partial<Options> = {}): Promise<Report> => {
  const { fetch, options } = createCloudflareReceiver();
  return verifyReceiver(cloudflare, fetch, { ...options, ...more });
};

const verifyMutant = (name: string, more: Partial<Options> = {}): Promise<Report> => {
  const { fetch, options } = mutant(name);
  return verifyReceiver(cloudflare, fetch, { ...options, settle: 50, ...more }); // none of them is late
};

const checkOf = (report: Report, id: string) => report.checks.find((check) => check.id === id);

/** What of a report does not depend on the time, or on the run that decides identities. */
const timeless = (report: Report): unknown =>
  report.checks.map(({ id, result, summary, reason, deliveries }) => ({ id, result, summary, reason, deliveries }));

it("the report of a receiver that passes is valid and counts right", async () => {
  const report = await verifyCorrect();
  expect(reportErrors(report)).toEqual([]);
  expect(report).toMatchObject({
    kind: "verify",
    provider: "cloudflare",
    target: "in process",
    seed: 0,
    passed: true,
    counts: { pass: 16, fail: 0, warn: 0, skip: 0 },
  });
  expect(report.deliveries.sent).toBe(report.checks.reduce((sum, { deliveries }) => sum + deliveries, 0));
});

// One of each check; mutants.test.ts has them all.
const samples = mutants.filter(({ fails }, i) => mutants.findIndex((one) => one.fails === fails) === i);

it.each(samples.map(({ name }) => name))("the report of the mutant is valid and counts right: %s", async (name) => {
  const report = await verifyMutant(name);
  expect(reportErrors(report)).toEqual([]);
  const { pass, fail, warn, skip } = report.counts;
  expect(pass + fail + warn + skip).toBe(report.checks.length);
  const isSilent = report.checks.some(({ reason }) => reason === "blocked by responds-in-time");
  expect(report.passed).toBe(fail === 0 && !isSilent);
  for (const check of report.checks) {
    expect(check.result === "fail", check.id).toBe(check.counterexample !== undefined);
    if (check.counterexample) expect(check.counterexample.deliveries.length).toBeGreaterThan(0);
  }
});

it("the report of a receiver behind a URL names the URL; what was given as functions, no command can repeat", async () => {
  const { fetch, options } = mutant("takes a renewal for active at once");
  const url = `${await serve(toListener(fetch))}/hooks`;
  const report = await verifyReceiver(cloudflare, url, options);
  expect(reportErrors(report)).toEqual([]);
  expect(report.target).toBe(url);
  const replay = checkOf(report, "follows-lifecycle")?.counterexample?.replay;
  expect(replay?.command).toBeUndefined();
  expect(replay?.code).toMatch(/seed: 0, case: '1:[\w-]+' \}/);
});

it("without functions the replay is a command", async () => {
  const url = `${await serve((_request, response) => response.writeHead(400).end())}/hooks`;
  const report = await verifyReceiver(cloudflare, url, { secret: "s3cret", runs: 1 });
  const { command = "" } = checkOf(report, "accepts-valid")?.counterexample?.replay ?? {};
  expect(command.replace(/1:ey[\w-]+/, "CASE")).toBe(
    `npx hookwright verify cloudflare --to ${url} --seed 0 --case CASE --secret "$HOOKWRIGHT_SECRET" --envelope none --runs 1`,
  );
});

it.each(["fail", "pass", "error", "valid", "secret", "s"])("the secret %j changes no verdict", async (secret) => {
  const report = await verifyReceiver(cloudflare, async () => new Response(null, { status: 204 }), { secret, runs: 1 });
  expect(reportErrors(report)).toEqual([]);
  expect(report.passed).toBe(false);
  expect(checkOf(report, "rejects-bad-secret")).toMatchObject({ result: "fail", severity: "error" });
});

it("what a receiver echoes of a secret is redacted in every form, and a wrong one too", async () => {
  const secret = 'Top"Secret\\9';
  const echo = async (request: Request) =>
    Response.json({ got: request.headers.get("cf-webhook-auth") }, { status: 500 });
  const text = JSON.stringify(
    await verifyReceiver(cloudflare, echo, { secret, runs: 1, headers: { authorization: "Bearer PRIVATE" } }),
  );
  expect(text).not.toMatch(/Top.*Secret/);
  expect(text).not.toContain("PRIVATE");
});

it("a receiver in this process has a call as its replay", async () => {
  const report = await verifyMutant("takes a renewal for active at once", { seed: 5 });
  expect(checkOf(report, "follows-lifecycle")?.counterexample?.replay).toEqual({
    code: expect.stringMatching(
      /^await verifyReceiver\(cloudflare, target, \{ \.\.\.options, seed: 5, case: '1:[\w-]+' \}\)$/,
    ),
  });
});

const echo: FetchFunction = async (request) =>
  new Response(
    JSON.stringify({ url: request.url, headers: Object.fromEntries(request.headers), body: await request.text() }),
    { status: 400, headers: { "x-echo": request.url } },
  );

it.each([
  { what: "that passes", run: () => verifyCorrect() },
  { what: "that fails", run: () => verifyMutant("takes a renewal for active at once") },
  { what: "that takes any secret", run: () => verifyMutant("asks only whether there is a secret") },
  { what: "that takes a prefix", run: () => verifyMutant("compares the secret by prefix") },
  { what: "that takes a longer secret", run: () => verifyMutant("takes a secret that goes on") },
  {
    what: "that echoes everything",
    run: () => verifyReceiver(cloudflare, echo, { secret: SECRET, headers: { "x-also": SECRET } }),
  },
  { what: "that echoes a token", run: () => verifyReceiver(cloud66, echo, { secret: SECRET }) },
  {
    what: "that has the token in its path",
    run: () =>
      verifyReceiver(cloud66, echo, { secret: "s3cret/with+odd=signs", url: "http://localhost/hooks/{secret}" }),
  },
  {
    what: "that throws the secret",
    run: () =>
      verifyReceiver(
        cloudflare,
        (request) => {
          throw new Error(`not ${request.headers.get("cf-webhook-auth")}`);
        },
        { secret: SECRET },
      ),
  },
  {
    what: "whose observe shows the secret",
    run: () => verifyCorrect({ observe: () => ({ status: `wrong ${SECRET}` }) }),
  },
  {
    what: "whose observe throws the secret",
    run: () =>
      verifyCorrect({
        observe: () => {
          throw new Error(`GET /state?key=${SECRET}`);
        },
      }),
  },
])("the secret is nowhere in the report of a receiver $what", async ({ run }) => {
  const report = await run();
  for (const shown of [JSON.stringify(report), formatReport(report, "text"), formatReport(report, "json")]) {
    expect(shown).not.toContain(SECRET);
    expect(shown).not.toContain("s3cret/with+odd=signs");
    expect(shown).not.toContain(encodeURIComponent("s3cret/with+odd=signs"));
  }
});

it("options are in the report, functions by name, secrets not", async () => {
  const { options } = await verifyCorrect({ runs: 22, headers: { "x-key": "private" } });
  expect(options).toEqual({ runs: 22, functions: ["prepare", "observe"] });
});

it("--check runs the chosen checks only, in their own order", async () => {
  const report = await verifyCorrect({ check: ["rejects-bad-secret", "accepts-valid"] });
  expect(report.checks.map(({ id }) => id)).toEqual(["accepts-valid", "rejects-bad-secret"]);
});

it("skip leaves a check out, with its reason", async () => {
  const report = await verifyMutant("ignores deletions", { skip: { "follows-lifecycle": "known, see issue 12" } });
  expect(checkOf(report, "follows-lifecycle")).toMatchObject({
    result: "skip",
    reason: "known, see issue 12",
    deliveries: 0,
  });
});

it.each([
  { what: "observe", without: "follows-lifecycle" },
  { what: "secret", without: "rejects-bad-secret" },
])("without $what, $without is skipped and says so", async ({ what, without }) => {
  const { fetch, options } = createCloudflareReceiver({ isGenuine: () => true });
  const { [what as "secret"]: _, ...rest } = options;
  const report = await verifyReceiver(cloudflare, fetch, rest);
  expect(checkOf(report, without)).toMatchObject({ result: "skip", reason: `no ${what} given` });
});

it("a check whose need failed is blocked by it, and what needs that one, too", async () => {
  const report = await verifyMutant("knows successes only");
  expect(checkOf(report, "follows-lifecycle")).toMatchObject({ result: "skip", reason: "blocked by accepts-valid" });
  expect(checkOf(report, "ignores-duplicates")).toMatchObject({ result: "skip", reason: "blocked by accepts-valid" });
});

it.each([
  { options: { check: ["accept-valid"] }, nearest: "accepts-valid" },
  { options: { skip: { "ignore-duplicates": "x" } }, nearest: "ignores-duplicates" },
])("an unknown check in $options is refused with the nearest first", async ({ options, nearest }) => {
  const error = await thrownBy(() => verifyCorrect(options as Partial<Options>));
  expect(error.code).toBe("unknown-name");
  expect(error.message).toContain(`Known, nearest first: ${nearest},`);
});

it("a port where nothing listens is an error, not a report", async () => {
  const origin = await deadOrigin();
  const error = await thrownBy(() => verifyReceiver(cloudflare, origin));
  expect(error.code).toBe("nothing-listening");
  expect(error.message).toBe(
    `[hookwright] Failed to reach the receiver: nothing listens at ${origin} (refused). Start it, or mend the URL.`,
  );
});

it.each([
  { secret: "" },
  { secret: "schlüssel" },
  { timeout: 0 },
  { timeout: 1.5 },
  { runs: 0 },
  { concurrency: 0 },
  { settle: -1 },
  { settle: Number.NaN },
  { seed: 1.5 },
  { start: "soon" },
  { url: "not a url" },
])("%j is refused before anything is sent", async (options) => {
  let requests = 0;
  const receive: FetchFunction = () => {
    requests++;
    return answer(204);
  };
  expect(await thrownBy(() => verifyReceiver(cloudflare, receive, options))).toMatchObject({ code: "invalid-option" });
  expect(requests).toBe(0);
});

it.each([
  { given: { secret: 42 }, says: "Failed to verify: secret is not a text." },
  { given: { headers: { authorization: [] } }, says: "headers is not an object of texts." },
  { given: { check: "accepts-valid" }, says: "check is not a list of texts." },
  { given: { skip: ["accepts-valid"] }, says: "skip is not an object of texts." },
  { given: { ignore: null }, says: "ignore is not a list of texts." },
  { given: { observe: "http://127.0.0.1:1/{id}" }, says: "observe is not a function." },
  { given: { strict: "yes" }, says: "strict is not true or false." },
  { given: { start: {} }, says: "start is not a Date, a text or a number." },
  { given: { profile: "smok" }, says: 'Failed to find the profile "smok". Known, nearest first: smoke, full.' },
  { given: { chek: [] }, says: 'Failed to find the option "chek". Known, nearest first: check,' },
])("$given, which no compiler saw, is refused before anything is sent", async ({ given, says }) => {
  const receive = vi.fn(() => answer(204));
  await expect(verifyReceiver(cloudflare, receive, given as object)).rejects.toThrow(says);
  expect(receive).not.toHaveBeenCalled();
});

it("an unknown envelope is refused with the known ones", async () => {
  expect(await thrownBy(() => verifyCorrect({ envelope: "notify" }))).toMatchObject({ code: "unknown-name" });
});

it.each([
  {
    name: "prepare",
    wrong: {
      prepare: () => {
        throw new Error("no database");
      },
    },
    failed: ["accepts-valid", "responds-in-time"],
  },
  {
    name: "observe",
    wrong: { observe: () => Promise.reject(new Error("no database")) },
    failed: [
      "accepts-orphans",
      "tolerates-other-events",
      "follows-lifecycle",
      "ignores-duplicates",
      "ignores-other-methods",
      "survives-malformed",
      "rejects-bad-secret",
    ],
  },
  {
    name: "view",
    wrong: {
      view: () => {
        throw new Error("no database");
      },
    },
    failed: [
      "accepts-orphans",
      "tolerates-other-events",
      "follows-lifecycle",
      "ignores-duplicates",
      "ignores-other-methods",
      "survives-malformed",
    ],
  },
  {
    name: "settled",
    wrong: { settled: () => Promise.reject(new Error("no database")) },
    failed: [
      "accepts-orphans",
      "tolerates-other-events",
      "follows-lifecycle",
      "ignores-duplicates",
      "ignores-other-methods",
      "survives-malformed",
      "rejects-bad-secret",
    ],
  },
])("a $name that throws fails the checks that call it, and they say so", async ({ name, wrong, failed }) => {
  const report = await verifyCorrect(wrong as Partial<Options>);
  expect(reportErrors(report)).toEqual([]);
  expect(idsOf(report.checks, "fail")).toEqual(failed);
  for (const id of failed) expect(checkOf(report, id)?.summary).toBe(`${name} threw Error: no database`);
});

it("prepare is called once for each subject, and before its first event", async () => {
  const prepared: string[] = [];
  const early: string[] = [];
  const { fetch, options } = createCloudflareReceiver();
  const receive: FetchFunction = async (request) => {
    const { data } = (await request.clone().json()) as { data: { id?: string } };
    if (data.id && !prepared.includes(data.id)) early.push(data.id);
    return fetch(request);
  };
  await verifyReceiver(cloudflare, receive, {
    ...options,
    check: [
      "accepts-valid",
      "accepts-orphans",
      "tolerates-drift",
      "follows-lifecycle",
      "tolerates-reordering",
      "stays-deleted",
    ],
    prepare(subject) {
      prepared.push(subject.id);
      return options.prepare?.(subject);
    },
  });
  expect(early).toEqual([]);
  expect(prepared.filter((id, i) => prepared.indexOf(id) !== i)).toHaveLength(0);
});

it("a receiver that hangs fails responds-in-time in the time that its timeouts take, and does not pass", async () => {
  const began = performance.now();
  const report = await verifyReceiver(cloudflare, () => new Promise<never>(() => {}), {
    secret: SECRET,
    timeout: 200,
    runs: 11,
    concurrency: 11,
  });
  expect(checkOf(report, "accepts-valid")).toMatchObject({ result: "skip", reason: "blocked by responds-in-time" });
  expect(checkOf(report, "responds-in-time")).toMatchObject({
    result: "fail",
    counterexample: { actual: "timeout: no whole answer within 200 ms" },
  });
  expect(report.passed).toBe(false);
  expect(performance.now() - began).toBeLessThan(5000);
});

it("a receiver whose answer never ends does not pass either, instead of hanging", async () => {
  const receive: FetchFunction = () =>
    new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) }));
  const report = await verifyReceiver(cloudflare, receive, { timeout: 100, check: ["accepts-valid"] });
  expect(checkOf(report, "accepts-valid")?.result).toBe("skip");
  expect(report.passed).toBe(false);
}, 10_000);

it("a receiver that throws fails with what it threw", async () => {
  const report = await verifyReceiver(
    cloudflare,
    () => {
      throw new TypeError("Cannot read properties of undefined");
    },
    { check: ["accepts-valid"] },
  );
  expect(checkOf(report, "accepts-valid")?.counterexample?.actual).toBe(
    "threw: the receiver threw TypeError: Cannot read properties of undefined",
  );
});

it.each([
  "takes a renewal for active at once",
  "knows successes only",
  "the last write wins",
  "compares the secret by prefix",
])("the same seed finds the same twice: %s", async (name) => {
  expect(timeless(await verifyMutant(name, { seed: 9 }))).toEqual(timeless(await verifyMutant(name, { seed: 9 })));
});

it("the same seed, run and start send the same bytes", async () => {
  const bodies = async (): Promise<string[]> => {
    const sent: string[] = [];
    const { fetch, options } = createCloudflareReceiver();
    const receive: FetchFunction = async (request) => {
      sent.push(await request.clone().text());
      return fetch(request);
    };
    await verifyReceiver(cloudflare, receive, {
      ...options,
      seed: 4,
      run: 5,
      start: "2026-01-01T00:00:00Z",
      concurrency: 1,
    });
    return sent;
  };
  expect(await bodies()).toEqual(await bodies());
});

it("two runs never show a receiver an id that it saw before", async () => {
  const { fetch, options } = createCloudflareReceiver();
  for (let i = 0; i < 2; i++)
    expect((await verifyReceiver(cloudflare, fetch, options)).counts).toMatchObject({ fail: 0, warn: 0 });
});

it("every lifecycle ends now, for receivers that check freshness", async () => {
  const { fetch, options } = createCloudflareReceiver();
  let newest = 0;
  const receive: FetchFunction = async (request) => {
    const { metadata } = (await request.clone().json()) as { metadata: { event: { created_at: string } } };
    newest = Math.max(newest, Date.parse(metadata.event.created_at));
    return fetch(request);
  };
  await verifyReceiver(cloudflare, receive, options);
  expect(newest).toBeLessThanOrEqual(Date.now());
  expect(newest).toBeGreaterThan(Date.now() - 60_000);
});

it.each([
  { status: 302, hint: "The receiver redirects" },
  { status: 403, hint: "Refused with the right secret" },
  { status: 404, hint: "No such route" },
  { status: 405, hint: "does not take POST" },
  { status: 413, hint: "limit is too small" },
  { status: 415, hint: "refuses application/json" },
  { status: 422, hint: "finds the payload invalid" },
])("a receiver that answers $status gets a hint at the common cause", async ({ status, hint }) => {
  const report = await verifyReceiver(cloudflare, () => answer(status), { secret: "s3cret", check: ["accepts-valid"] });
  expect(checkOf(report, "accepts-valid")?.counterexample?.hint).toContain(hint);
});

it("a 401 to a run without a secret is not blamed on a wrong one", async () => {
  const report = await verifyReceiver(cloudflare, () => answer(401), { check: ["accepts-valid"] });
  expect(checkOf(report, "accepts-valid")?.counterexample?.hint).toContain("No secret was given");
});

it("strict fails the report for a warning", async () => {
  expect((await verifyMutant("counts duplicates")).passed).toBe(true);
  expect((await verifyMutant("counts duplicates", { strict: true })).passed).toBe(false);
});

const hasCurl = (await runShell("command -v curl")).code === 0;

it.skipIf(!hasCurl)("the counterexample's curl, run by a shell, sends the same request (needs curl)", async () => {
  const requests: { method: string | undefined; secret: unknown; type: unknown; own: unknown; body: string }[] = [];
  const origin = await serve(async (request, response) => {
    const { method, headers } = request;
    requests.push({
      method,
      secret: headers["cf-webhook-auth"],
      type: headers["content-type"],
      own: headers["x-own"],
      body: await text(request),
    });
    response.writeHead(418).end();
  });
  const secret = '$HOME`id`"quoted"\'\\!';
  const report = await verifyReceiver(cloudflare, `${origin}/hooks?a=1`, {
    secret,
    runs: 11,
    concurrency: 1,
    envelope: "none",
    check: ["accepts-valid"],
    headers: { "x-own": "it's $HOME `id` \\" },
  });
  const first = requests.filter(({ method }) => method === "POST")[1]; // after the one to warm up
  const curl = checkOf(report, "accepts-valid")?.counterexample?.curl ?? "";
  const { stdout, stderr } = await runShell(curl, { env: { HOOKWRIGHT_SECRET: secret } });
  expect(stdout, stderr).toContain("418");
  expect(requests.at(-1)).toEqual({ ...first, own: "(given)" }); // a header that the user gave may be a secret
  expect(requests.length).toBe(13); // one to warm up, eleven events, one by curl; the knock sends nothing
});

it.skipIf(!hasCurl)("so does the curl of a delivery with a token in its URL (needs curl)", async () => {
  const urls: (string | undefined)[] = [];
  const bodies: string[] = [];
  const origin = await serve(async (request, response) => {
    if (request.method === "POST") urls.push(request.url);
    if (request.method === "POST") bodies.push(await text(request));
    response.writeHead(418).end();
  });
  const report = await verifyReceiver(cloud66, `${origin}/hooks`, {
    secret: "t0ken",
    runs: 3,
    concurrency: 1,
    check: ["accepts-valid"],
  });
  const curl = checkOf(report, "accepts-valid")?.counterexample?.curl ?? "";
  expect(curl).not.toContain("t0ken");
  await runShell(curl, { env: { HOOKWRIGHT_SECRET: "t0ken" } });
  expect(urls.at(-1)).toBe("/hooks?token=t0ken");
  expect(bodies.at(-1)).toBe(bodies[1]);
});

it("a Cloud66 receiver behind a URL passes, with the token in the query or in the path", async () => {
  const { fetch, options } = createCloud66Receiver();
  const origin = await serve(toListener(fetch));
  expect((await verifyReceiver(cloud66, origin, options)).passed).toBe(true);
  const byPath = createCloud66Receiver();
  const pathOrigin = await serve(
    toListener((request) => {
      const { pathname } = new URL(request.url);
      return byPath.fetch(new Request(`http://localhost/?token=${pathname.slice(1)}`, request));
    }),
  );
  const report = await verifyReceiver(cloud66, `${pathOrigin}/{secret}`, byPath.options);
  expect(report.passed, formatReport(report, "text")).toBe(true);
});

it.each([
  {
    what: "a pointer to ignore that is none",
    options: { ignore: ["updated_at"] },
    says: 'Failed to ignore "updated_at": it is no JSON Pointer. Give one like /updated_at.',
  },
  {
    what: "a pattern that no status matches",
    options: { expect: { "nope_*": "waiting" } },
    says: 'Failed to find the status that matches "nope_*". Known, nearest first: ',
  },
])("$what is refused before anything is sent", async ({ options, says }) => {
  let sent = 0;
  const receive = async () => {
    sent++;
    return new Response();
  };
  await expect(verifyReceiver(cloudflare, receive, options)).rejects.toThrow(says);
  expect(sent).toBe(0);
});

it("secrets in the URL and the overrides that were given are not in the report's options", async () => {
  const { options } = await verifyReceiver(cloudflare, async () => new Response(null, { status: 204 }), {
    secret: "s3cret-of-mine",
    runs: 1,
    check: ["accepts-valid"],
    url: "http://some-user:some-password@localhost/?key=key-of-mine",
    overrides: { data: { custom_metadata: { token: "s3cret-of-mine" } } },
  });
  expect(options).toMatchObject({
    url: "http://(given):(given)@localhost/?key=(given)",
    overrides: { data: { custom_metadata: { token: "$HOOKWRIGHT_SECRET" } } },
  });
});

it("secrets in the URLs of observe and its like are nowhere in the report", async () => {
  const observe = "http://ops:hunter2hunter@127.0.0.1:9/state/{id}?token=topsecrettoken";
  const report = await verifyReceiver(cloudflare, async () => new Response(null, { status: 204 }), {
    replayAs: { provider: "cloudflare", flags: ["--observe", observe] },
    observe: () => Promise.reject(new Error(`GET ${observe} failed`)),
    check: ["follows-lifecycle"],
  });
  expect(report.checks[0]?.summary).toContain("observe threw");
  for (const format of ["text", "json", "junit"] as const)
    expect(formatReport(report, format)).not.toMatch(/hunter2hunter|topsecrettoken/);
});

it("where nothing listens, the error has neither a password nor the query of the URL", async () => {
  const url = (await deadOrigin()).replace("//", "//me:pw@");
  const error = await verifyReceiver(cloudflare, `${url}/hooks?key=abc`).catch(String);
  expect(error).toMatch(/nothing listens at http:\/\/127\.0\.0\.1:\d+\/hooks \(refused\)/);
});

it("a receiver that a malformed body ends is shown with that body", async () => {
  const { fetch, options } = createCloudflareReceiver();
  const { origin, close } = await openServer(async (incoming, outgoing) => {
    const copy = await text(incoming);
    const isFatal = copy === "7";
    const request = new Request(new URL(incoming.url ?? "/", "http://localhost"), {
      method: "POST",
      headers: incoming.headers as Record<string, string>,
      body: copy,
    });
    const { status } = await fetch(request);
    outgoing.writeHead(status, isFatal ? { connection: "close" } : {}).end();
    if (isFatal) void close();
  });
  const report = await verifyReceiver(cloudflare, origin, { ...options, check: ["survives-malformed"] });
  await close();
  expect(report.checks).toMatchObject([
    {
      summary: "after the body 7 the receiver does not listen any more",
      counterexample: {
        deliveries: [{ request: { body: "7" }, response: { status: 400 } }, { error: { code: "refused" } }],
        hint: expect.stringContaining("look for a crash"),
      },
    },
  ]);
  expect(report.passed).toBe(false);
});

it("an orphan that is refused is not said to have moved anything", async () => {
  const refusesKnown = createCloudflareReceiver({
    move(row, event) {
      row.certificates.push(event.data.ssl.id);
      correctParts.move(row, event);
    },
    find(rows, event) {
      const { id, ssl } = event.data;
      if (id === undefined && rows.some(({ certificates }) => certificates.includes(ssl.id))) throw new Error("no id");
      return correctParts.find(rows, event);
    },
  });
  const { checks } = await verifyReceiver(cloudflare, refusesKnown.fetch, {
    ...refusesKnown.options,
    check: ["accepts-orphans"],
  });
  expect(checks[0]?.summary).toBe("the orphan in replacement was not answered with 2xx");
});
