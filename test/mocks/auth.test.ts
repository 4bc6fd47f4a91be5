import { createHmac } from "node:crypto";
import { type Auth, buildDeliveries, buildLifecycle, type DeliveryOptions, defineProvider } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { authOf, checkSecret, proofOf } from "../../mocks/auth.ts";
import { parseAuth } from "../../mocks/parse-auth.ts";
import { badSecrets } from "../../mocks/proof/bad-secrets.ts";
import { keyedHash as onNode } from "../../mocks/proof/hash-node.ts";
import { keyedHash as onTheWeb } from "../../mocks/proof/hash-web.ts";
import { parcelsWith } from "../schemas/parcels.ts";
import { thrownBy } from "../support/thrown.ts";

const header: Auth = { kind: "header", name: "x-secret" };
const token: Auth = { kind: "url-token", parameter: "token" };

const body = '{"a":1}';
const message = { body: new TextEncoder().encode(body), at: new Date("2026-01-01T00:00:00Z"), id: "e1" };

const sentBy = (provider: typeof cloudflare | typeof cloud66, options: DeliveryOptions) => {
  const lifecycle =
    provider.name === "cloudflare" ? buildLifecycle(cloudflare, "issuance") : buildLifecycle(cloud66, "install");
  const [delivery] = buildDeliveries(lifecycle as never, options);
  const { "content-type": _, ...headers } = delivery?.headers ?? {};
  return { headers, query: delivery?.query };
};

it("Cloudflare's secret goes verbatim into cf-webhook-auth", () => {
  expect(sentBy(cloudflare, { secret: "s3cret=&?" })).toEqual({
    headers: { "cf-webhook-auth": "s3cret=&?" },
    query: {},
  });
});

it("Cloud66, which proves nothing itself, gets the secret as a token in the URL", () => {
  expect(sentBy(cloud66, { secret: "s3cret" })).toEqual({ headers: {}, query: { token: "s3cret" } });
  expect(sentBy(cloud66, {})).toEqual({ headers: {}, query: {} });
});

it("auth replaces the provider's way", () => {
  expect(sentBy(cloudflare, { secret: "a", auth: token })).toEqual({ headers: {}, query: { token: "a" } });
  expect(sentBy(cloud66, { secret: "a", auth: header })).toEqual({ headers: { "x-secret": "a" }, query: {} });
  expect(sentBy(cloudflare, { secret: "a", auth: { kind: "none" } })).toEqual({ headers: {}, query: {} });
  expect(authOf(cloud66.definition, { auth: header })).toBe(header);
});

it("without a secret nothing is proven, whatever the kind", () => {
  for (const auth of [header, token, { kind: "none" } as const])
    expect(proofOf(auth, undefined, message)).toEqual({ headers: {}, query: {} });
});

it.each([
  { secret: "", why: "is empty. Give another; if it comes from a variable, export that first" },
  { secret: "schlüssel", why: "has characters that are not visible ASCII. Give another" },
  { secret: "two words", why: "has characters that are not visible ASCII. Give another" },
  { secret: "line\n", why: "has characters that are not visible ASCII. Give another" },
])("the secret $secret is refused, and the error does not repeat it", async ({ secret, why }) => {
  const error = await thrownBy(() => checkSecret(secret));
  expect(error.code).toBe("invalid-option");
  expect(error.message).toBe(`[hookwright] Failed to use the secret: it ${why}.`);
});

it("the bad secrets of a secret are those that careless comparisons let pass", () => {
  expect(badSecrets("s3cret").map(({ name, secret }) => ({ name, secret }))).toEqual([
    { name: "absent", secret: undefined },
    { name: "empty", secret: "" },
    { name: "wrong, of equal length", secret: "s3creu" },
    { name: "wrong, of other length", secret: "not-6-the-secret" },
    { name: "a prefix", secret: "s3cre" },
    { name: "in other case", secret: "S3CRET" },
    { name: "with a trailing character", secret: "s3cretx" },
    { name: "with é as one byte", secret: "s3cre\u00e9" },
  ]);
});

it.each(["s3cret", "123", "~", "a", "ALLCAPS", "not-15-the-secret", "x".repeat(500)])(
  "no bad secret of %s is the right one, and all differ",
  (secret) => {
    const bad = badSecrets(secret).map((one) => one.secret);
    expect(bad).not.toContain(secret);
    expect(bad.filter((one) => one?.length === secret.length).length).toBeGreaterThan(0);
  },
);

it("a secret of digits has no other case, so that variant is left out", () => {
  expect(badSecrets("123").map(({ name }) => name)).not.toContain("in other case");
});

