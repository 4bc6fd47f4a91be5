// A provider that no file of the package knows: read from a folder, built, delivered, mocked and verified.
import { fileURLToPath } from "node:url";
import {
  buildLifecycle,
  defineProvider,
  deliver,
  formatReport,
  type Provider,
  validatePayload,
  verifyReceiver,
} from "hookwright";
import { mockProvider } from "hookwright/msw";
import { buildPact } from "hookwright/pact";
import { beforeAll, expect, it } from "vitest";

let parcels: Provider;

beforeAll(async () => {
  parcels = await defineProvider(fileURLToPath(new URL("./fixtures/third-provider", import.meta.url)));
});

/** A receiver of parcels: dedupes by event id, orders by the event's time, keeps one state a parcel. */
const createReceiver = (secret: string) => {
  const states = new Map<string, { at: string; status: string }>();
  const seen = new Set<string>();
  const receive = async (request: Request): Promise<Response> => {
    if (request.headers.get("x-parcels-token") !== secret) return new Response(null, { status: 401 });
    if (request.method !== "POST") return new Response(null, { status: 405 });
    const event = await request.json().catch(() => undefined);
    if (typeof event?.parcel?.number !== "number" && typeof event?.parcel?.number !== "string")
      return new Response(null, { status: 202 });
    const { id, occurred_at, parcel } = event;
    const before = states.get(String(parcel.number));
    if (!seen.has(id) && (!before || occurred_at >= before.at))
      states.set(String(parcel.number), { at: occurred_at, status: parcel.status });
    seen.add(id);
    return new Response(null, { status: 202 });
  };
  return {
    receive,
    observe: ({ number = "" }: Readonly<Record<string, string | number>>) => states.get(String(number))?.status,
  };
};

it("is built", () => {
  const { steps } = buildLifecycle(parcels, "full");
  expect(new Set(steps.map(({ eventType }) => eventType))).toEqual(new Set(parcels.eventTypes));
  for (const { payload } of steps) expect(validatePayload(parcels, payload)).toEqual([]);
});

it("is delivered", async () => {
  const { receive, observe } = createReceiver("s3cret");
  const lifecycle = buildLifecycle(parcels, "delivery");
  const exchanges = await deliver(lifecycle, receive, { secret: "s3cret" });
  expect(exchanges.map(({ response }) => response?.status)).toEqual([202, 202]);
  expect(observe(lifecycle.subjects[0] ?? {})).toBe("delivered");
});

it("is verified: every check runs and passes, but for those that it gives no ground for", async () => {
  const { receive, observe } = createReceiver("s3cret");
  const report = await verifyReceiver(parcels, receive, { secret: "s3cret", observe });
  const skipped = Object.fromEntries(
    report.checks.flatMap(({ id, reason }) => (reason === undefined ? [] : [[id, reason]])),
  );
  expect(skipped).toEqual({
    "accepts-orphans": "Parcels documents no orphans",
    "accepts-test-message": "Parcels documents no test message",
    "stays-deleted": "Parcels documents no deletion",
  });
  expect(
    report.checks.filter(({ result }) => result === "fail"),
    formatReport(report, "text"),
  ).toEqual([]);
});

it("a receiver of it that is wrong is found out", async () => {
  const { receive, observe } = createReceiver("s3cret");
  const report = await verifyReceiver(parcels, receive, {
    secret: "s3cret",
    observe: (subject) => observe(subject)?.replace("delivered", "under_way"),
  });
  expect(report.checks.find(({ id }) => id === "follows-lifecycle")).toMatchObject({
    result: "fail",
    counterexample: { actual: '"under_way"' },
  });
});

it("is mocked on a virtual clock, and held in Pact files", async () => {
  const { receive } = createReceiver("s3cret");
  const api = mockProvider(parcels, { secret: "s3cret", deliverTo: receive });
  api.plan("nobody-home");
  const exchanges = await api.advance({ days: 30 });
  expect(exchanges.map(({ delivery }) => delivery.eventType)).toEqual([
    "parcel.accepted",
    "parcel.delivery.failed",
    "parcel.delivery.failed",
    "parcel.delivered",
  ]);
  expect(api.resources[0]?.status).toBe("delivered");
  const [pact] = buildPact(parcels, { receiver: "web", lifecycles: ["nobody-home"] });
  expect(pact?.interactions).toHaveLength(4);
});
