import { buildLifecycle, buildPayload, buildPayloads, defineProvider } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import type { Json } from "../../schemas/json-schema.ts";
import { getAt } from "../../schemas/pointer.ts";
import type { Draw, Provider } from "../../schemas/provider.ts";
import { type MutableFolder, parcelsWith } from "../schemas/parcels.ts";
import { lifecycles } from "../schemas/providers.ts";

const N = 100_000;
const INSTALLED = "ssl_certificate.install.ok";
const DEPLOYED = "ssl.custom_hostname_certificate.deployment.succeeded";

const drawOf = (provider: object, eventType: string, draw: Partial<Draw>): Json =>
  (provider as Provider)
    .generator(eventType)
    .draw({ seed: 7, run: 0, index: 0, incarnation: 0, replacement: 0, step: 1, ...draw });

const table = [
  {
    provider: cloudflare,
    eventType: DEPLOYED,
    pointers: ["/data/id", "/data/hostname", "/data/ssl/id", "/metadata/event/id"],
  },
  {
    provider: cloud66,
    eventType: INSTALLED,
    pointers: ["/ssl_certificate/stack_id", "/ssl_certificate/name", "/ssl_certificate/server_names"],
  },
];

/** How many distinct values that many subjects of the runs have at each pointer. */
const distinct = (
  { provider, eventType, pointers }: (typeof table)[number],
  subjects: number,
  runs: readonly number[],
): number[] => {
  const values = pointers.map(() => new Set<unknown>());
  for (const run of runs)
    for (let index = 0; index < subjects; index++) {
      const payload = drawOf(provider, eventType, { run, index });
      for (const [i, pointer] of pointers.entries()) values[i]?.add(getAt(payload, pointer));
    }
  return values.map(({ size }) => size);
};

it.each(table)("100,000 subjects of a run have an identity of their own at $pointers", (row) => {
  for (const run of [0, 1]) expect(distinct(row, N, [run])).toEqual(row.pointers.map(() => N));
});

// Ten digits or an integer cannot hold a run and an index: between runs they are only scattered.
it("100,000 subjects of a run share no UUID with as many of the next", () => {
  const pointers = ["/data/id", "/data/ssl/id", "/metadata/event/id"];
  expect(distinct({ provider: cloudflare, eventType: DEPLOYED, pointers }, N, [0, 1])).toEqual([2 * N, 2 * N, 2 * N]);
});

it.each([1, 1911, 2 ** 20 - 1, 2 ** 31 - 1])("run %d meets no subject of run 0", (run) => {
  for (const row of table) expect(distinct(row, 1000, [0, run])).toEqual(row.pointers.map(() => 2000));
});

it("zone and account are shared within a run, and differ between runs", () => {
  for (const pointer of ["/metadata/zone/id", "/metadata/account/id"]) {
    const of = (run: number) =>
      new Set(buildPayloads(cloudflare, DEPLOYED, {}, { count: 1000, run }).map((payload) => getAt(payload, pointer)));
    expect(of(0).size).toBe(1);
    expect(of(1).size).toBe(1);
    expect([...of(0)]).not.toEqual([...of(1)]);
  }
});

it("zone and account are not the same id", () => {
  const { account, zone } = buildPayload(cloudflare, DEPLOYED).metadata;
  expect(account.id).not.toBe(zone.id);
});

it("event ids differ over steps and event types of many subjects", () => {
  const ids = new Set<unknown>();
  for (const eventType of cloudflare.eventTypes)
    for (let step = 1; step <= 20; step++)
      for (let index = 0; index < 100; index++)
        ids.add(getAt(drawOf(cloudflare, eventType, { step, index }), "/metadata/event/id"));
  expect(ids.size).toBe(cloudflare.eventTypes.length * 20 * 100);
});

it("an id differs by incarnation, a certificate id by replacement, a hostname by neither", () => {
  const at = (draw: Partial<Draw>, pointer: string) => getAt(drawOf(cloudflare, DEPLOYED, draw), pointer);
  const draws: Partial<Draw>[] = [{}, { incarnation: 1 }, { incarnation: 2 }, { replacement: 1 }, { replacement: 2 }];
  const count = (pointer: string) => new Set(draws.map((draw) => at(draw, pointer))).size;
  expect(count("/data/id")).toBe(3);
  expect(count("/data/ssl/id")).toBe(3);
  expect(count("/data/hostname")).toBe(1);
});

