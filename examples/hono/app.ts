import { Hono } from "hono";
import { timingSafeEqual } from "hono/utils/buffer";
import type { StatusStore } from "./status-store.ts";

// An event as far as it is read here, each field of which may be missing.
interface Loose {
  data?: Loose;
  id?: unknown;
  metadata?: { event?: { created_at?: unknown } };
  ssl?: { status?: unknown };
}

/** The event in a body: by itself, as Cloudflare's pages show it, or in a notification, as live accounts are reported to send it. */
const readEvent = (body: Loose): Loose | undefined => [body, body.data].find((one) => one?.data?.ssl);

/** Keeps Cloudflare's own status of every custom hostname that it hears of. */
export const createApp = (secret: string, statuses: StatusStore): Hono => {
  if (secret === "") throw new Error("Failed to start: the secret is empty, and so is that of anybody without one.");
  return new Hono().post("/webhooks/cloudflare", async (c) => {
    if (!(await timingSafeEqual(c.req.header("cf-webhook-auth") ?? "", secret))) return c.body(null, 401);
    const body: unknown = await c.req.json().catch(() => undefined);
    if (typeof body !== "object" || body === null || Array.isArray(body)) return c.body(null, 400);

    const { data, metadata } = readEvent(body) ?? {}; // the test message, and alerts of other kinds, have none
    const at = Date.parse(String(metadata?.event?.created_at));
    // The events of a certificate that was replaced have no id: they say nothing of the hostname's certificate now.
    if (typeof data?.id === "string" && at) statuses.take(data.id, { status: String(data.ssl?.status), at });
    return c.body(null, 204);
  });
};
