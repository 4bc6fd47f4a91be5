import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, it } from "vitest";
import { hasMoved, lookTwice } from "../../contracts/session/stable-state.ts";

const SINCE = Date.now() - 1000;
const now = (): Date => new Date();

/** Whether a state that was seen twice alike has moved. */
const moved = async (before: unknown, after: unknown): Promise<boolean> =>
  hasMoved(await lookTwice(async () => before, SINCE), after, SINCE);

it("the order of keys does not matter, that of items does", async () => {
  expect(await moved({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toBe(false);
  expect(await moved([1, 2], [2, 1])).toBe(true);
});

it.each([
  { form: "an ISO 8601 text", of: (date: Date) => date.toISOString() },
  { form: "an ISO 8601 text with whole seconds", of: (date: Date) => `${date.toISOString().slice(0, 19)}Z` },
  {
    form: "an ISO 8601 text with an offset",
    of: (date: Date) => new Date(date.getTime() + 7_200_000).toISOString().replace("Z", "+02:00"),
  },
  { form: "milliseconds since 1970", of: (date: Date) => date.getTime() },
  { form: "seconds since 1970", of: (date: Date) => Math.floor(date.getTime() / 1000) },
  { form: "seconds since 1970 with a fraction", of: (date: Date) => date.getTime() / 1000 },
])("an instant of this run as $form says when the receiver worked, and is left out", async ({ of }) => {
  const [earlier, later] = [new Date(SINCE + 10), new Date(SINCE + 900)];
  expect(await moved({ status: "active", at: of(earlier) }, { status: "active", at: of(later) })).toBe(false);
});

it("an instant before this run is state", async () => {
  expect(await moved({ at: "2020-01-01T00:00:00Z" }, { at: "2020-01-02T00:00:00Z" })).toBe(true);
  expect(await moved({ at: 1_577_836_800 }, { at: 1_577_836_801 })).toBe(true);
});

it("an instant of this run that comes or goes is a change", async () => {
  expect(await moved({ seen: null }, { seen: now().toISOString() })).toBe(true);
});

it("counters, words and the number of items are state", async () => {
  expect(await moved({ events: 1 }, { events: 2 })).toBe(true);
  expect(await moved({ status: "active" }, { status: "deleted" })).toBe(true);
  expect(await moved({ log: [now().toISOString()] }, { log: [now().toISOString(), now().toISOString()] })).toBe(true);
});

it("what changes by itself, such as an uptime, is no state; what stands beside it is", async () => {
  let uptime = 0;
  const look = async (status: string): Promise<unknown> => ({ status, uptime: uptime++ });
  const before = await lookTwice(() => look("active"), SINCE);
  expect(hasMoved(before, await look("active"), SINCE)).toBe(false);
  expect(hasMoved(before, await look("deleted"), SINCE)).toBe(true);
});

it("nothing known differs from null, from an empty object and from an empty list", async () => {
  const states = [undefined, null, {}, []];
  for (const before of states) for (const after of states) expect(await moved(before, after)).toBe(before !== after);
});

it("what has no instant is compared whole", async () => {
  const small = fc.jsonValue().filter((value) => !/\d/.test(JSON.stringify(value)));
  await fc.assert(
    fc.asyncProperty(small, small, async (a, b) => {
      expect(await moved(a, b)).toBe(!isDeepStrictEqual(a, b));
    }),
  );
});
