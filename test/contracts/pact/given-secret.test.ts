import type { Auth } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { buildPact, type PactDocument, verifyPact } from "hookwright/pact";
import { expect, it } from "vitest";
import { readPact } from "../../../contracts/pact/read-pact.ts";
import { toVerify } from "../../../contracts/pact/to-verify.ts";

const ok = (): Response => new Response(null, { status: 204 });

/** The requests of a file that was built with one secret, and those that are sent with another. */
const requestsOf = (options: { secret: string; auth?: Auth; path?: string }, given: string) => {
  const build = (secret: string): PactDocument[] =>
    buildPact(cloudflare, { receiver: "web", lifecycles: ["issuance"], negatives: true, ...options, secret });
  const sent = build(options.secret).map(
    (pact, i) => toVerify(readPact(`pacts[${i}]`, pact, new Set()), given) as PactDocument,
  );
  const all = (pacts: readonly PactDocument[]) =>
    pacts.flatMap(({ interactions }) =>
      interactions.map(({ request: { path, query, headers } }) => ({ path, query, headers })),
    );
  return { sent: all(sent), built: all(build(given)) };
};

const AUTHS: Record<string, Auth> = {
  header: { kind: "header", name: "X-Secret" },
  "url-token": { kind: "url-token", parameter: "token" },
  basic: { kind: "basic", username: "hooks" },
};

it.each(Object.entries(AUTHS))("with %s, a file sends what one built with the given secret would", (_, auth) => {
  for (const [secret, given] of [
    ["s3cret-Of-Pact", "Another-1"],
    ["hooks", "$&-a$1-$$"],
    ["web", "TOPSECRET"],
  ] as const) {
    const { sent, built } = requestsOf({ secret, auth, path: "/webhooks/hooks" }, given);
    expect(sent).toEqual(built);
  }
});

it("a token in the path follows the given secret", () => {
  const options = { secret: "hooks", auth: AUTHS["url-token"] as Auth, path: "/hooks/{secret}/web" };
  const { sent, built } = requestsOf(options, "in/path$&");
  expect(sent).toEqual(built);
  expect(sent[0]).toMatchObject({ path: "/hooks/in%2Fpath%24%26/web", query: undefined });
});

it("a token in the path reaches the receiver there, and so do the wrong ones", async () => {
  const paths: string[] = [];
  const pacts = buildPact(cloud66, {
    receiver: "web",
    path: "/hooks/{secret}",
    secret: "s3/cret",
    lifecycles: ["install"],
    negatives: true,
  });
  await verifyPact({
    pacts,
    secret: "An/other",
    target({ url }) {
      const { pathname, search } = new URL(url);
      paths.push(pathname + search);
      return ok();
    },
  });
  expect(paths[0]).toBe("/hooks/An%2Fother");
  expect(paths).toContain("/hooks/An%2Fothe");
  expect(paths).toContain("/hooks/%7Bsecret%7D"); // none at all
  expect(paths.join()).not.toContain("token");
});

it("basic authentication reaches the receiver with the given secret", async () => {
  const seen: (string | null)[] = [];
  const auth = AUTHS["basic"] as Auth;
  await verifyPact({
    pacts: buildPact(cloudflare, { receiver: "web", secret: "s3cret", auth, lifecycles: ["issuance"] }),
    secret: "Another-1",
    target(request) {
      seen.push(request.headers.get("authorization"));
      return ok();
    },
  });
  expect(new Set(seen)).toEqual(new Set([`Basic ${btoa("hooks:Another-1")}`]));
});

const HMAC: Auth = { kind: "hmac", header: "x-signature" };
const signed = buildPact(cloudflare, { receiver: "web", secret: "s3cret", auth: HMAC, lifecycles: ["issuance"] });

it("another secret for a signed file is refused with the reason, and nothing is sent", async () => {
  const report = await verifyPact({ pacts: signed, secret: "Another-1", target: ok });
  expect(report).toMatchObject({ passed: false, counts: { pass: 0 }, deliveries: { sent: 0 } });
  expect(report.checks[0]?.summary).toContain(
    "the given secret cannot take the place of the one that it was built with: it is signed with its own: build it with yours",
  );
});

it("a signed file is verified with its own secret", async () => {
  expect(await verifyPact({ pacts: signed, secret: "s3cret", target: ok })).toMatchObject({ passed: true });
});

it("a file that does not say how its secret is proven is refused another", async () => {
  const [pact] = structuredClone(signed) as [PactDocument];
  delete pact.metadata.hookwright.auth;
  const report = await verifyPact({ pacts: [pact], secret: "Another-1", target: ok });
  expect(report.checks[0]?.summary).toContain("it does not say how: build it anew");
});

it("a wrong secret that a receiver echoes is not in the report: it is most of the right one", async () => {
  const report = await verifyPact({
    pacts: buildPact(cloudflare, { receiver: "web", secret: "s3cret-Of-Pact", lifecycles: [], negatives: true }),
    secret: "Another-1",
    target(request) {
      throw new Error(`got ${request.headers.get("cf-webhook-auth")}`);
    },
  });
  expect(report.checks.filter(({ summary }) => summary?.includes("got (the wrong secret)")).length).toBeGreaterThan(3);
  expect(JSON.stringify(report)).not.toMatch(/Another-|aNOTHER/);
});
