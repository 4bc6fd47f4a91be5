import { setTimeout as sleep } from "node:timers/promises";
import { formatReport, verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it, vi } from "vitest";
import { createCloudflareReceiver, SECRET } from "../receivers/cloudflare.ts";
import { isEqualSecret } from "../receivers/is-equal-secret.ts";
import { createOwnWordsReceiver } from "../receivers/own-words.ts";

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

it("a wrong move that comes late is not overlooked where the state was right before", async () => {
  const { fetch, options } = createCloudflareReceiver({
    move(row, { metadata, data: { ssl } }) {
      const isWrong = metadata.event.type.endsWith("deployment.failed"); // which leaves the state as it was
      void sleep(20).then(() => {
        row.status = isWrong ? "pending_validation" : ssl.status;
      });
    },
  });
  const report = await verifyReceiver(cloudflare, fetch, { ...options, check: ["follows-lifecycle"] });
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

it("rows that begin in the word of their first event do not hide how late work is", async () => {
  const { fetch, options } = createOwnWordsReceiver();
  const late = async (request: Request): Promise<Response> => {
    const copy = request.clone();
    if (request.method !== "POST" || !isEqualSecret(request.headers.get("cf-webhook-auth"), SECRET))
      return fetch(request);
    void sleep(15).then(() => fetch(copy));
    return new Response(null, { status: 202 });
  };
  const report = await verifyReceiver(cloudflare, late, { ...options, envelope: "none" });
  expect(report.counts, formatReport(report, "text")).toMatchObject({ fail: 0, warn: 0 });
});
