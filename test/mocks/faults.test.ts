import fc from "fast-check";
import {
  type Auth,
  buildDeliveries,
  buildLifecycle,
  corrupt,
  type Delivery,
  delay,
  drop,
  duplicate,
  type Fault,
  formatFault,
  type Lifecycle,
  orphan,
  overlap,
  parseFault,
  reorder,
  validatePayload,
  wrongSecret,
} from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { faultNames } from "../../mocks/parse-fault.ts";
import { wireOf } from "../../mocks/wire.ts";
import { getAt } from "../../schemas/pointer.ts";
import { thrownBy } from "../support/thrown.ts";

const lifecycles = ["issuance", "issuance-without-validation", "renewal", "deletion-failure", "full"] as const;

const anyLifecycle = fc
  .record({ name: fc.constantFrom(...lifecycles), seed: fc.nat(1000) })
  .map(({ name, seed }) => buildLifecycle(cloudflare, name, { seed }));

const steps = (deliveries: readonly Delivery[]) => deliveries.map(({ step }) => step);

const firstSteps = (deliveries: readonly Delivery[]) => [...new Set(steps(deliveries))];

const sorted = (numbers: readonly (number | undefined)[]) => [...numbers].sort((a, b) => Number(a) - Number(b));

it("duplicate lengthens by times, and the firsts keep their order", () => {
  fc.assert(
    fc.property(anyLifecycle, fc.integer({ min: 1, max: 4 }), (lifecycle, times) => {
      const before = buildDeliveries(lifecycle);
      const after = buildDeliveries(lifecycle, { faults: [duplicate({ times })] });
      expect(after).toHaveLength(before.length + times);
      expect(firstSteps(after)).toEqual(steps(before));
    }),
    { numRuns: 50 },
  );
});

it("a duplicate follows its original and equals it byte for byte", () => {
  fc.assert(
    fc.property(anyLifecycle, (lifecycle) => {
      const deliveries = buildDeliveries(lifecycle, { secret: "s3cret", faults: [duplicate()] });
      const at = deliveries.findIndex(({ faults }) => faults.length > 0);
      const { faults, ...copy } = deliveries[at] as Delivery;
      const { faults: none, ...original } = deliveries[at - 1] as Delivery;
      expect(copy).toEqual(original);
      expect([none.length, faults.length]).toEqual([0, 1]);
    }),
    { numRuns: 50 },
  );
});

it("reorder permutes, and changes something wherever there are two or more", () => {
  fc.assert(
    fc.property(anyLifecycle, (lifecycle) => {
      const before = buildDeliveries(lifecycle);
      const after = buildDeliveries(lifecycle, { faults: [reorder()] });
      expect(sorted(steps(after))).toEqual(steps(before));
      expect(steps(after)).not.toEqual(steps(before));
    }),
    { numRuns: 100 },
  );
});

it("reordered deliveries still come due in the order in which they are sent", () => {
  fc.assert(
    fc.property(anyLifecycle, (lifecycle) => {
      const due = (deliveries: readonly Delivery[]) => deliveries.map((delivery) => delivery.due.getTime());
      expect(due(buildDeliveries(lifecycle, { faults: [reorder()] }))).toEqual(due(buildDeliveries(lifecycle)));
    }),
    { numRuns: 50 },
  );
});

it("a single delivery cannot be reordered and stays as it is", () => {
  const [eventType] = cloudflare.eventTypes;
  const lifecycle = buildLifecycle(cloudflare, [eventType as never], { illegal: true });
  expect(buildDeliveries(lifecycle, { faults: [reorder()] })).toEqual(buildDeliveries(lifecycle));
});

const secret = "s3cret";
const every = faultNames.map((name) => ({ name, make: () => parseFault(name) }));
const rest = (delivery: Delivery | undefined, ...fields: (keyof Delivery)[]) =>
  Object.fromEntries(Object.entries(delivery ?? {}).filter(([field]) => !["faults", ...fields].includes(field)));

/** The places at which two lists of deliveries of one length differ, faults aside. */
const changed = (before: readonly Delivery[], after: readonly Delivery[]): number[] =>
  before.flatMap((one, i) => (JSON.stringify(rest(one)) === JSON.stringify(rest(after[i])) ? [] : [i]));

