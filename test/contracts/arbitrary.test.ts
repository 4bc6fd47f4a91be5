import * as fc from "fast-check";
import { buildLifecycle, buildPayload, type Delivery, deliver, isEvent } from "hookwright";
import cloud66, { type Cloud66InstallOk } from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { arbitraryDeliveries, arbitraryPayload } from "hookwright/fast-check";
import { describe, expect, it } from "vitest";
import { faultNames } from "../../mocks/parse-fault.ts";
import { createCloudflareReceiver, SECRET } from "../receivers/cloudflare.ts";
import { thrownBy } from "../support/thrown.ts";

const FAILED = "ssl.custom_hostname_certificate.validation.failed";
const SEEDS = [1, 2, 3, 4, 5];

const leavesOf = (value: unknown, path = ""): [string, unknown][] =>
  typeof value !== "object" || value === null
    ? [[path, value]]
    : Object.entries(value).flatMap(([key, item]) => leavesOf(item, `${path}/${key}`));

/** Pointers at which two values differ. */
const differences = (a: unknown, b: unknown): string[] => {
  const [before, after] = [new Map(leavesOf(a)), new Map(leavesOf(b))];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
};

describe("arbitraryPayload", () => {
  it.each([cloudflare, cloud66])("payloads of $name are valid, of every event type", (provider) => {
    const types = new Set<string>();
    fc.assert(
      fc.property(arbitraryPayload(provider as typeof cloudflare), (payload) => {
        expect(isEvent(provider as typeof cloudflare, payload)).toBe(true);
        types.add((payload as { event_type?: string }).event_type ?? payload.metadata.event.type);
      }),
      { numRuns: 200, seed: 42 },
    );
    expect([...types].sort()).toEqual([...provider.eventTypes].sort());
  });

  it("payloads of one event type are of that", () => {
    fc.assert(
      fc.property(arbitraryPayload(cloud66, "ssl_certificate.install.ok"), (payload: Cloud66InstallOk) =>
        isEvent(cloud66, payload, "ssl_certificate.install.ok"),
      ),
      { seed: 42 },
    );
  });

  it("what follows from other fields goes on following from them", () => {
    fc.assert(
      fc.property(arbitraryPayload(cloudflare, FAILED), ({ data: { hostname = "", ssl } }) => {
        for (const { message } of ssl.validation_errors ?? [])
          if (message.includes("caa_error")) expect(message).toContain(hostname.replace("*.", ""));
      }),
      { seed: 42 },
    );
  });

  it.each(SEEDS)("what always fails shrinks to the payload of seed 0 (fast-check seed %i)", (seed) => {
    const { counterexample } = fc.check(
      fc.property(arbitraryPayload(cloudflare, FAILED), () => false),
      { seed },
    );
    expect(counterexample).toEqual([buildPayload(cloudflare, FAILED)]);
  });

  it.each(SEEDS)(
    "what one field causes shrinks to a payload in which only that is drawn (fast-check seed %i)",
    (seed) => {
      const plain = buildPayload(cloudflare, FAILED);
      const { failed, counterexample } = fc.check(
        fc.property(arbitraryPayload(cloudflare, FAILED), ({ data }) => data.ssl.id === plain.data.ssl.id),
        { seed },
      );
      expect(failed).toBe(true);
      // The cname of a certificate follows from its id.
      expect(differences(counterexample?.[0], plain)).toEqual(["/data/ssl/cname", "/data/ssl/id"]);
    },
  );

  it.each(SEEDS)("what any event but the first causes shrinks to another plain one (fast-check seed %i)", (seed) => {
    const [first] = cloudflare.eventTypes;
    const { counterexample } = fc.check(
      fc.property(arbitraryPayload(cloudflare), ({ metadata }) => metadata.event.type === first),
      { seed },
    );
    const [payload] = counterexample ?? [];
    const type = payload?.metadata.event.type as typeof FAILED;
    expect(payload).toEqual(buildPayload(cloudflare, type));
  });
});

const typesOf = (deliveries: readonly Delivery[]): (string | undefined)[] =>
  deliveries.map(({ eventType }) => eventType?.replace("ssl.custom_hostname_certificate.", ""));

const namesOf = (deliveries: readonly Delivery[]): string[] =>
  deliveries.flatMap(({ faults }) => faults.map((fault) => fault.split(":")[0] ?? ""));

const shrunk = (
  arbitrary: fc.Arbitrary<Delivery[]>,
  holds: (deliveries: Delivery[]) => boolean,
  seed: number,
): Delivery[] => {
  const { counterexample } = fc.check(fc.property(arbitrary, holds), { seed, numRuns: 500 });
  if (!counterexample) throw new Error("the planted property holds");
  return counterexample[0];
};

