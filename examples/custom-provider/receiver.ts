import { createHash, timingSafeEqual } from "node:crypto";
import type { OrderStore } from "./order-store.ts";

interface Event {
  type?: string;
  at?: string;
  order?: { id: string };
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const answer = (status: number): Response => new Response(null, { status });

// What the shop's events mean for our orders. One of another type is none of our business.
const STATES: Readonly<Record<string, string>> = { "order.paid": "to be shipped", "order.cancelled": "cancelled" };

/** Takes the shop's events, as a fetch function: what Deno, Bun and many frameworks serve as it is. */
export const createReceiver =
  (secret: string, orders: OrderStore) =>
  async (request: Request): Promise<Response> => {
    if (request.method !== "POST") return answer(405);
    // Digests are of one length, which `timingSafeEqual` asks for.
    if (!timingSafeEqual(digest(request.headers.get("x-shop-secret") ?? ""), digest(secret))) return answer(401);
    const body: unknown = await request.json().catch(() => undefined);
    if (typeof body !== "object" || body === null || Array.isArray(body)) return answer(400);

    const { type = "", at = "", order }: Event = body;
    const state = STATES[type];
    if (state !== undefined && order) orders.update(order.id, state, Date.parse(at)); // nothing where there is no such order
    return answer(204);
  };