// Name to what it does to the deliveries of any lifecycle, under whatever was drawn.
const LAWS: Readonly<Record<string, (before: readonly Delivery[], after: readonly Delivery[]) => void>> = {
  drop: (before, after) => {
    expect(after).toHaveLength(before.length - 1);
    expect(steps(after)).toEqual(steps(before).filter((step) => steps(after).includes(step)));
  },
  delay: (before, after) => {
    expect(sorted(steps(after))).toEqual(steps(before));
    const due = after.map((delivery) => delivery.due.getTime());
    expect(due).toEqual([...due].sort((a, b) => a - b));
    const late = after.filter(({ faults }) => faults.length > 0);
    expect(late).toHaveLength(1);
    const punctual = before.find(({ step }) => step === late[0]?.step);
    expect(rest(late[0], "due")).toEqual(rest(punctual, "due"));
    expect(late[0]?.due.getTime()).toBeGreaterThan(punctual?.due.getTime() ?? 0);
  },
  orphan: (before, after) => {
    const [at = -1, ...others] = changed(before, after);
    expect(others).toEqual([]);
    expect(after[at]?.subject).toBeUndefined();
    expect(validatePayload(cloudflare, after[at]?.payload)).toEqual([]);
    for (const pointer of cloudflare.definition.orphan ?? [])
      expect(getAt(after[at]?.payload, pointer)).toBeUndefined();
    expect(getAt(after[at]?.payload, "/data/ssl/id")).not.toBe(getAt(before[at]?.payload, "/data/ssl/id"));
    expect(JSON.parse(new TextDecoder().decode(after[at]?.body))).toEqual(after[at]?.payload);
  },
  overlap: (before, after) => {
    const [at = -1, ...others] = changed(before, after);
    expect(others).toEqual([]);
    expect(after[at]).toMatchObject({ ...rest(before[at], "due"), overlaps: true, due: before[at - 1]?.due });
  },
  corrupt: (before, after) => {
    const [at = -1, ...others] = changed(before, after);
    expect(others).toEqual([]);
    expect(rest(after[at], "body")).toEqual(rest(before[at], "body", "payload"));
    expect(after[at]?.body).not.toEqual(before[at]?.body);
  },
  "wrong-secret": (before, after) => {
    const [at = -1, ...others] = changed(before, after);
    expect(others).toEqual([]);
    expect(rest(after[at], "headers")).toEqual(rest(before[at], "headers"));
    expect(after[at]?.headers["cf-webhook-auth"]).not.toBe(secret);
    expect(after[at]?.headers["content-type"]).toBe("application/json");
  },
};

it.each(Object.keys(LAWS))("%s keeps its law, whatever is drawn", (name) => {
  fc.assert(
    fc.property(anyLifecycle, (lifecycle) => {
      const after = buildDeliveries(lifecycle, { secret, faults: [parseFault(name)] });
      LAWS[name]?.(buildDeliveries(lifecycle, { secret }), after);
    }),
    { numRuns: 100 },
  );
});

it("every fault has a law of its own", () => {
  expect([...Object.keys(LAWS), "duplicate", "reorder"].sort()).toEqual([...faultNames].sort());
});

it("a delivery that is damaged on the way was signed before", () => {
  const auth: Auth = { kind: "hmac", header: "x-signature" };
  const lifecycle = buildLifecycle(cloudflare, "issuance");
  const [intact] = buildDeliveries(lifecycle, { secret, auth });
  const [damaged] = buildDeliveries(lifecycle, {
    secret,
    auth,
    faults: [corrupt({ at: 1, how: "truncate", byte: 9 })],
  });
  expect(damaged?.headers).toEqual(intact?.headers);
  expect(damaged?.body).toEqual(intact?.body.slice(0, 9));
});

it("an orphan is signed anew", () => {
  const auth: Auth = { kind: "hmac", header: "x-signature" };
  const lifecycle = buildLifecycle(cloudflare, "issuance");
  const [named] = buildDeliveries(lifecycle, { secret, auth });
  const [unnamed] = buildDeliveries(lifecycle, { secret, auth, faults: [orphan({ at: 1 })] });
  expect(unnamed?.headers["x-signature"]).not.toBe(named?.headers["x-signature"]);
});

it.each(every)("$name chooses the same under the same seed, and not always the same", ({ make }) => {
  const chosen = Array.from({ length: 20 }, (_, seed) => {
    const lifecycle = buildLifecycle(cloudflare, "renewal-failure", { seed });
    const build = () => buildDeliveries(lifecycle, { secret, faults: [make()] }).flatMap(({ faults: made }) => made);
    const faults = build();
    expect(build()).toEqual(faults);
    return faults[0];
  });
  expect(new Set(chosen).size).toBeGreaterThan(3);
});

it.each(every)("what the seed chose for $name is recorded, and replaying it gives the same deliveries", ({ make }) => {
  fc.assert(
    fc.property(anyLifecycle, (lifecycle) => {
      const drawn = buildDeliveries(lifecycle, { secret, faults: [make()] });
      const [recorded] = new Set(drawn.flatMap(({ faults }) => faults));
      expect(recorded).toBeDefined();
      expect(buildDeliveries(lifecycle, { secret, faults: [parseFault(recorded ?? "")] })).toEqual(drawn);
    }),
    { numRuns: 50 },
  );
});

