import { expect, it } from "vitest";
import { startWait } from "../../contracts/session/wait.ts";
import { elapsedMs } from "../../mocks/sending/real-time.ts";

it("what keeps this process from waking up in time is not waited", async () => {
  const [wait, began] = [startWait(), elapsedMs()];
  const nap = wait.nap();
  while (elapsedMs() - began < 300); // busy
  await nap;
  const waited = wait.elapsed();
  expect(elapsedMs() - began - waited).toBeGreaterThan(250);
});

it("naps are waited", async () => {
  const wait = startWait();
  for (let naps = 0; naps < 5; naps++) await wait.nap();
  expect(wait.elapsed()).toBeGreaterThan(15);
});
