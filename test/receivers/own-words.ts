import type { CloudflareSubject } from "hookwright/cloudflare";
import { createCloudflareReceiver } from "./cloudflare.ts";
import { timeOf } from "./cloudflare-event.ts";
import type { TestReceiver } from "./test-receiver.ts";

const WORDS: Readonly<Record<string, string>> = { active: "live", deleted: "gone" };

/** Keeps three words of its own instead of the provider's statuses, and shows nothing of what is gone. */
export const createOwnWordsReceiver = (): TestReceiver<CloudflareSubject> => {
  const { fetch, options } = createCloudflareReceiver({
    move(row, event) {
      if (timeOf(event) < row.at) return;
      row.at = timeOf(event);
      row.status = WORDS[event.data.ssl.status] ?? "waiting";
    },
  });
  const observe = async (subject: CloudflareSubject): Promise<unknown> => {
    const row = (await options.observe?.(subject)) as { status: string } | undefined;
    return row === undefined || row.status === "gone" ? undefined : { domain: { state: row.status } };
  };
  return {
    fetch,
    options: {
      ...options,
      observe,
      view: (seen) => (seen as { domain: { state: string } }).domain.state,
      expect: { active: "live", "pending_*": ["waiting", "queued"], deleted: undefined },
    },
  };
};
