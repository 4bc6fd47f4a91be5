import type { FetchFunction } from "hookwright";
import cloudflare, { type CloudflareEvent } from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import { afterEach, expect, it, vi } from "vitest";
import { call, HOSTNAMES, openMocks, startMock, ZONE } from "../support/cloudflare-mock.ts";
import { thrownBy } from "../support/thrown.ts";

const { server } = openMocks();
afterEach(() => void vi.useRealTimers());

const DAY = 86_400_000;
const PREFIX = "ssl.custom_hostname_certificate.";

it("after the issuance a certificate is renewed 30 days before its end, again and again over 400 days", async () => {
  const { api, create, received, types } = startMock(server);
  await create();
  await api.advance({ days: 400 });
  const renewal = ["renewal.upcoming_certificate_expiration_notification", "renewal.succeeded", "deployment.succeeded"];
  const issuance = ["validation.succeeded", "issuance.succeeded", "deployment.succeeded"];
  expect(types()).toEqual([...issuance, ...Array.from({ length: 6 }, () => renewal).flat()]);
  const times = received.map(({ event }) => Date.parse(event.metadata.event.created_at));
  const days = times.filter((_, i) => types()[i] === renewal[0]).map((at) => (at - Date.UTC(2026, 0, 1)) / DAY);
  for (const [i, day] of days.entries()) expect(day).toBeCloseTo(60 * (i + 1), 0);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(new Set(received.map(({ event }) => event.data.ssl.id)).size).toBe(1);
});

it.each(["validation-failure", "renewal-failure", "replacement"] as const)(
  "what is renewed after a planned %s is renewed in its time",
  async (lifecycle) => {
    const { api, create, types } = startMock(server);
    api.plan(lifecycle);
    await create();
    await api.advance({ days: 200 });
    expect(types().slice(-3)).toEqual([
      "renewal.upcoming_certificate_expiration_notification",
      "renewal.succeeded",
      "deployment.succeeded",
    ]);
    expect(api.resources.map(({ status }) => status)).toEqual(["active"]);
  },
);

it("a list of event types is all that comes: the certificate is not renewed, and expires", async () => {
  const { api, create, types } = startMock(server);
  const events = ["validation.succeeded", "issuance.succeeded", "deployment.succeeded"];
  api.plan(events.map((event) => PREFIX + event));
  await create();
  const statuses: unknown[] = [];
  for (const days of [1, 58, 2, 30]) {
    await api.advance({ days });
    statuses.push(api.resources[0]?.status);
  }
  expect(statuses).toEqual(["active", "active", "pending_expiration", "expired"]);
  await api.advance({ days: 400 });
  expect(types()).toEqual(events);
});

it.each([
  ["validation.failed", "validation_timed_out"],
  ["issuance.succeeded", "deployment_timed_out"],
])("what stops after %s times out 14 days later", async (event, status) => {
  const { api, create } = startMock(server);
  api.plan([PREFIX + event]);
  await create();
  await api.advance({ days: 13 });
  expect(api.resources[0]?.status).not.toBe(status);
  await api.advance({ days: 2 });
  expect(api.resources[0]?.status).toBe(status);
});

it("an event type that does not exist is no plan", async () => {
  const { api } = startMock(server);
  const error = await thrownBy(() => api.plan([`${PREFIX}validation.suceeded`]));
  expect(error.code).toBe("unknown-name");
  expect(error.message).toContain("validation.succeeded");
});

it("a custom hostname that is deleted is silent after its deletion", async () => {
  const { api, client, create, types } = startMock(server);
  const { id } = await create();
  await api.advance({ days: 100 });
  await client.customHostnames.delete(id, { zone_id: ZONE });
  const before = types().length;
  await api.advance({ days: 400 });
  expect(types().slice(before)).toEqual(["deletion.succeeded"]);
});

