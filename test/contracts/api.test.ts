import { type Delivery, verifyReceiver } from "hookwright";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { createCloudflareReceiver, type Row } from "../receivers/cloudflare.ts";

/** An API as a receiver sees it: the status of each subject. */
const createApi = () => {
  const statuses = new Map<string, string>();
  return {
    statuses,
    show(subject: CloudflareSubject, status: string): void {
      statuses.set(subject.id ?? "", status);
    },
  };
};

it("the API is in each event's state when the event comes, and stays with the newest", async () => {
  const { show, statuses } = createApi();
  const { fetch, options } = createCloudflareReceiver({
    // Takes the event for a nudge, and asks.
    move: (row: Row) => {
      row.status = statuses.get(row.id) ?? "";
    },
  });
  const report = await verifyReceiver(cloudflare, fetch, { ...options, api: { show } });
  expect(report.checks.filter(({ result }) => result === "fail")).toEqual([]);
  expect(report.counts).toMatchObject({ fail: 0, warn: 0, skip: 0 });
});

it("onDelivery is called before each valid event is sent, and not for forged ones", async () => {
  const { fetch, options } = createCloudflareReceiver();
  const announced: Delivery[] = [];
  const report = await verifyReceiver(cloudflare, fetch, {
    ...options,
    check: ["rejects-bad-secret"],
    envelope: "none",
    onDelivery: (delivery) => void announced.push(delivery),
  });
  expect(report.checks[0]?.deliveries).toBeGreaterThan(5);
  expect(announced.length).toBe(6); // what warms up, and five looks for a lag
});

it("an API that cannot be set fails the checks that need it, and they say so", async () => {
  const { fetch, options } = createCloudflareReceiver();
  const show = (): never => {
    throw new Error("no such zone");
  };
  const report = await verifyReceiver(cloudflare, fetch, { ...options, api: { show }, check: ["accepts-valid"] });
  expect(report.checks[0]).toMatchObject({ result: "fail", summary: expect.stringContaining("no such zone") });
});
