import type { CloudflareSubject } from "hookwright/cloudflare";
import { createCloudflareReceiver, type Row } from "./cloudflare.ts";
import type { TestReceiver } from "./test-receiver.ts";

/**
 * Makes a row at a hostname's first event, so that nothing has to be prepared, and deletes it on deletion; it keeps the ids
 * of what was deleted, so that late events bring nothing back.
 */
export const createForgetfulReceiver = (): TestReceiver<CloudflareSubject> => {
  const known = new Map<string, Row>();
  const deleted = new Set<string>();
  const { fetch, options } = createCloudflareReceiver({
    apply(_, event, { move }) {
      const { id, hostname = "" } = event.data;
      if (!id || deleted.has(id)) return;
      const row = known.get(id) ?? { id, hostname, zoneId: "", certificates: [], at: 0, status: "" };
      known.set(id, row);
      move(row, event);
      if (row.status !== "deleted") return;
      known.delete(id);
      deleted.add(id);
    },
  });
  const { prepare: _, ...rest } = options;
  return {
    fetch,
    options: {
      ...rest,
      observe: ({ id }) => known.get(id)?.status,
    },
  };
};
