import { faker as german } from "@faker-js/faker/locale/de";
import { faker as english } from "@faker-js/faker/locale/en";
import { buildLifecycle, buildPayload, compileGenerator, defineProvider, validatePayload, withFaker } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { parcelsPath, parcelsWithField } from "../schemas/parcels.ts";

const TYPE = "ssl.custom_hostname_certificate.deployment.succeeded";
const words = (count: number, valueAt: (index: number) => unknown): Set<unknown> =>
  new Set(Array.from({ length: count }, (_, index) => valueAt(index)));

it("a provider with the same faker gives the same bytes", async () => {
  const same = await withFaker(cloudflare, english);
  for (const eventType of cloudflare.eventTypes)
    expect(JSON.stringify(buildPayload(same, eventType, undefined, { seed: 5 }))).toBe(
      JSON.stringify(buildPayload(cloudflare, eventType, undefined, { seed: 5 })),
    );
});

it("a provider with the faker of another locale draws other words, and stays valid and itself", async () => {
  const other = await withFaker(cloudflare, german);
  const metadata = (provider: typeof cloudflare) =>
    words(50, (index) => JSON.stringify(buildPayload(provider, TYPE, undefined, { index }).data.custom_metadata));
  expect(metadata(other)).not.toEqual(metadata(cloudflare));
  for (let index = 0; index < 50; index++)
    expect(validatePayload(other, buildPayload(other, TYPE, undefined, { index }))).toEqual([]);
  expect(other.eventTypes).toEqual(cloudflare.eventTypes);
  expect(buildLifecycle(other, "issuance").steps.map(({ status }) => status)).toEqual(
    buildLifecycle(cloudflare, "issuance").steps.map(({ status }) => status),
  );
});

it("the provider that was given, and the faker, stay as they were", async () => {
  const before = JSON.stringify(buildPayload(cloud66, "ssl_certificate.install.ok"));
  german.seed(7);
  const expected = german.number.int();
  german.seed(7);
  await withFaker(cloud66, german);
  expect(german.number.int()).toBe(expected);
  expect(JSON.stringify(buildPayload(cloud66, "ssl_certificate.install.ok"))).toBe(before);
});

it("a provider that was defined at run time takes another faker, too", async () => {
  const folder = await parcelsWithField("x", { type: "string", "x-faker": "location.city" });
  const provider = await defineProvider(folder);
  const other = await withFaker(provider, german);
  const cities = (one: typeof provider) =>
    words(50, (index) => (buildPayload(one, "parcel.delivered", undefined, { index }) as { x: string }).x);
  expect([...cities(other)].filter((city) => cities(provider).has(city)).length).toBeLessThan(10);
  expect((await defineProvider(parcelsPath)).eventTypes).toEqual(other.eventTypes);
});

it("compileGenerator draws from the faker that it is given", async () => {
  const schema = { type: "string", "x-faker": "location.city" };
  const [own, given] = await Promise.all([compileGenerator(schema), compileGenerator(schema, { faker: german })]);
  expect(words(50, given.value)).not.toEqual(words(50, own.value));
});
