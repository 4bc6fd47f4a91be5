// Prints what 1,000 custom hostnames over 400 virtual days take: argument how many hostnames.
import cloudflare from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import { getResponse } from "msw";

const count = Number(process.argv[2]);
const bySubject = new Map();

const receive = async (request) => {
  const { metadata, data } = await request.json();
  const before = bySubject.get(data.id) ?? { at: "", events: 0 };
  if (metadata.event.created_at <= before.at) throw new Error(`${data.id}: ${metadata.event.type} is out of order`);
  bySubject.set(data.id, { at: metadata.event.created_at, events: before.events + 1 });
  return new Response(null, { status: 204 });
};

const mock = mockProvider(cloudflare, { secret: "s3cret", deliverTo: receive });
const url = `https://api.cloudflare.com/client/v4/zones/${"0".repeat(32)}/custom_hostnames`;
const headers = { authorization: "Bearer x", "content-type": "application/json" };

const created = performance.now();
for (let i = 0; i < count; i++) {
  const body = JSON.stringify({ hostname: `shop-${i}.acme.com` });
  const response = await getResponse(mock.handlers, new Request(url, { method: "POST", headers, body }));
  if (response?.status !== 200) throw new Error(`a create was answered with ${response?.status}`);
}
const began = performance.now();
const exchanges = await mock.advance({ days: 400 });
const ended = performance.now();
if (exchanges.some(({ error }) => error)) throw new Error("a webhook was not taken");
const events = new Set([...bySubject.values()].map((one) => one.events));
if (bySubject.size !== count || events.size !== 1) throw new Error("events were lost or doubled");
globalThis.gc?.();
console.log(
  JSON.stringify({
    events: exchanges.length,
    creates: (began - created) / 1000,
    seconds: (ended - began) / 1000,
    mib: process.memoryUsage().heapUsed / 2 ** 20,
  }),
);
