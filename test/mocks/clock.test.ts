import fc from "fast-check";
import { expect, it } from "vitest";
import { type Clock, createClock, type Duration } from "../../mocks/clock.ts";
import { thrownBy } from "../support/thrown.ts";

const START = Date.UTC(2026, 0, 1);

/** A clock whose tasks note their names. */
const noting = (): { clock: Clock; ran: string[]; at: (due: number, name: string, owner?: unknown) => void } => {
  const clock = createClock(START);
  const ran: string[] = [];
  const at = (due: number, name: string, owner: unknown = name) =>
    clock.schedule(START + due, owner, async () => {
      await Promise.resolve();
      ran.push(name);
    });
  return { clock, ran, at };
};

it("time stands until it is advanced, and then by just that much", async () => {
  const clock = createClock(START);
  expect(clock.now()).toEqual(new Date(START));
  await clock.advance({ days: 1, hours: 2, minutes: 3, seconds: 4 });
  expect(clock.now()).toEqual(new Date("2026-01-02T02:03:04Z"));
});

it("tasks run in the order in which they come due, those due at once in the order of scheduling", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(10), { maxLength: 30 }), async (dues) => {
      const { clock, ran, at } = noting();
      for (const [i, due] of dues.entries()) at(due * 1000, String(i));
      await clock.advance({ seconds: 10 });
      const sorted = dues.map((due, i) => ({ due, i })).sort((a, b) => a.due - b.due || a.i - b.i);
      expect(ran).toEqual(sorted.map(({ i }) => String(i)));
    }),
  );
});

it("a task sees its own due time as now, and the time after an advance is its end", async () => {
  const clock = createClock(START);
  const seen: number[] = [];
  for (const due of [1000, 5000])
    clock.schedule(START + due, null, async () => void seen.push(clock.now().getTime() - START));
  await clock.advance({ seconds: 9 });
  expect(seen).toEqual([1000, 5000]);
  expect(clock.now().getTime() - START).toBe(9000);
});

it("what comes due later waits for a later advance", async () => {
  const { clock, ran, at } = noting();
  at(1000, "first");
  at(1001, "second");
  await clock.advance({ seconds: 1 });
  expect(ran).toEqual(["first"]);
  await clock.advance({ seconds: 1 });
  expect(ran).toEqual(["first", "second"]);
});

it("what a task schedules runs in its turn, within the same advance", async () => {
  const { clock, ran, at } = noting();
  clock.schedule(START + 1000, null, async () => {
    ran.push("scheduler");
    at(2000, "between");
    at(500, "overdue");
    at(99_000, "too late");
  });
  at(3000, "last");
  await clock.advance({ seconds: 5 });
  expect(ran).toEqual(["scheduler", "overdue", "between", "last"]);
});

it("an overdue task does not set the time back", async () => {
  const clock = createClock(START);
  await clock.advance({ seconds: 10 });
  let seen = 0;
  clock.schedule(START, null, async () => {
    seen = clock.now().getTime() - START;
  });
  await clock.advance({ seconds: 0 });
  expect(seen).toBe(10_000);
});

it("each task is awaited before the next", async () => {
  const clock = createClock(START);
  let running = 0;
  let most = 0;
  for (const due of [1, 1, 2])
    clock.schedule(START + due, null, async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running--;
    });
  await clock.advance({ seconds: 1 });
  expect(most).toBe(1);
});

it("cancelling drops what is to come for one owner only", async () => {
  const { clock, ran, at } = noting();
  at(1000, "kept", 1);
  at(2000, "dropped", 2);
  at(3000, "kept, too", 1);
  clock.cancel(2);
  await clock.advance({ seconds: 5 });
  expect(ran).toEqual(["kept", "kept, too"]);
});

it("an advance within an advance is refused as busy, and the outer one goes on", async () => {
  const clock = createClock(START);
  let code = "";
  clock.schedule(START + 1000, null, async () => {
    code = (await thrownBy(() => clock.advance({ seconds: 1 }))).code;
  });
  await clock.advance({ seconds: 2 });
  expect(code).toBe("busy");
  expect(clock.now().getTime()).toBe(START + 2000);
});

it("a concurrent advance is refused as busy", async () => {
  const { clock, at } = noting();
  at(1000, "slow");
  const first = clock.advance({ seconds: 1 });
  expect((await thrownBy(() => clock.advance({ seconds: 1 }))).code).toBe("busy");
  await first;
});

it("after a task that throws the clock can advance again, and what was to come still comes", async () => {
  const { clock, ran, at } = noting();
  clock.schedule(START + 1000, null, () => Promise.reject(new RangeError("bad task")));
  at(2000, "next");
  await expect(clock.advance({ seconds: 5 })).rejects.toThrow("bad task");
  await clock.advance({ seconds: 5 });
  expect(ran).toEqual(["next"]);
});

it.each<Duration>([
  { days: -1 },
  { seconds: Number.NaN },
  { hours: Number.POSITIVE_INFINITY },
  { weeks: 1 } as Duration,
  { hours: 1, minutes: -90 },
])("a duration of %j is refused, and no time passes", async (duration) => {
  const clock = createClock(START);
  const error = await thrownBy(() => clock.advance(duration));
  expect(error.code).toBe("invalid-option");
  expect(error.message).toContain("Give days, hours, minutes or seconds from 0 on.");
  expect(clock.now().getTime()).toBe(START);
});

it("reset sets the time back and forgets what was to come", async () => {
  const { clock, ran, at } = noting();
  at(5000, "forgotten");
  await clock.advance({ seconds: 1 });
  clock.reset();
  expect(clock.now().getTime()).toBe(START);
  await clock.advance({ days: 1 });
  expect(ran).toEqual([]);
});
