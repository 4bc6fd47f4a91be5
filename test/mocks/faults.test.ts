import fc from "fast-check";
import {
  buildDeliveries,
  buildLifecycle,
  type Delivery,
  duplicate,
  type Fault,
  formatFault,
  parseFault,
  reorder,
} from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
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

const both: { name: string; make: () => Fault }[] = [
  { name: "duplicate", make: () => duplicate() },
  { name: "reorder", make: () => reorder() },
];

it.each(both)("$name chooses the same under the same seed, and not always the same", ({ make }) => {
  const chosen = Array.from({ length: 20 }, (_, seed) => {
    const lifecycle = buildLifecycle(cloudflare, "renewal-failure", { seed });
    const faults = buildDeliveries(lifecycle, { faults: [make()] }).flatMap((delivery) => delivery.faults);
    expect(buildDeliveries(lifecycle, { faults: [make()] }).flatMap((delivery) => delivery.faults)).toEqual(faults);
    return faults[0];
  });
  expect(new Set(chosen).size).toBeGreaterThan(3);
});

it.each(both)("what the seed chose for $name is recorded, and replaying it gives the same deliveries", ({ make }) => {
  fc.assert(
    fc.property(anyLifecycle, (lifecycle) => {
      const drawn = buildDeliveries(lifecycle, { faults: [make()] });
      const [recorded] = new Set(drawn.flatMap(({ faults }) => faults));
      expect(recorded).toBeDefined();
      expect(buildDeliveries(lifecycle, { faults: [parseFault(recorded ?? "")] })).toEqual(drawn);
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
  for (const fault of [duplicate({ at: 1 }), reorder({ order: [3, 2, 1] })])
    fault.apply(
      deliveries,
      fault.choose(deliveries, () => 0),
    );
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
])("$name with $arguments does not fit three deliveries, and the error says what would", async (fault) => {
  const error = await thrownBy(() => buildDeliveries(buildLifecycle(cloudflare, "issuance"), { faults: [fault] }));
  expect(error.code).toBe("invalid-option");
  expect(error.message).toMatch(/^\[hookwright\] Failed to apply (duplicate|reorder): .+ 3 deliveries\. (Give|Name) /);
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
