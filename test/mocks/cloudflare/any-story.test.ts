import fc from "fast-check";
import cloudflare, { type CloudflareEvent } from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import { getResponse } from "msw";
import { expect, it } from "vitest";
import { legalMoves } from "../../../generators/machine.ts";
import { BASE, HOSTNAMES } from "../../support/cloudflare-mock.ts";

const headers = { authorization: "Bearer x", "content-type": "application/json" };
const PLANS = cloudflare.lifecycles.filter(
  (name) => !["deletion", "deletion-failure", "full", "random"].includes(name),
);

/** What a user, or time, can do to the hostname of a number. */
type Act = readonly [what: "create" | "same" | "other" | "settings" | "delete" | "plan" | "wait", which: number];

const act: fc.Arbitrary<Act> = fc.tuple(
  fc.constantFrom("create", "create", "same", "other", "settings", "delete", "plan", "wait", "wait", "wait"),
  fc.nat(7),
);
const WAITS = [
  ...[{ seconds: 0 }, { seconds: 30 }, { minutes: 2 }, { minutes: 5 }],
  ...[{ hours: 5 }, { days: 15 }, { days: 61 }, { days: 100 }],
];
const METHODS = ["http", "txt", "email"];

const live = async (acts: readonly Act[]) => {
  const events: CloudflareEvent[] = [];
  const mock = mockProvider(cloudflare, {
    deliverTo: async (request) => {
      events.push((await request.json()) as CloudflareEvent);
      return new Response();
    },
  });
  const ids = new Map<number, string>();
  const call = async (method: string, path: string, body?: object) => {
    const request = new Request(BASE + HOSTNAMES + path, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const response = await getResponse(mock.handlers, request);
    expect(response?.status).toBeLessThan(500);
    return (await response?.json()) as { result?: { id: string; ssl: { method: string } } };
  };
  const edit = (which: number, ssl: object) => call("PATCH", `/${ids.get(which % 3) ?? "x"}`, { ssl });
  const DO: Readonly<Record<Act[0], (which: number) => unknown>> = {
    async create(which) {
      const { result } = await call("POST", "", { hostname: `shop-${which % 3}.acme.com` });
      if (result) ids.set(which % 3, result.id);
    },
    same: (which) => edit(which, { wildcard: false }),
    other: (which) => edit(which, { type: "dv", method: METHODS[which % METHODS.length] }),
    settings: (which) => edit(which, { settings: { http2: "on" } }),
    delete: (which) => call("DELETE", `/${ids.get(which % 3) ?? "x"}`),
    plan: (which) => mock.plan(PLANS[which % PLANS.length] ?? "issuance"),
    wait: (which) => mock.advance(WAITS[which] ?? {}),
  };
  for (const [what, which] of acts) await DO[what](which);
  await mock.advance({ days: 30 });
  return { mock, events };
};

const groupBy = (events: CloudflareEvent[], key: (event: CloudflareEvent) => string | undefined) => {
  const groups = new Map<string, CloudflareEvent[]>();
  for (const event of events) {
    const name = key(event);
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), event]);
  }
  return [...groups.values()];
};

it("whatever is asked of the mock, each certificate's events are legal, in order and never the same", async () => {
  let most = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 25 }), async (acts) => {
      const { mock, events } = await live([["create", 0], ...acts]);
      most = Math.max(most, events.length);
      const ids = events.map(({ metadata }) => metadata.event.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const own of groupBy(events, ({ data }) => data.ssl.id)) {
        let state = cloudflare.machine.initial;
        for (const { metadata, data } of own) {
          const move = legalMoves(cloudflare.machine, state).find(({ eventType }) => eventType === metadata.event.type);
          expect(move?.to, `${metadata.event.type} in ${state}`).toBe(data.ssl.status);
          state = data.ssl.status;
        }
      }
      for (const own of groupBy(events, ({ data }) => data.id)) {
        const times = own.map(({ metadata }) => Date.parse(metadata.event.created_at));
        for (const [i, at] of times.entries()) expect(at - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(1000);
      }
      const due = mock.exchanges.map(({ delivery }) => delivery.due.getTime());
      for (const [i, at] of due.entries()) expect(at - (due[i - 1] ?? 0)).toBeGreaterThan(-1001);
      for (const { subject, status } of mock.resources) {
        const last = events.findLast(({ data }) => data.id === subject.id && data.ssl.id === subject.certificateId);
        if (last && status !== "pending_deletion") expect(status).toBe(last.data.ssl.status);
      }
    }),
    {
      numRuns: 100,
      examples: [
        [
          [
            ["same", 0],
            ["wait", 0],
            ["same", 0],
            ["wait", 0],
          ],
        ],
      ], // twice at the same instant
    },
  );
  expect(most).toBeGreaterThan(20);
});
