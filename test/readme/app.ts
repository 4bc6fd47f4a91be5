// The application that README's blocks import as "./app.js": three words of its own, rows made before their first event.
import { timingSafeEqual } from "node:crypto";

interface Event {
  metadata: { event: { created_at: string } };
  data?: { id: string; ssl?: { status: string } };
}

interface Row {
  cfId: string;
  hostname: string;
  state: string;
  at: number;
}

const rows = new Map<string, Row>();

export const db = {
  insert: ({ cfId, hostname }: { cfId: string; hostname: string }): void => {
    rows.set(cfId, { cfId, hostname, state: "requested", at: 0 });
  },
  find: (cfId: string): Row | undefined => rows.get(cfId),
};

const isRight = (given: string | null): boolean => {
  const [a, b] = [Buffer.from(given ?? "", "latin1"), Buffer.from("s3cret")];
  return a.length === b.length && timingSafeEqual(a, b);
};

const fetch = async (request: Request): Promise<Response> => {
  if (!isRight(request.headers.get("cf-webhook-auth"))) return new Response(null, { status: 401 });
  if (request.method !== "POST") return new Response(null, { status: 405 });
  const event = (await request.json().catch(() => undefined)) as Event | null | undefined;
  if (typeof event !== "object" || event === null) return new Response(null, { status: 400 });
  const { metadata, data } = event;
  if (!data?.ssl) return new Response(null, { status: 204 }); // a test message, or an alert of another kind
  const row = rows.get(data.id);
  const at = Date.parse(metadata.event.created_at);
  if (row && at >= row.at) {
    const { status } = data.ssl;
    if (status === "deleted") rows.delete(data.id);
    else Object.assign(row, { at, state: status === "active" ? "live" : "pending" });
  }
  return new Response(null, { status: 204 });
};

export const app: { fetch: (request: Request) => Promise<Response> } = { fetch };
