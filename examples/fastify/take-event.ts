import type { CloudflareEvent } from "hookwright/cloudflare"; // a type only: nothing of it is in production
import type { DomainStore } from "./domain-store.ts";

type Loose = Partial<CloudflareEvent> & { data?: object };

/** By itself, as Cloudflare's pages show it, or in a notification, as live accounts are reported to send it. */
const readEvent = (body: Loose): CloudflareEvent | undefined =>
  [body, body.data as Loose | undefined].find((one): one is CloudflareEvent => one?.data?.ssl !== undefined);

/** What an event means for our domains: nothing if it is older than what we know, or about none of them. */
export const takeEvent = async (domains: DomainStore, body: object): Promise<void> => {
  const { data, metadata } = readEvent(body) ?? {};
  if (!data?.id || !metadata) return; // a test message, another alert, or the event of a certificate that was replaced
  const domain = await domains.find(data.id);
  const at = Date.parse(metadata.event.created_at);
  // To read and then to write is safe where one worker does it, as here; several need one statement or a lock.
  if (domain && domain.at < at) await domains.save({ ...domain, status: data.ssl.status, at });
};
