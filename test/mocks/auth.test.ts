import { type Auth, buildDeliveries, buildLifecycle, type DeliveryOptions } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { authenticate, authOf, badSecrets, forge } from "../../mocks/auth.ts";
import { thrownBy } from "../support/thrown.ts";

const header: Auth = { kind: "header", name: "x-secret" };
const token: Auth = { kind: "url-token", parameter: "token" };

const proofOf = (provider: typeof cloudflare | typeof cloud66, options: DeliveryOptions) => {
  const lifecycle =
    provider.name === "cloudflare" ? buildLifecycle(cloudflare, "issuance") : buildLifecycle(cloud66, "install");
  const [delivery] = buildDeliveries(lifecycle as never, options);
  const { "content-type": _, ...headers } = delivery?.headers ?? {};
  return { headers, query: delivery?.query };
};

it("Cloudflare's secret goes verbatim into cf-webhook-auth", () => {
  expect(proofOf(cloudflare, { secret: "s3cret=&?" })).toEqual({
    headers: { "cf-webhook-auth": "s3cret=&?" },
    query: {},
  });
});

it("Cloud66, which proves nothing itself, gets the secret as a token in the URL", () => {
  expect(proofOf(cloud66, { secret: "s3cret" })).toEqual({ headers: {}, query: { token: "s3cret" } });
  expect(proofOf(cloud66, {})).toEqual({ headers: {}, query: {} });
});

it("auth replaces the provider's way", () => {
  expect(proofOf(cloudflare, { secret: "a", auth: token })).toEqual({ headers: {}, query: { token: "a" } });
  expect(proofOf(cloud66, { secret: "a", auth: header })).toEqual({ headers: { "x-secret": "a" }, query: {} });
  expect(proofOf(cloudflare, { secret: "a", auth: { kind: "none" } })).toEqual({ headers: {}, query: {} });
  expect(authOf(cloud66.definition, { auth: header })).toBe(header);
});

it("without a secret nothing is proven, whatever the kind", () => {
  for (const auth of [header, token, { kind: "none" } as const])
    expect(authenticate(auth, undefined)).toEqual({ headers: {}, query: {} });
});

it.each([
  { secret: "", why: "is empty" },
  { secret: "schlüssel", why: "has characters that are not visible ASCII" },
  { secret: "two words", why: "has characters that are not visible ASCII" },
  { secret: "line\n", why: "has characters that are not visible ASCII" },
])("the secret $secret is refused, and the error does not repeat it", async ({ secret, why }) => {
  const error = await thrownBy(() => authenticate(header, secret));
  expect(error.code).toBe("invalid-option");
  expect(error.message).toBe(`[hookwright] Failed to use the secret: it ${why}. Give another.`);
});

it("the bad secrets of a secret are those that careless comparisons let pass", () => {
  expect(badSecrets("s3cret")).toEqual([
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

it("a forged proof takes what no secret may be", () => {
  expect(forge(header, { name: "", secret: "" })).toEqual({ headers: { "x-secret": "" }, query: {} });
  expect(forge(header, { name: "", secret: undefined })).toEqual({ headers: {}, query: {} });
  expect(forge(token, { name: "", secret: "é" })).toEqual({ headers: {}, query: { token: "é" } });
});
