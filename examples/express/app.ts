import { createHash, timingSafeEqual } from "node:crypto";
import express, { type Express, type RequestHandler } from "express";
import type { CloudflareEvent } from "hookwright/cloudflare"; // a type only: nothing of it is in production
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

type Loose = Partial<CloudflareEvent> & { data?: object };

/** By itself, as Cloudflare's pages show it, or in a notification, as live accounts are reported to send it. */
const readEvent = (body: Loose): CloudflareEvent | undefined =>
  [body, body.data as Loose | undefined].find((one): one is CloudflareEvent => one?.data?.ssl !== undefined);

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
    const { data, metadata } = readEvent(body) ?? {};
    // No event: a test message, or another alert. No id: of a certificate that was replaced.
    if (data?.id && metadata)
      domains.update(data.id, STATES.get(data.ssl.status) ?? "pending", Date.parse(metadata.event.created_at));
    response.sendStatus(204);
  };
  // The raw body, whatever its type says: `express.json()` would answer what is no JSON for us.
  const raw = express.raw({ type: () => true, limit: "1mb" });
  return express().post("/webhooks/cloudflare", requireSecret(secret), raw, takeEvent);
};
