import cloudflare from "hookwright/cloudflare";
import { buildPact } from "hookwright/pact";
import { describePact } from "hookwright/vitest";
import { expect, it } from "vitest";
import { describePactWith } from "../../../contracts/describe-pact.ts";
import type { VerifyPactOptions } from "../../../contracts/pact/verify-pact-options.ts";
import { createCloudflareReceiver, SECRET } from "../../receivers/cloudflare.ts";
import { httpPact, interaction } from "./http-pact.ts";

// For real, in this very file: one test for each interaction.
const { fetch: target, options } = createCloudflareReceiver();
describePact({
  pacts: buildPact(cloudflare, { receiver: "web", secret: SECRET, lifecycles: ["issuance"] }),
  target,
  prepare: (subject) => options.prepare?.(subject as never),
});

/** Runs what is registered at once, and tells how each test ended. */
const tell = async (given: VerifyPactOptions): Promise<Record<string, string>> => {
  const told: Record<string, string> = {};
  const before: (() => Promise<void>)[] = [];
  const tests: { name: string; run: (context: string) => void | Promise<void> }[] = [];
  await new Promise<void>((resolve, reject) =>
    describePactWith<string>(
      {
        describe: (_, define) => void define().then(resolve, reject),
        it: (name, run) => void tests.push({ name, run }),
        beforeAll: (run) => void before.push(run),
        afterAll: () => {},
        skip(name, reason) {
          told[name] = `skipped: ${reason}`;
        },
      },
      async () => given,
    ),
  );
  for (const run of before) await run();
  for (const { name, run } of tests)
    try {
      await run(name);
      told[name] ??= "passed";
    } catch (error) {
      told[name] = `failed: ${(error as Error).message}`;
    }
  return told;
};

const receive = ({ url }: Request) => new Response(null, { status: url.endsWith("/bad") ? 500 : 204 });

it("there is one test for each interaction: failed, skipped or passed with the reason", async () => {
  const message = {
    type: "Asynchronous/Messages",
    description: "said",
    contents: { contentType: "application/json", encoded: false, content: {} },
  };
  const pacts = [httpPact([interaction("good", "/good"), interaction("bad", "/bad"), message]), httpPact([])];
  expect(await tell({ pacts, target: receive })).toEqual({
    good: "passed",
    bad: expect.stringMatching(/^failed: key of bad: bad: Expected status code 500 to be a Successful response/),
    said: "skipped: it is a message: verifyMessagePact verifies those",
    "pacts[1]": "failed: pacts[1]: pacts[1]: there are no interactions, and Pact would pass that",
  });
});

it("interactions of one description are told apart by their keys", async () => {
  const pacts = [httpPact([interaction("same", "/good")]), httpPact([interaction("same", "/bad", { key: "second" })])];
  expect(Object.keys(await tell({ pacts, target: receive }))).toEqual(["same (key of same)", "same (second)"]);
});

it("a state that nothing brings about fails its test if strict", async () => {
  const pacts = [httpPact([interaction("one", "/", { providerStates: [{ name: "a row" }] })])];
  expect(await tell({ pacts, target: receive })).toEqual({ one: "passed" });
  expect((await tell({ pacts, target: receive, strict: true }))["one"]).toContain("nothing brought about the state");
});

it("the runner waits longer than a receiver that never answers can take, however many interactions there are", async () => {
  const pacts = buildPact(cloudflare, { receiver: "web", variants: true });
  const count = pacts.flatMap(({ interactions }) => interactions).length;
  const waited = await new Promise<number>((resolve, reject) =>
    describePactWith<string>(
      {
        describe: (_, define) => void define().catch(reject),
        beforeAll: (_, timeout = 0) => resolve(timeout),
        it: () => {},
        afterAll: () => {},
        skip: () => {},
      },
      async () => ({ pacts, target: receive, timeout: 20_000 }),
    ),
  );
  expect(count).toBeGreaterThan(50);
  expect(waited).toBeGreaterThan(count * 3 * 20_000);
});
