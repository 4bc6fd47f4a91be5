import type Cloudflare from "cloudflare";
import { Hono } from "hono";
import { timingSafeEqual } from "hono/utils/buffer";
import type { DomainStore } from "./domain-store.ts";
import { readCustomHostnameId } from "./read-custom-hostname-id.ts";
import { refreshDomain } from "./refresh-domain.ts";

/**
 * Takes an event as a sign that something happened, and asks Cloudflare what. So events may come twice, late or in any order.
 */
export const createWebhooks = (cloudflare: Cloudflare, store: DomainStore, secret: string): Hono =>
  new Hono().post("/cloudflare", async (c) => {
    // Before anything else, and in constant time: `===` stops at the first difference, which those who try often can measure.
    if (!(await timingSafeEqual(c.req.header("cf-webhook-auth") ?? "", secret))) return c.body(null, 401);
    const body: unknown = await c.req.json().catch(() => undefined);
    if (typeof body !== "object" || body === null || Array.isArray(body)) return c.body(null, 400);
    const id = readCustomHostnameId(body);
    if (id !== undefined) await refreshDomain(cloudflare, store, id);
    return c.body(null, 204); // also to what is none of ours: anything else would count as a failure
  });
