import { setTimeout as sleep } from "node:timers/promises";
import { formatReport, verifyReceiver } from "hookwright";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { createNotificationOnlyReceiver } from "../receivers/notification-only.ts";

/** Refuses every event as its page shows it, and ignores what it does not know. */
const refuseEvents = async (request: Request): Promise<Response> => {
  const body = await request.json().catch(() => undefined);
  return new Response(null, { status: Object(body).metadata?.event ? 500 : 204 });
};

it("where one shape is refused and another perhaps ignored, nothing passes", async () => {
  const report = await verifyReceiver(cloudflare, refuseEvents, { secret: "s3cret-of-theirs" });
  expect(report.passed).toBe(false);
  expect(report.counts).toMatchObject({ fail: 0, warn: 0 });
  const reason =
    "cannot tell which envelope is read (refused: none; taken, perhaps unread: notification); give observe or --envelope";
  expect(report.checks.find(({ id }) => id === "accepts-valid")).toMatchObject({ result: "skip", reason });
  expect(formatReport(report, "text").split("\n")[0]).toContain(`failed: accepts-valid could not be judged: ${reason}`);
});

it("told which envelope it is, the refusals are found", async () => {
  const report = await verifyReceiver(cloudflare, refuseEvents, { secret: "s3cret-of-theirs", envelope: "none" });
  expect(report.checks[0]).toMatchObject({ id: "accepts-valid", result: "fail" });
});

it.each([
  { prepares: 400, lags: 500 },
  { prepares: 0, lags: 800 },
])("a receiver of notifications that prepares in $prepares ms and lags $lags ms is understood", async (slow) => {
  const { fetch, options } = createNotificationOnlyReceiver();
  const late = async (request: Request): Promise<Response> => {
    const copy = request.clone();
    void sleep(slow.lags).then(() => fetch(copy));
    return new Response(null, { status: 202 });
  };
  const report = await verifyReceiver(cloudflare, late, {
    ...options,
    async prepare(subject: CloudflareSubject) {
      await sleep(slow.prepares);
      return options.prepare?.(subject);
    },
    check: ["accepts-test-message"],
  });
  expect(report.envelope?.used).toBe("notification");
});
