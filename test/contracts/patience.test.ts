import { expect, it } from "vitest";
import { createPatience } from "../../contracts/session/patience.ts";

it("a state is waited for as long as settle says", () => {
  expect(createPatience(1000).limit()).toBe(1000);
});

it("who was never as expected is not waited for a fourth time, until a state is", () => {
  const patience = createPatience(1000);
  for (let i = 0; i < 3; i++) patience.waited();
  expect(patience.limit()).toBe(0);
  patience.learn(5);
  expect(patience.limit()).toBe(1000);
});

it("a wrong state after a right one is waited for each time", () => {
  const patience = createPatience(1000);
  patience.learn(0);
  for (let i = 0; i < 9; i++) patience.waited();
  expect(patience.limit()).toBe(1000);
});

it("as long as no lag is known, work may take as long as settle says", () => {
  const patience = createPatience(1000);
  expect(patience.rest()).toBe(1000);
});

it("in a hurry ten times the lag is waited, and fifty milliseconds at least", async () => {
  const patience = createPatience(1000);
  const limits = [await patience.hurried(async () => patience.limit())];
  patience.learn(20);
  limits.push(await patience.hurried(async () => patience.limit()), patience.limit());
  expect(limits).toEqual([50, 200, 1000]);
});

it("work is done after three times the lag, or settle", () => {
  const patience = createPatience(100);
  patience.learn(20);
  expect(patience.rest()).toBe(60);
  patience.learn(90);
  expect(patience.rest()).toBe(100);
});
