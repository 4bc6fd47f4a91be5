import { buildDeliveries, buildLifecycle, type Delivery, deliver, deliverEach, overlap } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { thrownBy } from "../support/thrown.ts";

const issuance = buildLifecycle(cloudflare, "issuance");
const ok = () => new Response(null, { status: 204 });

/** A receiver that knows how many requests it had at once. */
const counting = () => {
  let [open, most] = [0, 0];
  const receive = async () => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setTimeout(resolve, 5));
    open--;
    return ok();
  };
  return { receive, most: () => most };
};

it("deliveries of one subject never overlap, unless a fault says so", async () => {
  const [plain, faulty] = [counting(), counting()];
  await deliver(issuance, plain.receive);
  await deliver(issuance, faulty.receive, { faults: [overlap({ at: 2 })] });
  expect([plain.most(), faulty.most()]).toEqual([1, 2]);
});

it("what comes after two that overlap waits for both", async () => {
  const finished: (number | undefined)[] = [];
  const slow = [30, 1, 1];
  const receive = async () => {
    await new Promise((resolve) => setTimeout(resolve, slow.shift()));
    return ok();
  };
  const options = { faults: [overlap({ at: 2 })] };
  for await (const { delivery } of deliverEach(issuance, receive, options)) finished.push(delivery.step);
  expect(finished).toEqual([2, 1, 3]);
});

it.each(["replacement", "recreation"] as const)("loose deliveries of a %s do not overlap either", async (name) => {
  const { receive, most } = counting();
  await deliver(buildDeliveries(buildLifecycle(cloudflare, name)), receive);
  expect(most()).toBe(1);
});

it("two lifecycles of one subject do not overlap", async () => {
  const { receive, most } = counting();
  await deliver([issuance, buildLifecycle(cloudflare, "deletion")], receive);
  expect(most()).toBe(1);
});

it("deliveries of several subjects overlap, as many as may", async () => {
  const { receive, most } = counting();
  const several = Array.from({ length: 6 }, (_, index) => buildLifecycle(cloudflare, "issuance", { index }));
  await deliver(several, receive, { concurrency: 3 });
  expect(most()).toBe(3);
});

it("with a speed, time between deliveries passes so much faster", async () => {
  const at: number[] = [];
  const receive = () => {
    at.push(performance.now());
    return ok();
  };
  await deliver(issuance, receive, { speed: 1200 });
  const [first, , third] = issuance.steps.map((step) => step.at.getTime() / 1200);
  expect((at[2] ?? 0) - (at[0] ?? 0)).toBeGreaterThan((third ?? 0) - (first ?? 0) - 5);
});

it("with a rate, there are never more per second", async () => {
  const began = performance.now();
  const several = Array.from({ length: 4 }, (_, index) => buildLifecycle(cloudflare, "issuance", { index }));
  await deliver(several, ok, { rate: 100 });
  expect(performance.now() - began).toBeGreaterThan(11 * 10 - 2);
});

it("aborted, it ends with what was done: what was on its way is aborted, the rest is not sent", async () => {
  const controller = new AbortController();
  let asked = 0;
  const receive = () => {
    if (++asked < 2) return ok();
    controller.abort();
    return new Promise<Response>(() => {});
  };
  const exchanges = await deliver(issuance, receive, { signal: controller.signal });
  expect(exchanges.map(({ response, error }) => response?.status ?? error?.code)).toEqual([204, "aborted"]);
});

it("aborted while it waits, it ends at once", async () => {
  const controller = new AbortController();
  const began = performance.now();
  const exchanges = await deliver(issuance, ok, {
    speed: 1,
    signal: controller.signal,
    onExchange: () => controller.abort(),
  });
  expect(exchanges).toHaveLength(1);
  expect(performance.now() - began).toBeLessThan(5000);
});

it("aborted before it began, it sends nothing", async () => {
  let asked = 0;
  const receive = () => {
    asked++;
    return ok();
  };
  expect(await deliver(issuance, receive, { signal: AbortSignal.abort() })).toEqual([]);
  expect(asked).toBe(0);
});

it("what onExchange throws ends it", async () => {
  const options = {
    onExchange: () => {
      throw new Error("enough");
    },
  };
  await expect(deliver(issuance, ok, options)).rejects.toThrow("enough");
});

it("deliveries made by hand, of no lane, share their subject's", async () => {
  const { receive, most } = counting();
  const loose = buildDeliveries(issuance).map(({ lane, ...delivery }): Delivery => delivery);
  await deliver(loose, receive);
  expect(most()).toBe(1);
});

it.each([{ rate: 0 }, { rate: -1 }, { rate: Number.NaN }, { speed: 0 }, { speed: -1 }])(
  "%j is refused",
  async (options) => {
    const error = await thrownBy(() => deliver(issuance, ok, options));
    expect(error.code).toBe("invalid-option");
    expect(error.message).toMatch(/Failed to deliver: (rate|speed) is .+\. Give a number above 0\./);
  },
);