it("a proof takes what no secret may be", () => {
  expect(proofOf(header, "", message)).toEqual({ headers: { "x-secret": "" }, query: {} });
  expect(proofOf(token, "é", message)).toEqual({ headers: {}, query: { token: "é" } });
});

it("basic authentication has the secret as its password", () => {
  const { headers } = proofOf({ kind: "basic", username: "hook" }, "s3cret", message);
  expect(headers).toEqual({ authorization: `Basic ${Buffer.from("hook:s3cret").toString("base64")}` });
});

const sign = (algorithm: string, key: string | Buffer, text: string, encoding: "hex" | "base64"): string =>
  createHmac(algorithm, key).update(text).digest(encoding);

const at = "1767225600"; // 2026-01-01T00:00:00Z

it.each<[string, Auth & { kind: "hmac" }, Record<string, string>]>([
  ["plainly", { kind: "hmac", header: "x-signature" }, { "x-signature": sign("sha256", "s3cret", body, "hex") }],
  [
    "as GitHub does",
    { kind: "hmac", header: "x-hub-signature-256", value: "sha256={signature}" },
    { "x-hub-signature-256": `sha256=${sign("sha256", "s3cret", body, "hex")}` },
  ],
  [
    "as Stripe does",
    { kind: "hmac", header: "stripe-signature", signed: "{timestamp}.{body}", value: "t={timestamp},v1={signature}" },
    { "stripe-signature": `t=${at},v1=${sign("sha256", "s3cret", `${at}.${body}`, "hex")}` },
  ],
  [
    "as Standard Webhooks do",
    {
      kind: "hmac",
      header: "webhook-signature",
      timestamp: "webhook-timestamp",
      id: "webhook-id",
      key: "base64",
      encoding: "base64",
      signed: "{id}.{timestamp}.{body}",
      value: "v1,{signature}",
    },
    {
      "webhook-id": "e1",
      "webhook-timestamp": at,
      "webhook-signature": `v1,${sign("sha256", Buffer.from("s3cret", "base64"), `e1.${at}.${body}`, "base64")}`,
    },
  ],
  [
    "by SHA-1, in base64",
    { kind: "hmac", header: "x", algorithm: "sha1", encoding: "base64" },
    { x: sign("sha1", "s3cret", body, "base64") },
  ],
  ["by SHA-512", { kind: "hmac", header: "x", algorithm: "sha512" }, { x: sign("sha512", "s3cret", body, "hex") }],
])("a message is signed %s, as Node's own crypto would", (_name, auth, headers) => {
  expect(proofOf(auth, "s3cret", message)).toEqual({ headers, query: {} });
});

it.each(["sha1", "sha256", "sha512"] as const)("%s is the same on every platform", (algorithm) => {
  const key = new TextEncoder().encode("s3cret");
  expect([...onTheWeb(algorithm, key, message.body)]).toEqual([...onNode(algorithm, key, message.body)]);
});

it("a provider of the user's own signs what it sends", async () => {
  const parcels = await defineProvider(
    await parcelsWith(({ provider }) => {
      provider.delivery.auth = { kind: "hmac", header: "X-Parcels-Signature", value: "v0={signature}" };
    }),
  );
  for (const delivery of buildDeliveries(buildLifecycle(parcels, "delivery"), { secret: "s3cret" }))
    expect(delivery.headers["x-parcels-signature"]).toBe(
      `v0=${createHmac("sha256", "s3cret").update(delivery.body).digest("hex")}`,
    );
});

it.each<[string, Auth]>([
  ["none", { kind: "none" }],
  ["header:x-secret", header],
  ["header:name=x-secret", header],
  ["url-token:token", token],
  ["basic:hook", { kind: "basic", username: "hook" }],
  ["hmac:x-signature", { kind: "hmac", header: "x-signature" }],
  [
    "hmac:x-hub-signature-256;value=sha256={signature};algorithm=sha256",
    { kind: "hmac", header: "x-hub-signature-256", value: "sha256={signature}", algorithm: "sha256" },
  ],
])("%s is read", (text, auth) => {
  expect(parseAuth(text)).toEqual(auth);
});

it.each([
  ["haeder:x", "unknown-name", /"haeder"\. Known, nearest first: header/],
  ["hmac:x;algorithm=md5", "invalid-option", /algorithm is "md5"\. Give one of sha1, sha256, sha512/],
  ["hmac:x;value=abc", "invalid-option", /value is "abc"\. Give a text with \{signature\} in it/],
  ["hmac:x;haeder=y", "unknown-name", /"haeder"/],
  ["header:name=", "invalid-option", /name is ""/],
])("%s is refused", async (text, code, message) => {
  const error = await thrownBy(() => parseAuth(text));
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
});