it("a receiver that calls the API back sees the time at which its event was due", async () => {
  const seen: string[] = [];
  const { api, create } = startMock(server, {
    deliverTo: async (request: Request) => {
      const { metadata } = (await request.json()) as CloudflareEvent;
      const path = HOSTNAMES.replace(ZONE, "f".repeat(32)); // another zone: what it creates has events of its own, later
      const response = await call("POST", path, { hostname: `shop-${seen.length}.acme.com` });
      const { result } = (await response.json()) as { result: { created_at: string } };
      seen.push(result.created_at.slice(0, 19) === metadata.event.created_at.slice(0, 19) ? "same second" : "other");
      return new Response();
    },
  });
  await create();
  await api.advance({ minutes: 5 });
  expect(new Set(seen)).toEqual(new Set(["same second"]));
  expect(seen.length).toBeGreaterThan(3);
});

it("a receiver that deletes what it is told of hears of nothing but the deletion", async () => {
  const types: string[] = [];
  const { api, create } = startMock(server, {
    deliverTo: async (request: Request) => {
      const { metadata, data } = (await request.json()) as CloudflareEvent;
      types.push(metadata.event.type.replace(PREFIX, ""));
      await call("DELETE", `${HOSTNAMES}/${data.id}`);
      return new Response();
    },
  });
  await create();
  await api.advance({ days: 400 });
  expect(types).toEqual(["validation.succeeded", "deletion.succeeded"]);
});

it("a receiver that resets the mock ends the advance", async () => {
  const mock = mockProvider(cloudflare, {
    deliverTo: () => {
      mock.reset();
      return new Response();
    },
  });
  server.use(...mock.handlers);
  await call("POST", HOSTNAMES, { hostname: "shop.acme.com" });
  await mock.advance({ days: 400 });
  expect(mock.now).toEqual(new Date("2026-01-01T00:00:00Z"));
  expect(await mock.advance({ days: 400 })).toEqual([]);
});

it("400 days pass while a test's timers are fake", async () => {
  vi.useFakeTimers();
  const { api, create, types } = startMock(server);
  await create();
  expect(await api.advance({ days: 400 })).toHaveLength(21);
  expect(types()).toHaveLength(21);
});

it("two mocks advance at once, each by its own clock", async () => {
  const one = startMock(server);
  await one.create();
  const other = startMock(server);
  await other.create();
  await Promise.all([one.api.advance({ days: 100 }), other.api.advance({ days: 1 })]);
  expect([one.types().length, other.types().length]).toEqual([6, 3]);
  expect(other.api.now).toEqual(new Date("2026-01-02T00:00:00Z"));
});

it("time ends before the year 9900", async () => {
  const { api } = startMock(server);
  expect((await thrownBy(() => api.advance({ days: 1e9 }))).code).toBe("invalid-option");
  expect(api.now).toEqual(new Date("2026-01-01T00:00:00Z"));
});

it("100 custom hostnames over 400 days: each one's events in order, none lost or doubled", async () => {
  const bySubject = new Map<string, { types: string[]; at: string[] }>();
  const ids = new Set<string>();
  const receive: FetchFunction = async (request) => {
    const { metadata, data } = (await request.json()) as CloudflareEvent;
    const seen = bySubject.get(String(data.id)) ?? { types: [], at: [] };
    bySubject.set(String(data.id), seen);
    seen.types.push(metadata.event.type);
    seen.at.push(metadata.event.created_at);
    ids.add(metadata.event.id);
    return new Response();
  };
  const { api, create } = startMock(server, { deliverTo: receive });
  for (let i = 0; i < 100; i++) await create(`shop-${i}.acme.com`);
  const exchanges = await api.advance({ days: 400 });
  expect(exchanges).toHaveLength(2100);
  expect(ids.size).toBe(2100);
  expect(bySubject.size).toBe(100);
  const [first] = bySubject.values();
  for (const { types, at } of bySubject.values()) {
    expect(types).toEqual(first?.types);
    expect(at).toEqual([...at].sort());
  }
  const due = exchanges.map(({ delivery }) => delivery.due.getTime());
  expect(due).toEqual([...due].sort((a, b) => a - b));
});
