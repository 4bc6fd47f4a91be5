import { fileURLToPath } from "node:url";
import {
  buildLifecycle,
  defineConfig,
  deliver,
  deliverEach,
  type FetchFunction,
  nodeListener,
  verifyReceiver,
} from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { buildPact, verifyPact } from "hookwright/pact";
import { describePact, describeReceiver } from "hookwright/vitest";
import { expect, it } from "vitest";
import { answer, createCloudflareReceiver } from "../receivers/cloudflare.ts";
import { serve, toListener } from "../support/serve.ts";

const parcels = new URL("../fixtures/third-provider", import.meta.url);

/** An entry whose receiver knows only rows that were made before, and those rows. */
const createEntry = (broken?: FetchFunction) => {
  const rows = new Map<string, string[]>();
  const config = defineConfig({
    receivers: {
      web: {
        provider: cloudflare,
        secret: "s3cret",
        envelope: "auto",
        async fetch(request) {
          if (broken) return broken(request);
          if (request.headers.get("cf-webhook-auth") !== "s3cret") return answer(401);
          const { data } = await request.json();
          const row = rows.get(data.id);
          row?.push(data.ssl.status);
          return answer(row ? 204 : 404);
        },
        prepare: ({ id }) => void rows.set(id, [...(rows.get(id) ?? []), "prepared"]),
        observe: ({ id }) => rows.get(id)?.at(-1),
        cleanup: ({ id }) => void rows.delete(id),
      },
    },
  });
  return { rows, web: config.receivers.web };
};

// For real, in this very file, with the same entry.
describeReceiver(createEntry().web, { check: ["accepts-valid", "follows-lifecycle"], runs: 11 });
describePact(createEntry().web, {
  pacts: buildPact(cloudflare, { receiver: "web", secret: "built", lifecycles: ["issuance"] }),
});

it("an entry is verified, and options win over what it says", async () => {
  const { web, rows } = createEntry();
  const report = await verifyReceiver(web, {
    check: ["accepts-valid", "follows-lifecycle"],
    runs: 11,
    envelope: "none",
  });
  expect(report).toMatchObject({ passed: true, counts: { pass: 2 }, envelope: { used: "none" } });
  expect(report.options["functions"]).toEqual(["prepare", "cleanup", "observe"]);
  expect(rows.size).toBe(0);
  expect((await verifyReceiver(web, { secret: "another", check: ["accepts-valid"], runs: 11 })).passed).toBe(false);
});

it("a failure of an entry says the call that sees it again", async () => {
  const { web } = createEntry(() => answer(500));
  const { checks } = await verifyReceiver(web, { check: ["accepts-valid"], runs: 11 });
  const { command, code } = checks[0]?.counterexample?.replay ?? {};
  expect(command).toBeUndefined();
  expect(code).toMatch(/^await verifyReceiver\(receiver, \{ seed: 0, case: '1:\S+' \}\)$/);
});

it("a subject is prepared once before its first delivery, and the secret is the entry's", async () => {
  const { web, rows } = createEntry();
  const lifecycles = [0, 1].map((index) => buildLifecycle(cloudflare, "issuance", { index }));
  const exchanges = await deliver(lifecycles, web);
  expect(new Set(exchanges.map(({ response }) => response?.status))).toEqual(new Set([204]));
  const states = ["prepared", "pending_issuance", "pending_deployment", "active"];
  expect([...rows.values()]).toEqual([states, states]);
  for await (const { response } of deliverEach(lifecycles, web)) expect(response?.status).toBe(204);
});

it("what prepare throws ends a delivery, and nothing is sent to that subject", async () => {
  const sent: Request[] = [];
  const fetch = (request: Request): Response => {
    sent.push(request);
    return answer(204);
  };
  const lifecycle = buildLifecycle(cloudflare, "issuance");
  const prepare = (): never => {
    throw new Error("no database");
  };
  await expect(deliver(lifecycle, { provider: cloudflare, fetch, prepare })).rejects.toMatchObject({
    code: "invalid-option",
    message: expect.stringMatching(/^\[hookwright\] Failed to prepare the subject \{"id":.+\}: Error: no database\. /),
  });
  expect(sent).toEqual([]);
});

it("an entry is verified by Pact's engine, at the origin of its URL", async () => {
  const { web, rows } = createEntry();
  const { fetch, ...rest } = web;
  const origin = await serve(toListener(fetch ?? (() => answer(500))));
  const pacts = buildPact(cloudflare, { receiver: "web", path: "/hooks", secret: "built", lifecycles: ["issuance"] });
  const report = await verifyPact({ ...rest, to: `${origin}/elsewhere` }, { pacts });
  expect([report.passed, report.target, rows.size]).toEqual([true, origin, 0]);
});

it("a provider is a name, or the URL of a folder, and a place is a listener, too", async () => {
  const { fetch, options } = createCloudflareReceiver();
  const to = nodeListener(toListener(fetch));
  const { secret = "" } = options;
  const named = await verifyReceiver({ provider: "cloudflare", to, secret, check: ["accepts-valid"], runs: 11 });
  expect([named.provider, named.passed]).toEqual(["cloudflare", true]);
  for (const provider of [parcels, fileURLToPath(parcels)]) {
    const entry = { provider, fetch: () => answer(202), check: ["accepts-valid"] as const, runs: 3 };
    expect(await verifyReceiver(entry)).toMatchObject({ provider: "parcels", passed: true });
  }
});

it.each([
  { entry: { provider: "cloudflair", to: "http://127.0.0.1:1/" }, says: 'the provider "cloudflair". Known' },
  { entry: { provider: "cloudflare" }, says: "receiver has neither to nor fetch." },
  {
    entry: { provider: "cloudflare", to: "http://127.0.0.1:1/", secrt: "x" },
    says: '"secrt". Known, nearest first: secret,',
  },
])("$says of an entry that no compiler saw", async ({ entry, says }) => {
  await expect(
    verifyReceiver(entry as Parameters<typeof verifyReceiver>[0] & { provider: string; to: string }),
  ).rejects.toThrow(says);
});
