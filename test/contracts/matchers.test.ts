import { buildPayload } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import "hookwright/vitest";
import { expect, it } from "vitest";
import { createCloudflareReceiver } from "../receivers/cloudflare.ts";
import { mutants } from "../receivers/mutants.ts";

const FAILED = "ssl.custom_hostname_certificate.validation.failed";

const messageOf = async (run: () => unknown): Promise<string> => {
  try {
    await run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it passed");
};

it("a payload is an event of its type, and of no other", () => {
  const payload = buildPayload(cloudflare, FAILED, {}, { seed: 7 });
  expect(payload).toBeEvent(cloudflare);
  expect(payload).toBeEvent(cloudflare, FAILED);
  expect(payload).not.toBeEvent(cloudflare, "ssl.custom_hostname_certificate.deletion.succeeded");
  expect(payload).not.toBeEvent(cloud66);
});

it("what is no payload is told what is wrong, an issue a line", async () => {
  const payload = buildPayload(
    cloudflare,
    FAILED,
    { data: { ssl: { status: "active" as never, id: undefined } } },
    { invalid: true },
  );
  expect(await messageOf(() => expect(payload).toBeEvent(cloudflare, FAILED))).toMatchInlineSnapshot(`
    "expected a payload of cloudflare, ssl.custom_hostname_certificate.validation.failed:
      /data/ssl/id is missing
      /data/ssl/status must be "pending_validation""
  `);
});

it("an event type that nobody knows is said so", async () => {
  const payload = { ssl_certificate: {}, event: "ssl_certificate.install.maybe" };
  expect(await messageOf(() => expect(payload).toBeEvent(cloud66))).toMatchInlineSnapshot(`
    "expected a payload of cloud66:
      /event_type is missing, so the event type is not known"
  `);
  expect(await messageOf(() => expect("text").toBeEvent(cloud66))).toMatchInlineSnapshot(`
    "expected a payload of cloud66:
      /event_type is missing, so the event type is not known"
  `);
});

it("a payload where none was expected is said so", async () => {
  const payload = buildPayload(cloudflare, FAILED);
  expect(await messageOf(() => expect(payload).not.toBeEvent(cloudflare, FAILED))).toBe(
    `expected anything but a payload of cloudflare, ${FAILED}`,
  );
});

it("it stands for a payload within another value", () => {
  expect({ body: buildPayload(cloudflare, FAILED) }).toEqual({ body: expect.toBeEvent(cloudflare, FAILED) });
  expect({ body: {} }).not.toEqual({ body: expect.toBeEvent(cloudflare) });
});

it("a correct receiver passes the checks", async () => {
  const { fetch, options } = createCloudflareReceiver();
  await expect(fetch).toPassChecks(cloudflare, options);
  expect(await messageOf(() => expect(fetch).not.toPassChecks(cloudflare, options))).toMatch(
    /^expected the receiver to fail a check\n\ncloudflare → in process: passed\n/,
  );
});

it("another does not, and the message is the report", async () => {
  const mutant = mutants.find(({ name }) => name === "takes a renewal for active at once") as (typeof mutants)[number];
  const { fetch, options } = mutant.create();
  await expect(fetch).not.toPassChecks(cloudflare, options);
  const message = await messageOf(() => expect(fetch).toPassChecks(cloudflare, options));
  expect(message).toMatch(/^expected the receiver to pass the checks\n\ncloudflare → in process: failed\n/);
  expect(message).toContain('\n      expected "pending_deployment"\n      actual   "active"\n');
});

it("what is no target is said so", async () => {
  expect(await messageOf(() => expect("nowhere").toPassChecks(cloudflare))).toContain(
    'Failed to open the target "nowhere": it is no http or https URL.',
  );
});
