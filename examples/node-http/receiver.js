// A small, correct receiver for both providers on node:http. It needs nothing but Node.
//   POST /webhooks/cloudflare      secret in cf-webhook-auth
//   POST /webhooks/cloud66?token=  secret in the URL
//   POST /prepare/<provider>       makes the row that events update (your application does this when a customer signs up)
//   GET  /state/<provider>/<key>   { status } or 404
import { timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

/** Compares in a time that does not depend on where the texts differ. */
const equal = (given, secret) => {
  const [a, b] = [Buffer.from(given ?? "", "latin1"), Buffer.from(secret, "latin1")];
  return a.length === b.length && timingSafeEqual(a, b);
};

const keyOfCertificate = ({ stack_id, name }) => `${stack_id}/${name}`;

/** What each provider's events say, in this application's words. */
const providers = {
  cloudflare: {
    secret: (request) => request.headers["cf-webhook-auth"],
    keyOfSubject: (subject) => subject.id,
    // By itself, as Cloudflare's pages show an event, or in a notification, as live accounts are reported to send it.
    read: (body) => {
      const { metadata, data } = [body, body.data].find((one) => one?.data?.ssl) ?? {};
      if (!data) return undefined; // the test message, or another alert
      return {
        id: metadata?.event?.id,
        key: data.id, // absent where the certificate was replaced: such an event is about no row
        at: Date.parse(metadata?.event?.created_at),
        status: data.ssl.status,
      };
    },
  },
  cloud66: {
    secret: (_request, url) => url.searchParams.get("token"),
    keyOfSubject: ({ stackId, name }) => keyOfCertificate({ stack_id: stackId, name }),
    read: ({ timestamp, event_type, ssl_certificate }) => {
      if (!ssl_certificate?.stack_id) return undefined; // an event of another family
      return {
        id: `${event_type} ${keyOfCertificate(ssl_certificate)} ${timestamp}`, // Cloud66 sends no event id
        key: keyOfCertificate(ssl_certificate),
        at: timestamp * 1000,
        status: ssl_certificate.status,
      };
    },
  },
};

const parse = (body) => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** An event moves its row unless it was seen before or is older than what the row knows. */
const takeEvent = (rows, seen, { id, key, at, status }) => {
  if (seen.has(id)) return;
  seen.add(id);
  const row = rows.get(key);
  if (row && at >= row.at) Object.assign(row, { at, status });
};

/** Makes the receiver. `take` is what it does with an event; the demo gives it a wrong one. */
export const createReceiver = ({ secret, take = takeEvent }) => {
  if (secret === "") throw new Error("Failed to start: the secret is empty, and so is that of anybody without one.");
  const states = Object.fromEntries(Object.keys(providers).map((name) => [name, { rows: new Map(), seen: new Set() }]));

  const receive = async (name, request, url) => {
    const { secret: given, read } = providers[name];
    if (!equal(given(request, url), secret)) return { status: 401 };
    const body = parse(await text(request));
    if (typeof body !== "object" || body === null || Array.isArray(body)) return { status: 400 };
    const event = read(body);
    if (event) take(states[name].rows, states[name].seen, event);
    return { status: 204 }; // also to what is none of ours: anything else would count as a failure
  };

  const prepare = async (name, request) => {
    const key = providers[name].keyOfSubject(JSON.parse(await text(request)));
    const { rows } = states[name];
    if (!rows.has(key)) rows.set(key, { at: 0, status: "requested" });
    return { status: 204 };
  };

  const show = (name, key) => {
    const row = states[name].rows.get(key);
    return row ? { status: 200, body: { status: row.status } } : { status: 404 };
  };

  const answer = async (request) => {
    const url = new URL(request.url, "http://localhost");
    const [, route, name, ...rest] = url.pathname.split("/").map(decodeURIComponent);
    if (!Object.hasOwn(providers, name ?? "")) return { status: 404 };
    if (request.method === "POST" && route === "webhooks") return receive(name, request, url);
    if (request.method === "POST" && route === "prepare") return prepare(name, request);
    if (request.method === "GET" && route === "state") return show(name, rest.join("/"));
    return { status: 405 };
  };

  return createServer(async (request, response) => {
    const { status, body } = await answer(request).catch(() => ({ status: 500 }));
    response.writeHead(status, { "content-type": "application/json" });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
};
