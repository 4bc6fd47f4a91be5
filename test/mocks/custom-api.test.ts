import { defineProvider } from "hookwright";
import { type Api, mockProvider } from "hookwright/msw";
import { getResponse } from "msw";
import { expect, it } from "vitest";
import { parcelsWith } from "../schemas/parcels.ts";

const ORDERS = "https://api.parcels.dev/parcels";

/** The smallest API: whatever is posted is a new resource, and every event goes to one destination. */
const orders: Api = {
  base: "https://api.parcels.dev",
  routes: {
    "POST /parcels": (state, { next, text }, now) => ({
      state: { ...state, resources: [...state.resources, { ...next, createdAt: now, data: { text } }] },
      response: { status: 201, body: next.subject },
      schedule: { begin: next.index, fields: {} },
    }),
  },
  statuses: { "old-page": { "POST /parcels": 200 } },
  destinations: () => [{ id: "one", url: "https://shop.acme.com/parcels" }],
  delivered: (state, { id }, { response }, now) => ({
    ...state,
    records: {
      sent: [...(state.records?.["sent"] ?? []), { id, status: response?.status ?? 0, at: now.toISOString() }],
    },
  }),
};

const order = (mock: { handlers: Parameters<typeof getResponse>[0] }) =>
  getResponse(mock.handlers, new Request(ORDERS, { method: "POST", body: "{}" }));

it("a user's own API has resources, destinations and statuses of its own", async () => {
  const provider = await defineProvider(await parcelsWith());
  const asked: string[] = [];
  const mock = mockProvider(provider, {
    routes: orders,
    statuses: "old-page",
    destinations: (url) => {
      asked.push(url);
      return () => new Response(null, { status: 202 });
    },
  });
  expect((await order(mock))?.status).toBe(200);
  const exchanges = await mock.advance({ days: 30 });
  expect(exchanges.length).toBeGreaterThan(0);
  expect(new Set(exchanges.map(({ response }) => response?.status))).toEqual(new Set([202]));
  expect(new Set(asked)).toEqual(new Set(["https://shop.acme.com/parcels"]));
});

it("what comes of itself in a state comes again and again", async () => {
  const provider = await defineProvider(
    await parcelsWith(({ lifecycle }) => {
      lifecycle.states["delivered"] = { on: { "parcel.delivered": "delivered" }, goesOn: ["parcel.delivered"] };
      lifecycle.delays = { ...lifecycle.delays, "parcel.delivered": { after: "P1D" } };
    }),
  );
  const mock = mockProvider(provider, { routes: orders, destinations: () => () => new Response() });
  await order(mock);
  await mock.advance({ days: 10 });
  const days = (await mock.advance({ days: 10 })).map(({ delivery }) => delivery.due.getUTCDate());
  expect(new Set(days).size).toBe(10);
});

it("silent moves that go round in a circle, and take no time, come to an end with the advance", async () => {
  const provider = await defineProvider(
    await parcelsWith(({ lifecycle }) => {
      lifecycle.states["delivered"] = { silent: { turn: "announced" } };
      lifecycle.states["announced"] = {
        ...lifecycle.states["announced"],
        silent: { collect: "under_way", turn: "delivered" },
      };
      lifecycle.silent = { ...lifecycle.silent, turn: { after: "PT0S", idle: true } };
    }),
  );
  const mock = mockProvider(provider, { routes: orders, destinations: () => () => new Response() });
  await order(mock);
  await mock.advance({ days: 10, hours: 1 });
  expect(mock.now).toEqual(new Date("2026-01-11T01:00:00Z"));
});
