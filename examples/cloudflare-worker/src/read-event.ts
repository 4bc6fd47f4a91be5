import type { CloudflareEvent } from "hookwright/cloudflare"; // a type only: nothing of it is in the Worker

type Loose = Partial<CloudflareEvent> & { data?: object };

/** What we need of an event. */
export interface Event {
  /** Of the custom hostname; a certificate that was replaced has none. */
  id: string | undefined;
  at: number;
  status: string;
}

/** By itself, as Cloudflare's pages show it, or in a notification, as live accounts are reported to send it. */
export const readEvent = (body: Loose): Event | undefined => {
  const isEvent = (one: Loose | undefined): one is CloudflareEvent => one?.data?.ssl !== undefined;
  const event = [body, body.data as Loose | undefined].find(isEvent);
  return (
    event && {
      id: event.data.id || undefined,
      at: Date.parse(event.metadata.event.created_at),
      status: event.data.ssl.status,
    }
  );
};