const anyFault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ at: fc.integer({ min: 1 }), times: fc.integer({ min: 1 }) }, { requiredKeys: [] }).map(duplicate),
  fc
    .record(
      {
        order: fc.integer({ min: 1, max: 9 }).chain((n) =>
          fc.shuffledSubarray(
            Array.from({ length: n }, (_, i) => i + 1),
            { minLength: n },
          ),
        ),
      },
      { requiredKeys: [] },
    )
    .map(reorder),
  fc.record({ at: fc.integer({ min: 1 }) }, { requiredKeys: [] }).map(drop),
  fc.record({ at: fc.integer({ min: 1 }) }, { requiredKeys: [] }).map(orphan),
  fc.record({ at: fc.integer({ min: 1 }) }, { requiredKeys: [] }).map(overlap),
  fc
    .record({ at: fc.integer({ min: 1 }), by: fc.nat(10_000).map((n) => `PT${n + 1}S`) }, { requiredKeys: [] })
    .map(delay),
  fc
    .record(
      { at: fc.integer({ min: 1 }), how: fc.constantFrom("truncate", "flip"), byte: fc.nat() },
      { requiredKeys: [] },
    )
    .map(corrupt),
  fc
    .record({ at: fc.integer({ min: 1 }), how: fc.constantFrom("absent", "prefix", "latin-1") }, { requiredKeys: [] })
    .map(wrongSecret),
);

it("formatFault and parseFault are inverse", () => {
  fc.assert(
    fc.property(anyFault, (fault) => {
      const text = formatFault(fault);
      expect(formatFault(parseFault(text))).toBe(text);
      expect(parseFault(text).name).toBe(fault.name);
      expect(parseFault(text).arguments).toEqual(fault.arguments);
    }),
  );
});

it.each([
  { text: "duplicate", formatted: "duplicate" },
  { text: "duplicate:2", formatted: "duplicate:at=2" },
  { text: "duplicate:2;times=3", formatted: "duplicate:at=2;times=3" },
  { text: "duplicate:times=3", formatted: "duplicate:times=3" },
  { text: "reorder:2,1,3", formatted: "reorder:order=2,1,3" },
  { text: "reorder:order=2,1", formatted: "reorder:order=2,1" },
])("$text is read as $formatted", ({ text, formatted }) => {
  expect(formatFault(parseFault(text))).toBe(formatted);
});

it("several faults are applied in their order, each choosing for itself", () => {
  const lifecycle = buildLifecycle(cloudflare, "issuance");
  const both = buildDeliveries(lifecycle, { faults: [duplicate({ at: 1 }), reorder({ order: [4, 3, 2, 1] })] });
  expect(steps(both)).toEqual([3, 2, 1, 1]);
  expect(both.at(-2)?.faults).toEqual(["duplicate:at=1;times=1", "reorder:order=4,3,2,1"]);
});

it("a fault changes none of the deliveries that it is given", () => {
  const deliveries = buildDeliveries(buildLifecycle(cloudflare, "issuance"));
  const before = structuredClone(deliveries);
  const wire = wireOf(buildLifecycle(cloudflare, "issuance") as unknown as Lifecycle, { secret });
  for (const name of faultNames) {
    const fault = parseFault(name);
    fault.apply(
      deliveries,
      fault.choose(deliveries, () => 0, wire),
      wire,
    );
  }
  expect(deliveries).toEqual(before);
});

it.each([
  duplicate({ at: 4 }),
  duplicate({ at: 0 }),
  duplicate({ at: 1.5 }),
  duplicate({ at: 1, times: 0 }),
  duplicate({ at: 1, times: 0.5 }),
  reorder({ order: [1, 2] }),
  reorder({ order: [1, 2, 2] }),
  reorder({ order: [1, 2, 4] }),
  reorder({ order: [] }),
  drop({ at: 4 }),
  delay({ at: 4 }),
  overlap({ at: 4 }),
  orphan({ at: 4 }),
  corrupt({ at: 4 }),
  corrupt({ at: 1, byte: 1e6 }),
  corrupt({ at: 1, how: "burn" as "flip" }),
  wrongSecret({ at: 1 }),
])("$name with $arguments does not fit three deliveries, and the error says what would", async (fault) => {
  const error = await thrownBy(() => buildDeliveries(buildLifecycle(cloudflare, "issuance"), { faults: [fault] }));
  expect(error.code).toBe("invalid-option");
  expect(error.message).toMatch(/^\[hookwright\] Failed to apply [a-z-]+: .+\. (Give|Name) /);
});

it.each([
  { text: "duplicat:2", nearest: "duplicate" },
  { text: "re-order", nearest: "reorder" },
  { text: "constructor", nearest: "" },
])("the unknown fault $text is refused with the known ones, nearest first", async ({ text, nearest }) => {
  const error = await thrownBy(() => parseFault(text));
  expect(error.code).toBe("unknown-name");
  expect(error.message).toContain(`Known, nearest first: ${nearest}`);
});

it("an unknown argument is refused with the known ones", async () => {
  const error = await thrownBy(() => parseFault("duplicate:time=2"));
  expect(error).toMatchObject({ code: "unknown-name" });
  expect(error.message).toContain('"time". Known, nearest first: times, at');
});

it.each([
  "duplicate:0",
  "duplicate:-1",
  "duplicate:x",
  "duplicate:at=",
  "duplicate:1;times=1.5",
  "reorder:1,,2",
  "reorder:a",
  "reorder:1=2=3",
])("%s is no fault", async (text) => {
  expect(["invalid-option", "unknown-name"]).toContain((await thrownBy(() => parseFault(text))).code);
});
