import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { buildDeliveries, buildLifecycle, type Delivery, deliver, type Exchange } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Opened } from "./hostile.ts";
import { misbehaviours } from "./misbehaviours.ts";

const TIMEOUT = 300; // where nothing else ends it
const LONG = 10_000;
const SLOWEST = "sends a body for ever, a byte in each chunk";
const GRACE = 1500; // a busy machine
const RETRIES = 2; // a busier one
const MIB = 2 ** 20;
const LET_THROUGH = 16 * MIB; // most of it stands in the system's buffers
const KEPT = 16 * MIB;

const one = buildDeliveries(buildLifecycle(cloudflare, "issuance"))[0] as Delivery;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const memory = (): number => {
  collectGarbage();
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
    it.each(hostiles)(
      "$does: one exchange ($code, $status)",
      { retry: RETRIES },
      async ({ does, code, status, open }) => {
        const timeout = code?.endsWith("timeout") ? TIMEOUT : LONG;
        const opened = await open(timeout);
        onTestFinished(opened.close);
        const [before, began] = [memory(), performance.now()];
        const exchanges = await deliver(one, opened.target, { timeout });
        expect(performance.now() - began).toBeLessThan((does === SLOWEST ? LONG : TIMEOUT) + GRACE);
        await setImmediate(); // what a WeakRef saw is kept until then
        expect(memory() - before).toBeLessThan(KEPT);
        expect(exchanges).toHaveLength(1);
        const [{ error, response }] = exchanges as [Exchange];
        expect({ code: error?.code, status: response?.status }).toEqual({ code, status });
        if (error) expect(error.message).toMatch(SENTENCE);
        expect(opened.requests?.() ?? 1).toBeLessThanOrEqual(1);
        expect(await isLetGo(opened)).toBe(true);
        if (code === "too-large") expect(opened.written?.() ?? 0).toBeLessThan(LET_THROUGH);
      },
    );
  });
