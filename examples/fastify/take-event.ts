import type { DomainStore } from "./domain-store.ts";

// An event as far as it is read here, each field of which may be missing.
interface Loose {
  data?: Loose;
  id?: unknown;
  metadata?: { event?: { created_at?: unknown } };
  ssl?: { status?: unknown };
}

/** By itself, as Cloudflare's pages show it, or in a notification, as live accounts are reported to send it. */
const readEvent = (body: Loose): Loose | undefined => [body, body.data].find((one) => one?.data?.ssl);

/** What an event means for our domains: nothing if it is older than what we know, or about none of them. */
export const takeEvent = async (domains: DomainStore, body: object): Promise<void> => {
  const { data, metadata } = readEvent(body) ?? {}; // none in a test message, or another alert
  if (typeof data?.id !== "string") return; // the event of a certificate that was replaced
  const domain = await domains.find(data.id);
  const at = Date.parse(String(metadata?.event?.created_at));
  // To read and then to write is safe where one worker does it, as here; several need one statement or a lock.
  if (domain && domain.at < at) await domains.save({ ...domain, status: String(data.ssl?.status), at });
};
