import { createHash, timingSafeEqual } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import type { Inbox } from "./inbox.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Looks at who sends and whether it is JSON, keeps the rest for later, and answers at once. */
export const createApp = (secret: string, inbox: Inbox): FastifyInstance => {
  if (secret === "") throw new Error("Failed to start: the secret is empty, and so is that of anybody without one.");
  const app = Fastify();

  // Whatever its type says; Fastify's own parser would answer in its words, and keep no bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, async (_request: unknown, body: string) => body);

  // Before the body is read. Digests are of one length, which `timingSafeEqual` asks for.
  app.addHook("onRequest", async ({ headers }, reply) => {
    const isGenuine = timingSafeEqual(digest(String(headers["cf-webhook-auth"] ?? "")), digest(secret));
    if (!isGenuine) return reply.code(401).send();
  });

  app.post("/webhooks/cloudflare", async ({ body }, reply) => {
    try {
      const value: unknown = JSON.parse(String(body));
      if (!isObject(value)) return reply.code(400).send();
      inbox.add(value);
      return reply.code(202).send();
    } catch {
      return reply.code(400).send();
    }
  });

  return app;
};
