import { createHash, timingSafeEqual } from "node:crypto";
import { addEvent, type Kv } from "./domains.ts";
import { readEvent } from "./read-event.ts";

/** What wrangler.jsonc binds. */
export interface Env {
  WEBHOOK_SECRET: string;
  DOMAINS: Kv;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

// Digests are of one length, which `timingSafeEqual` asks for. Without a secret of ours nobody is let in.
const isGenuine = (given: string | null, { WEBHOOK_SECRET: secret }: Env): boolean =>
  Boolean(secret) && timingSafeEqual(digest(given ?? ""), digest(secret));

const answer = (status: number): Response => new Response(null, { status });

const worker: { fetch(request: Request, env: Env): Promise<Response> } = {
  async fetch(request, env) {
    if (request.method !== "POST") return answer(405);
    if (!isGenuine(request.headers.get("cf-webhook-auth"), env)) return answer(401);
    const body: unknown = await request.json().catch(() => undefined);
    if (typeof body !== "object" || body === null || Array.isArray(body)) return answer(400);
    const event = readEvent(body);
    // Also of domains that are not ours, or not seen here yet: `readStatus` tells.
    if (event) await addEvent(env.DOMAINS, event.id, event.at, event.status);
    return answer(204);
  },
};

export default worker;
