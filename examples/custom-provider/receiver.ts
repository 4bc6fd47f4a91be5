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
const STATES: ReadonlyMap<string, string> = new Map([
  ["order.paid", "to be shipped"],
  ["order.cancelled", "cancelled"],
]);

/** Takes the shop's events, as a fetch function: what Deno, Bun and many frameworks serve as it is. */
export const createReceiver = (secret: string, orders: OrderStore): ((request: Request) => Promise<Response>) => {
  if (secret === "") throw new Error("Failed to start: the secret is empty, and so is that of anybody without one.");
  return async (request) => {
    if (request.method !== "POST") return answer(405);
    // Digests are of one length, which `timingSafeEqual` asks for.
    if (!timingSafeEqual(digest(request.headers.get("x-shop-secret") ?? ""), digest(secret))) return answer(401);
    const body: unknown = await request.json().catch(() => undefined);
    if (typeof body !== "object" || body === null || Array.isArray(body)) return answer(400);

    const { type = "", at = "", order }: Event = body;
    const state = STATES.get(type);
    if (state !== undefined && order) orders.update(order.id, state, Date.parse(at)); // nothing where there is no such order
    return answer(204);
  };
};
