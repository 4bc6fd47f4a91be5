import type { CloudflareSubject } from "hookwright/cloudflare";
import { createCloudflareReceiver } from "./cloudflare.ts";
import { readAnyEvent } from "./cloudflare-event.ts";
import type { TestReceiver } from "./test-receiver.ts";

/**
 * Updates rows that exist and has one for each hostname: its users know hostnames only. A row remembers the id that it was
 * last made for, and events of another id of that hostname are none of its business. It goes by the status alone, whatever
 * the type of the event.
 */
export const createRowsByHostnameReceiver = (): TestReceiver<CloudflareSubject> => {
  const idOf = new Map<string, string>();
  const { fetch, options } = createCloudflareReceiver({
    read: readAnyEvent,
    find: (rows, { data }) => {
      const { id, hostname } = data;
      return id && hostname && idOf.get(hostname) === id ? rows.filter((row) => row.id === id) : [];
    },
  });
  return {
    fetch,
    options: {
      ...options,
      prepare(subject) {
        idOf.set(subject.hostname, subject.id);
        return options.prepare?.(subject);
      },
      observe: (subject) => (idOf.get(subject.hostname) === subject.id ? options.observe?.(subject) : undefined),
    },
  };
};
