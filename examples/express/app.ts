import { createHash, timingSafeEqual } from "node:crypto";
import express, { type Express, type RequestHandler } from "express";
import type { DomainStore, State } from "./domain-store.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Lets through what has the secret. Digests are of one length, which `timingSafeEqual` asks for. */
const requireSecret =
  (secret: string): RequestHandler =>
  (request, response, next) => {
    if (timingSafeEqual(digest(request.get("cf-webhook-auth") ?? ""), digest(secret))) next();
    else response.sendStatus(401);
  };

const parse = (body: Buffer): object | undefined => {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

// An event as far as it is read here, each field of which may be missing.
interface Loose {
  data?: Loose;
  id?: unknown;
  metadata?: { event?: { created_at?: unknown } };
  ssl?: { status?: unknown };
}

/** By itself, as Cloudflare's pages show it, or in a notification, as live accounts are reported to send it. */
const readEvent = (body: Loose): Loose | undefined => [body, body.data].find((one) => one?.data?.ssl);

// Cloudflare's word → ours: whatever is neither served nor gone is under way.
const STATES: ReadonlyMap<string, State> = new Map([
  ["active", "live"],
  ["deleted", "gone"],
]);

/** Updates the rows of customers' domains, which are made elsewhere: where there is no row, there is nothing to do. */
export const createApp = (secret: string, domains: DomainStore): Express => {
  if (secret === "") throw new Error("Failed to start: the secret is empty, and so is that of anybody without one.");
  const takeEvent: RequestHandler = (request, response) => {
    const body = Buffer.isBuffer(request.body) ? parse(request.body) : undefined;
    if (!body) return void response.sendStatus(400);
    const { data, metadata } = readEvent(body) ?? {}; // none in a test message, or another alert
    const at = Date.parse(String(metadata?.event?.created_at));
    // No id: of a certificate that was replaced.
    if (typeof data?.id === "string" && at)
      domains.update(data.id, STATES.get(String(data.ssl?.status)) ?? "pending", at);
    response.sendStatus(204);
  };
  // The raw body, whatever its type says: `express.json()` would answer what is no JSON for us.
  const raw = express.raw({ type: () => true, limit: "1mb" });
  return express().post("/webhooks/cloudflare", requireSecret(secret), raw, takeEvent);
};
