// An event as far as it is read here, each field of which may be missing.
interface Loose {
  data?: Loose;
  id?: unknown;
  metadata?: { event?: { created_at?: unknown } };
  ssl?: { status?: unknown };
}

/** What we need of an event. */
export interface Event {
  /** Of the custom hostname. */
  id: string;
  at: number;
  status: string;
}

/**
 * By itself, as Cloudflare's pages show it, or in a notification, as live accounts are reported to send it. A test message and
 * other alerts have none, and the event of a certificate that was replaced has no id: they say nothing of a domain.
 */
export const readEvent = (body: Loose): Event | undefined => {
  const { data, metadata } = [body, body.data].find((one) => one?.data?.ssl) ?? {};
  const at = Date.parse(String(metadata?.event?.created_at));
  return typeof data?.id === "string" && at ? { id: data.id, at, status: String(data.ssl?.status) } : undefined;
};
