// Prints the seconds of `verifyReceiver` with its defaults and observe: argument `function` or `url`.
import { createServer } from "node:http";
import { verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";

const rows = new Map();
const seen = new Set();

/** Takes each event once, goes by its time, and leaves what it does not know alone. */
const receive = (secret, method, body) => {
  if (secret !== "s3cret") return 401;
  if (method !== "POST") return 405;
  let event;
  try {
    event = JSON.parse(body);
  } catch {
    return 400;
  }
  if (!event?.data?.ssl || seen.has(event.metadata.event.id)) return 204;
  seen.add(event.metadata.event.id);
  const row = rows.get(event.data.id);
  const at = Date.parse(event.metadata.event.created_at);
  if (row && at >= row.at) Object.assign(row, { at, status: event.data.ssl.status });
  return 204;
};

const answer = async (request) =>
  new Response(null, { status: receive(request.headers.get("cf-webhook-auth"), request.method, await request.text()) });

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  response
    .writeHead(receive(request.headers["cf-webhook-auth"], request.method, Buffer.concat(parts).toString()))
    .end();
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const target = process.argv[2] === "url" ? `http://127.0.0.1:${server.address().port}/` : answer;
const began = performance.now();
const report = await verifyReceiver(cloudflare, target, {
  secret: "s3cret",
  prepare: ({ id }) => void rows.set(id, { at: 0, status: "requested" }),
  observe: ({ id }) => structuredClone(rows.get(id)),
});
const seconds = (performance.now() - began) / 1000;
server.close();
if (report.counts.fail + report.counts.warn > 0)
  throw new Error(JSON.stringify(report.checks.filter(({ result }) => result === "fail")));
console.log(JSON.stringify({ seconds, sent: report.deliveries.sent }));
