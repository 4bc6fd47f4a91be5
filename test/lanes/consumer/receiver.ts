// The receiver under test: it keeps a row for each hostname, made before the first event, and trusts no one without the secret.
import { timingSafeEqual } from "node:crypto";
import type { CloudflareEvent, CloudflareSubject } from "hookwright/cloudflare";

export const SECRET = "s3cret";

interface Row {
  status: string;
  at: number;
}

const isRight = (given: string | null): boolean => {
  const [a, b] = [Buffer.from(given ?? "", "latin1"), Buffer.from(SECRET)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const answer = (status: number): Response => new Response(null, { status });

/** A receiver as a fetch function: POST /webhooks, POST /prepare with a subject, GET /state/<id>. */
export interface Receiver {
  fetch: (request: Request) => Promise<Response>;
  prepare: (subject: CloudflareSubject) => void;
  observe: (subject: CloudflareSubject) => Row | undefined;
}

/** Makes a receiver that knows nothing yet. */
export const createReceiver = (): Receiver => {
  const rows = new Map<string, Row>();
  const prepare: Receiver["prepare"] = ({ id = "" }) => void rows.set(id, { status: "requested", at: 0 });
  const observe: Receiver["observe"] = ({ id = "" }) => rows.get(id);

  const receive = async (request: Request): Promise<Response> => {
    if (!isRight(request.headers.get("cf-webhook-auth"))) return answer(401);
    const event = (await request.json().catch(() => undefined)) as Partial<CloudflareEvent> | null | undefined;
    if (typeof event !== "object" || event === null) return answer(400);
    if (!event.data?.ssl) return answer(204); // a test message, or an alert of another kind
    const row = rows.get(event.data.id ?? "");
    const at = Date.parse(event.metadata?.event.created_at ?? "");
    if (row && at >= row.at) Object.assign(row, { status: event.data.ssl.status, at });
    return answer(204);
  };

  const fetch = async (request: Request): Promise<Response> => {
    const [, route, id = ""] = new URL(request.url).pathname.split("/");
    if (request.method === "POST" && route === "prepare") prepare((await request.json()) as CloudflareSubject);
    if (request.method === "GET" && route === "state") {
      const row = rows.get(id);
      return row ? Response.json(row) : answer(404);
    }
    if (request.method === "POST") return route === "prepare" ? answer(204) : receive(request);
    return answer(405);
  };
  return { fetch, prepare, observe };
};
