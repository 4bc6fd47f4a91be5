import { createHash, timingSafeEqual } from "node:crypto";
import { forgetDomain } from "../../../lib/domains.ts";

interface Loose {
  data?: Loose;
  id?: unknown;
  ssl?: unknown;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

// Digests are of one length, which `timingSafeEqual` asks for. Without a secret of ours nobody is let in.
const isGenuine = (given: string | null, secret = process.env["CLOUDFLARE_WEBHOOK_SECRET"]): boolean =>
  Boolean(secret) && timingSafeEqual(digest(given ?? ""), digest(String(secret)));

/** By itself, as Cloudflare's pages show an event, or in a notification, as live accounts are reported to send it. */
const readId = ({ data }: Loose): unknown => (data?.ssl ? data : data?.data)?.id;

/**
 * Keeps nothing of an event: what was known of the domain is forgotten, and whoever looks next asks Cloudflare. So events may
 * come twice, late and in any order.
 */
export const POST = async (request: Request): Promise<Response> => {
  if (!isGenuine(request.headers.get("cf-webhook-auth"))) return new Response(null, { status: 401 });
  const body: unknown = await request.json().catch(() => undefined);
  if (typeof body !== "object" || body === null || Array.isArray(body)) return new Response(null, { status: 400 });
  const id = readId(body);
  if (typeof id === "string") forgetDomain(id); // none in a test message, nor in the event of a certificate that was replaced
  return new Response(null, { status: 204 });
};
