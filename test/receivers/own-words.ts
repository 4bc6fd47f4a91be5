import type { CloudflareSubject } from "hookwright/cloudflare";
import { createCloudflareReceiver, type TestReceiver, timeOf } from "./cloudflare.ts";

const WORDS: Readonly<Record<string, string>> = { active: "live", pending_deletion: "leaving", deleted: "gone" };

/** Keeps four words of its own instead of the provider's statuses, and forgets what is deleted. */
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
      expect: { active: "live", "pending_*": "waiting", pending_deletion: ["leaving", "removing"], deleted: undefined },
    },
  };
};