it.each(lifecycles.filter(({ provider }) => provider.definition.eventId !== undefined))(
  "no event id comes twice over 300 subjects of $lifecycle of $name",
  ({ provider, lifecycle }) => {
    const ids = Array.from({ length: 300 }, (_, index) =>
      buildLifecycle(provider, lifecycle, { index, seed: 3 }),
    ).flatMap(({ steps }) => steps.map(({ payload }) => getAt(payload, provider.definition.eventId ?? "")));
    expect(new Set(ids).size).toBe(ids.length);
  },
);

it("values are in the forms that providers use", () => {
  for (const payload of buildPayloads(cloudflare, DEPLOYED, {}, { count: 200 })) {
    expect(payload.data.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(payload.data.hostname).toMatch(/^[a-z-]+-[0-9a-f]{10}\.com$/);
    expect(payload.metadata.zone.id).toMatch(/^[0-9a-f]{32}$/);
  }
  for (const { ssl_certificate } of buildPayloads(cloud66, INSTALLED, {}, { count: 200 })) {
    expect(ssl_certificate.stack_id).toSatisfy(Number.isSafeInteger);
    expect(ssl_certificate.stack_id).toBeGreaterThan(0);
    expect(ssl_certificate.stack_id).toBeLessThan(2 ** 31);
  }
});

// The third provider with a field of a role of its own, drawn in each form that identity may have.
const forms = {
  uuid: { type: "string", format: "uuid" },
  hex: { type: "string", pattern: "^[0-9a-f]{32}$" },
  integer: { type: "integer", minimum: 1 },
  template: { type: "string", "x-faker": "x-{{identity}}" },
};

const withIdentity = async (form: keyof typeof forms, give: (folder: MutableFolder) => void): Promise<Provider> =>
  defineProvider(
    await parcelsWith((folder) => {
      const properties = folder.schemas["events/parcel.accepted.schema.json"]?.properties ?? {};
      properties["identity"] = { description: "An identity.", ...forms[form] };
      give(folder);
    }),
  );

const count = (provider: Provider, draws: readonly Partial<Draw>[]): number =>
  new Set(draws.map((draw) => getAt(drawOf(provider, "parcel.accepted", draw), "/identity"))).size;

const formNames = Object.keys(forms) as (keyof typeof forms)[];

it.each(formNames)(
  "an identity per run, as %s, is shared by all subjects of a run and by no other run",
  async (form) => {
    const provider = await withIdentity(form, (folder) => {
      folder.provider.subject["account"] = { pointer: "/identity", per: "run" };
    });
    expect(count(provider, [{ index: 0 }, { index: 1 }, { index: 2, incarnation: 1, replacement: 1 }])).toBe(1);
    expect(count(provider, [{ run: 0 }, { run: 1 }, { run: 2 }])).toBe(3);
  },
);

it.each(formNames)("an identity per name, as %s, survives recreation", async (form) => {
  const provider = await withIdentity(form, (folder) => {
    folder.provider.subject["name"] = { pointer: "/identity", per: "name" };
  });
  expect(count(provider, [{}, { incarnation: 1 }, { replacement: 1 }])).toBe(1);
  expect(count(provider, [{ index: 0 }, { index: 1 }])).toBe(2);
});

it.each(formNames)("an identity per subject, as %s, ends with deletion", async (form) => {
  const provider = await withIdentity(form, (folder) => {
    folder.provider.subject["id"] = { pointer: "/identity", per: "subject" };
  });
  expect(count(provider, [{}, { incarnation: 1 }, { incarnation: 2 }, { index: 1 }])).toBe(4);
  expect(count(provider, [{}, { replacement: 1 }, { step: 2 }])).toBe(1);
});

it.each(formNames)("an identity per replacement, as %s, ends with it", async (form) => {
  const provider = await withIdentity(form, (folder) => {
    folder.provider.subject["certificate"] = { pointer: "/identity", per: "replacement" };
  });
  expect(count(provider, [{}, { replacement: 1 }, { replacement: 2 }, { index: 1 }])).toBe(4);
});

it.each(formNames)("an event id, as %s, is another at each step", async (form) => {
  const provider = await withIdentity(form, (folder) => {
    folder.provider.eventId = "/identity";
    for (const [path, schema] of Object.entries(folder.schemas))
      if (path.startsWith("events/") && schema.properties)
        schema.properties["identity"] ??= { description: "An identity.", ...forms[form] };
  });
  const draws = Array.from({ length: 20 }, (_, i) => ({ step: 1 + (i % 10), index: Math.floor(i / 10) }));
  expect(count(provider, draws)).toBe(20);
});
