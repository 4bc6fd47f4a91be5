import * as fc from "fast-check";
import { type FetchFunction, formatReport, type VerifyOptions, verifyReceiver } from "hookwright";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { githubAnnotations } from "../../../contracts/formats/github.ts";
import { redact } from "../../../contracts/redact.ts";

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
const secrets = fc.string({ unit: visibleAscii, minLength: 12, maxLength: 24 });
const AUTHS: VerifyOptions["auth"][] = [
  { kind: "header", name: "x-secret" },
  { kind: "basic", username: "user" },
  { kind: "url-token", parameter: "token" },
];

it("no secret gets into a report of any format, however a receiver repeats it", async () => {
  const cases = fc.record({
    secret: secrets,
    encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
    place: fc.constantFrom(...Object.keys(PLACES)),
    before: fc.nat({ max: 1100 }), // what is cut may be cut within the secret
    auth: fc.constantFrom(...AUTHS),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ secret, encoding, place, before, auth }) => {
      const echoed = `${".".repeat(before)}${ENCODINGS[encoding]?.(secret)}`;
      const { receive, options } = (PLACES[place] as (typeof PLACES)[string])(echoed);
      const report = await verifyReceiver(cloudflare, receive, {
        ...{ secret, runs: 1, settle: 0, envelope: "none", ...(auth && { auth }) },
        check: ["accepts-valid", "accepts-orphans", "follows-lifecycle", "rejects-bad-secret"],
        ...options,
      });
      const shown = [
        ...(["text", "json", "junit"] as const).map((format) => formatReport(report, format)),
        ...githubAnnotations(report),
      ].join("\n");
      const start = secret.slice(0, 8);
      for (const encode of Object.values(ENCODINGS)) {
        expect(shown).not.toContain(encode(secret));
        if (encode !== ENCODINGS["in base64"]) expect(shown).not.toContain(encode(start));
      }
    }),
    { numRuns: 60, seed: 42 },
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