describe("arbitraryDeliveries", () => {
  it("every fault and every lifecycle comes", () => {
    const [faults, lengths] = [new Set<string>(), new Set<number>()];
    for (const deliveries of fc.sample(arbitraryDeliveries(cloudflare, { secret: SECRET }), {
      numRuns: 300,
      seed: 42,
    })) {
      for (const name of namesOf(deliveries)) faults.add(name);
      lengths.add(deliveries.length);
    }
    expect([...faults].sort()).toEqual([...faultNames].sort());
    expect(lengths.size).toBeGreaterThan(8);
  });

  it("faults that cannot happen are left out", () => {
    const names = fc.sample(arbitraryDeliveries(cloud66), { numRuns: 300, seed: 42 }).flatMap(namesOf);
    expect(names).not.toContain("orphan");
    expect(names).not.toContain("wrong-secret");
    expect(names).toContain("duplicate");
  });

  it("the lifecycle, the faults and what is sent can be given", () => {
    const options = { lifecycle: "renewal", faults: [], secret: SECRET, run: 9, envelope: "notification" } as const;
    for (const deliveries of fc.sample(arbitraryDeliveries(cloudflare, options), { numRuns: 20, seed: 42 })) {
      const whole = buildLifecycle(cloudflare, "renewal").steps.map(({ eventType }) => eventType);
      expect(deliveries.map(({ eventType }) => eventType)).toEqual(whole.slice(0, deliveries.length));
      expect(namesOf(deliveries)).toEqual([]);
      expect(deliveries[0]?.headers).toMatchObject({ "cf-webhook-auth": SECRET });
    }
    const twice = arbitraryDeliveries(cloudflare, { faults: ["duplicate:times=2"], maxFaults: 1 });
    const faults = new Set(
      fc.sample(twice, { numRuns: 50, seed: 42 }).flatMap((all) => all.flatMap((one) => one.faults)),
    );
    expect(faults.size).toBeGreaterThan(2);
    for (const fault of faults) expect(fault).toMatch(/^duplicate:at=\d+;times=2$/);
  });

  it("an unknown fault is said at once", async () => {
    const told = await thrownBy(() => arbitraryDeliveries(cloudflare, { faults: ["duplicat"] }));
    expect(told.code).toBe("unknown-name");
  });

  it.each(SEEDS)(
    "what always fails shrinks to the first event of seed 0, without faults (fast-check seed %i)",
    (seed) => {
      const [delivery, ...others] = shrunk(arbitraryDeliveries(cloudflare), () => false, seed);
      expect(others).toEqual([]);
      expect(delivery?.payload).toEqual(buildLifecycle(cloudflare, "issuance").steps[0]?.payload);
      expect(delivery?.faults).toEqual([]);
    },
  );

  it.each(SEEDS)("what a repeated event causes shrinks to one event, sent twice (fast-check seed %i)", (seed) => {
    const unique = (all: Delivery[]) => new Set(all.map(({ body }) => body)).size === all.length;
    const found = shrunk(arbitraryDeliveries(cloudflare), unique, seed);
    expect(found.map(({ faults }) => faults)).toEqual([[], ["duplicate:at=1;times=1"]]);
  });

  it.each(SEEDS)("what one event causes shrinks to the shortest way to it (fast-check seed %i)", (seed) => {
    const found = shrunk(
      arbitraryDeliveries(cloudflare, { lifecycle: "full" }),
      (all) => !typesOf(all).includes("renewal.succeeded"),
      seed,
    );
    const whole = typesOf(buildLifecycle(cloudflare, "full").steps as unknown as Delivery[]);
    expect(typesOf(found)).toEqual(whole.slice(0, whole.indexOf("renewal.succeeded") + 1));
    expect(namesOf(found)).toEqual([]);
  });

  it("a receiver in which the last write wins is found out by at most three deliveries", async () => {
    const arbitrary = arbitraryDeliveries(cloudflare, { faults: ["reorder", "duplicate"], maxFaults: 2 });
    const property = fc.asyncProperty(arbitrary, async (deliveries) => {
      let [state, newest] = ["", { at: 0, state: "" }];
      const receive = async (request: Request): Promise<Response> => {
        const { metadata, data } = (await request.json()) as {
          metadata: { event: { created_at: string } };
          data: { ssl: { status: string } };
        };
        const at = Date.parse(metadata.event.created_at);
        if (at > newest.at) newest = { at, state: data.ssl.status };
        state = data.ssl.status;
        return new Response(null, { status: 204 });
      };
      await deliver(deliveries, receive);
      return state === newest.state;
    });
    const { failed, counterexample } = await fc.check(property, { seed: 42 });
    expect(failed).toBe(true);
    expect(counterexample?.[0].length).toBeLessThanOrEqual(3);
    expect(typesOf(counterexample?.[0] ?? [])).toEqual(["issuance.succeeded", "validation.succeeded"]);
  });

  it("a correct receiver answers all of them", async () => {
    const faults = ["duplicate", "drop", "reorder", "delay", "orphan", "overlap"];
    await fc.assert(
      fc.asyncProperty(arbitraryDeliveries(cloudflare, { secret: SECRET, faults }), async (deliveries) => {
        const exchanges = await deliver(deliveries, createCloudflareReceiver().fetch);
        expect(exchanges.map(({ response }) => response?.status)).toEqual(deliveries.map(() => 204));
      }),
      { seed: 42 },
    );
  });

  it("a counterexample shows events and faults, not bytes", () => {
    const [deliveries = []] = fc.sample(
      arbitraryDeliveries(cloudflare, { lifecycle: "issuance", faults: ["duplicate:1"] }),
      { numRuns: 1, seed: 5 },
    );
    expect(fc.stringify(deliveries)).toMatchInlineSnapshot(`
      "4 deliveries of issuance, seed 27, run 0
        1. ssl.custom_hostname_certificate.validation.succeeded
        2. ssl.custom_hostname_certificate.validation.succeeded [duplicate:at=1;times=1]
        3. ssl.custom_hostname_certificate.issuance.succeeded
        4. ssl.custom_hostname_certificate.deployment.succeeded"
    `);
  });
});
