import * as fc from "fast-check";
import {
  type FetchFunction,
  formatReport,
  type Provider,
  type Report,
  type Target,
  type VerifyOptions,
  verifyReceiver,
} from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { checks } from "../../../contracts/checks.ts";
import { githubAnnotations } from "../../../contracts/formats/github.ts";
import { redact } from "../../../contracts/wording/redact.ts";
import { cloud66Mutants, type Mutant, mutants } from "../../receivers/mutants.ts";
import { SECRET } from "../../receivers/test-receiver.ts";
import { openServer, toListener } from "../../support/serve.ts";

const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const html = (text: string): string =>
  text.replace(/[&<>"']/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[one] ?? "&#39;");

// How a receiver may repeat what it was sent.
const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  "as it came": (text) => text,
  "in JSON": json,
  "in JSON twice": (text) => json(json(text)),
  "in a URL": encodeURIComponent,
  "in a URL, lower case": (text) => encodeURIComponent(text).replace(/%../g, (octet) => octet.toLowerCase()),
  "in a form": (text) => new URLSearchParams({ a: text }).toString().slice(2),
  "in HTML": html,
  "in base64": (text) => Buffer.from(`user:${text}`).toString("base64"),
};

interface Leak {
  receive: FetchFunction;
  options: Partial<VerifyOptions<CloudflareSubject>>;
}

// Where it may do so.
const PLACES: Readonly<Record<string, (echoed: string) => Leak>> = {
  "an answer": (echoed) => ({ receive: () => new Response(echoed, { status: 500 }), options: {} }),
  "an error": (echoed) => ({ receive: () => Promise.reject(new Error(echoed)), options: {} }),
  "a state": (echoed) => ({
    receive: () => new Response(null, { status: 204 }),
    options: { observe: () => ({ status: echoed, [echoed]: [echoed] }) },
  }),
  "an error of observe": (echoed) => ({
    receive: () => new Response(null, { status: 204 }),
    options: { observe: () => Promise.reject(new Error(echoed)) },
  }),
};

const visibleAscii = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
const secrets = fc.string({ unit: visibleAscii, minLength: 6, maxLength: 24 });

/** A way to prove oneself, and how a receiver finds the secret in a request. */
interface Way {
  auth: NonNullable<VerifyOptions["auth"]>;
  secretIn: (request: Request) => string | null;
}

const fromBasic = (header: string | null): string | null =>
  header && Buffer.from(header.slice("Basic ".length), "base64").toString().slice("user:".length);

const WAYS: readonly Way[] = [
  { auth: { kind: "header", name: "x-secret" }, secretIn: ({ headers }) => headers.get("x-secret") },
  { auth: { kind: "url-token", parameter: "token" }, secretIn: ({ url }) => new URL(url).searchParams.get("token") },
  { auth: { kind: "basic", username: "user" }, secretIn: ({ headers }) => fromBasic(headers.get("authorization")) },
];

const MINUTES = 120_000; // most of it in building payloads, on a busy machine
const START = 8; // characters that tell a secret: what is cut may be cut within it

const expectSecret = (report: Report, secret: string): void => {
  const shown = [
    ...(["text", "json", "junit"] as const).map((format) => formatReport(report, format)),
    ...githubAnnotations(report),
  ].join("\n");
  const start = secret.slice(0, START);
  for (const encode of Object.values(ENCODINGS)) {
    expect(shown).not.toContain(encode(secret));
    if (encode !== ENCODINGS["in base64"]) expect(shown).not.toContain(encode(start));
  }
};

const common = {
  secret: secrets,
  encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
  before: fc.nat({ max: 1100 }),
  way: fc.constantFrom(...WAYS),
};

const echo = (secret: string, encoding: string, before: number): string =>
  `${".".repeat(before)}${ENCODINGS[encoding]?.(secret)}`;

it("no secret gets into a report of any format, however a receiver repeats it", { timeout: MINUTES }, async () => {
  const cases = fc.record({ ...common, place: fc.constantFrom(...Object.keys(PLACES)) });
  await fc.assert(
    fc.asyncProperty(cases, async ({ secret, encoding, place, before, way: { auth } }) => {
      const { receive, options } = (PLACES[place] as (typeof PLACES)[string])(echo(secret, encoding, before));
      const report = await verifyReceiver(cloudflare, receive, {
        secret,
        auth,
        runs: 1,
        settle: 0,
        envelope: "none",
        check: ["accepts-valid", "accepts-orphans", "follows-lifecycle", "rejects-bad-secret"],
        ...options,
      });
      expectSecret(report, secret);
    }),
    { numRuns: 24, seed: 42 },
  );
});

/** A receiver that fails one check, and what it must be told. */
interface Failing {
  provider: Provider;
  /** Where the receiver that it is made of looks for its own secret. */
  prove: (request: Request, secret: string) => Request;
  mutant: Mutant<object>;
}

const inHeader = (request: Request, secret: string): Request => {
  const proven = new Request(request);
  proven.headers.set("cf-webhook-auth", secret);
  return proven;
};

const inQuery = (request: Request, secret: string): Request => {
  const url = new URL(request.url);
  url.searchParams.set("token", secret);
  return new Request(url, request);
};

// Two of each check: what they answer, and what is seen of them, differ. A secret that is absent is the one that all miss.
const failing = (id: string): Failing[] => {
  const ofAll = (all: readonly unknown[], made: Omit<Failing, "mutant">): Failing[] =>
    (all as Mutant<object>[])
      .filter(({ fails, name }) => fails === id && (id !== "rejects-bad-secret" || name.includes("when one is sent")))
      .slice(0, 2)
      .map((mutant) => ({ ...made, mutant }));
  return [
    ...ofAll(mutants, { provider: cloudflare as unknown as Provider, prove: inHeader }),
    ...ofAll(cloud66Mutants, { provider: cloud66 as unknown as Provider, prove: inQuery }),
  ];
};

/** Repeats a secret wherever it can: in each answer but 204, or in an error in its place, and in all that is seen of its state. */
const leaky = (
  { provider, prove, mutant }: Failing,
  { auth, secretIn }: Way,
  secret: string,
  echoed: string,
  throws: boolean,
) => {
  const { fetch, options } = mutant.create();
  const { observe } = options;
  const ownSecret = (request: Request): Request => {
    const given = secretIn(request);
    const bare = new Request(request);
    for (const name of ["x-secret", "authorization"]) bare.headers.delete(name);
    const url = new URL(bare.url);
    url.searchParams.delete("token");
    const stripped = new Request(url, bare);
    return given === null ? stripped : prove(stripped, given === secret ? SECRET : "wrong");
  };
  const receive: FetchFunction = async (request) => {
    const answered = await fetch(ownSecret(request));
    if (answered.status === 204) return answered;
    if (throws && answered.status >= 500) throw new Error(echoed);
    return new Response(echoed, { status: answered.status, headers: answered.headers });
  };
  const given: VerifyOptions = {
    ...(options as VerifyOptions),
    secret,
    auth,
    runs: 1,
    settle: 50,
    envelope: options.envelope ?? "none",
    check: [mutant.fails as never],
    ...(options.timeout !== undefined && { timeout: 50 }),
    ...(observe && {
      observe(subject) {
        const seen = observe(subject);
        return seen && { ...seen, [echoed]: [echoed] };
      },
    }),
  };
  return { provider, receive, given };
};

it.each(checks)("nor does one into what $id says when it fails", { timeout: MINUTES }, async ({ id }) => {
  const cases = fc.record({
    ...common,
    failing: fc.constantFrom(...failing(id)),
    throws: fc.boolean(),
    served: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ secret, encoding, before, way, failing: one, throws, served }) => {
      const echoed = echo(secret, encoding, before);
      const { provider, receive, given } = leaky(one, way, secret, echoed, throws);
      const { target, close } = served
        ? await openServer(toListener(receive)).then(({ origin, close }) => ({ target: origin as Target, close }))
        : { target: receive as Target, close: async () => {} };
      const report = await verifyReceiver(provider, target, given).finally(close);
      expect(report.checks).toMatchObject([{ id, result: "fail" }]);
      expectSecret(report, secret);
    }),
    { numRuns: 8, seed: 42 },
  );
});

it("a text without secrets stays as it is", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(redact(text, new Map([["s3cret-of-mine", "(gone)"]]))).toBe(text);
    }),
  );
});

it("what stands for a secret is not redacted again", () => {
  const given = new Map([
    ["SECRET", "$HOOKWRIGHT_SECRET"],
    ["S", "(given)"],
  ]);
  expect(redact("SECRET & S", given)).toBe("$HOOKWRIGHT_SECRET & (given)");
});
