import Cloudflare from "cloudflare";
import { Hono } from "hono";
import type { DomainStore } from "./domain-store.ts";
import { createDomains } from "./domains.ts";
import { createWebhooks } from "./webhooks.ts";

/** What the application needs of the world. */
export interface Services {
  cloudflare: Cloudflare;
  store: DomainStore;
  /** The zone that customers' domains are added to. */
  zoneId: string;
  /** Shared with Cloudflare; comes with each webhook. */
  secret: string;
}

/** The application: its `fetch` is all that a server needs. */
export const createApp = ({ cloudflare, store, zoneId, secret }: Services): Hono => {
  if (secret === "") throw new Error("Failed to start: the secret is empty, and so is that of anybody without one.");
  return new Hono()
    .route("/domains", createDomains(cloudflare, store, zoneId))
    .route("/webhooks", createWebhooks(cloudflare, store, secret))
    .onError((error, c) => {
      if (!(error instanceof Cloudflare.APIError)) throw error;
      const problems = error.errors.map(({ message }) => message);
      // A hostname that cannot be had is for the customer to mend; anything else is ours.
      return c.json({ problems }, error instanceof Cloudflare.BadRequestError ? 422 : 502);
    });
};
