import { buildDeliveries, buildLifecycle, type Delivery, deliver, type Exchange } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Opened } from "./hostile.ts";
import { misbehaviours } from "./misbehaviours.ts";

const TIMEOUT = 300;
const GRACE = 1500; // a busy machine
const MIB = 2 ** 20;
const LET_THROUGH = 16 * MIB; // most of it stands in the system's buffers
const KEPT = 48 * MIB;

const one = buildDeliveries(buildLifecycle(cloudflare, "issuance"))[0] as Delivery;

const memory = (): number => {
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
};

const isLetGo = async ({ connections }: Opened): Promise<boolean> => {
  for (let left = 100; left > 0; left--) {
    if (connections === undefined || (await connections()) === 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
};

const SENTENCE = /^[a-z][\w' -]+ .{8,}$/; // says something, beside what the system said

for (const [kind, hostiles] of Object.entries(misbehaviours))
  describe(`over ${kind}, a receiver that`, () => {
    it.each(hostiles)("$does: one exchange ($code, $status)", async ({ code, status, timeout = TIMEOUT, open }) => {
      const opened = await open(timeout);
      onTestFinished(opened.close);
      const [before, began] = [memory(), performance.now()];
      const exchanges = await deliver(one, opened.target, { timeout });
      expect(performance.now() - began).toBeLessThan(timeout + GRACE);
      expect(memory() - before).toBeLessThan(KEPT);
      expect(exchanges).toHaveLength(1);
      const [{ error, response }] = exchanges as [Exchange];
      if (process.env["SHOW"]) console.log(error?.message);
      expect({ code: error?.code, status: response?.status }).toEqual({ code, status });
      if (error) expect(error.message).toMatch(SENTENCE);
      expect(opened.requests?.() ?? 1).toBeLessThanOrEqual(1);
      expect(await isLetGo(opened)).toBe(true);
      if (code === "too-large") expect(opened.written?.() ?? 0).toBeLessThan(LET_THROUGH);
    });
  });
