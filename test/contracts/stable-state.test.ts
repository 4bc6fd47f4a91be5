import fc from "fast-check";
import { expect, it } from "vitest";
import { stableState } from "../../contracts/stable-state.ts";

const SINCE = Date.now() - 1000;
const now = (): Date => new Date();

it("the order of keys does not matter, that of items does", () => {
  expect(stableState({ a: 1, b: { c: 2, d: 3 } }, SINCE)).toBe(stableState({ b: { d: 3, c: 2 }, a: 1 }, SINCE));
  expect(stableState([1, 2], SINCE)).not.toBe(stableState([2, 1], SINCE));
});

it.each([
  { form: "an ISO 8601 text", of: (date: Date) => date.toISOString() },
  {
    form: "an ISO 8601 text with an offset",
    of: (date: Date) => new Date(date.getTime() + 7_200_000).toISOString().replace("Z", "+02:00"),
  },
  { form: "milliseconds since 1970", of: (date: Date) => date.getTime() },
  { form: "seconds since 1970", of: (date: Date) => Math.ceil(date.getTime() / 1000) },
  { form: "seconds since 1970 with a fraction", of: (date: Date) => date.getTime() / 1000 },
])("an instant of this run as $form says when the receiver worked, and is left out", ({ of }) => {
  const [earlier, later] = [new Date(SINCE + 10), new Date(SINCE + 900)];
  expect(stableState({ status: "active", updated_at: of(earlier) }, SINCE)).toBe(
    stableState({ status: "active", updated_at: of(later) }, SINCE),
  );
});

it("an instant before this run is state", () => {
  expect(stableState({ at: "2020-01-01T00:00:00Z" }, SINCE)).not.toBe(
    stableState({ at: "2020-01-02T00:00:00Z" }, SINCE),
  );
  expect(stableState({ at: 1_577_836_800 }, SINCE)).not.toBe(stableState({ at: 1_577_836_801 }, SINCE));
});

it("an instant of this run that comes or goes is a change", () => {
  expect(stableState({ seen: null }, SINCE)).not.toBe(stableState({ seen: now().toISOString() }, SINCE));
});

it("counters, words and the number of items are state", () => {
  expect(stableState({ events: 1 }, SINCE)).not.toBe(stableState({ events: 2 }, SINCE));
  expect(stableState({ status: "active" }, SINCE)).not.toBe(stableState({ status: "deleted" }, SINCE));
  expect(stableState({ log: [now().toISOString()] }, SINCE)).not.toBe(
    stableState({ log: [now().toISOString(), now().toISOString()] }, SINCE),
  );
});

it("nothing known differs from null and from an empty object", () => {
  expect(new Set([undefined, null, {}, []].map((observed) => stableState(observed, SINCE))).size).toBe(4);
});

it("what has no instant is compared whole", () => {
  const small = fc.jsonValue().filter((value) => !/\d/.test(JSON.stringify(value)));
  fc.assert(
    fc.property(small, small, (a, b) => {
      const same = stableState(a, SINCE) === stableState(b, SINCE);
      expect(same).toBe(JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b)));
    }),
  );
});

const sortKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sortKeys(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};
