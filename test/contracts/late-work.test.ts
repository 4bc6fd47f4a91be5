import { setTimeout as sleep } from "node:timers/promises";
import { formatReport, verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it, vi } from "vitest";
import { createCloudflareReceiver } from "../receivers/cloudflare.ts";

/** Answers at once, and is right for 40 milliseconds: then the last event to arrive has its way. */
const createLateMistake = () =>
  createCloudflareReceiver({
    move(row, { data: { ssl } }) {
      void sleep(40).then(() => {
        row.status = ssl.status;
      });
    },
  });

it.each(["tolerates-reordering", "stays-deleted"] as const)("%s alone waits for work that comes late", async (id) => {
  const { fetch, options } = createLateMistake();
  const report = await verifyReceiver(cloudflare, fetch, { ...options, settle: 1000, check: [id] });
  expect(report.checks[0]?.result, formatReport(report, "text")).toBe("fail");
});

it("fake timers do not stop a run", async () => {
  vi.useFakeTimers();
  try {
    const { fetch, options } = createCloudflareReceiver({ move: () => {} });
    const report = await verifyReceiver(cloudflare, fetch, { ...options, rate: 2000, check: ["follows-lifecycle"] });
    expect(report.checks[0]?.result).toBe("fail");
  } finally {
    vi.useRealTimers();
  }
});
