import { setTimeout as sleep } from "node:timers/promises";
import type { CloudflareSubject } from "hookwright/cloudflare";
import type { TestReceiver } from "./test-receiver.ts";

const BEHIND_MS = 80;

/** The same receiver, whose rows are read as they were 80 milliseconds ago; where `waits`, it answers when they are read anew. */
export const readFromReplica = (
  { fetch, options }: TestReceiver<CloudflareSubject>,
  { waits = false }: { waits?: boolean } = {},
): TestReceiver<CloudflareSubject> => {
  const subjects = new Map<string, CloudflareSubject>();
  const replica = new Map<string, unknown>();
  const replicate = async (): Promise<void> => {
    const rows = [...subjects].map(([id, subject]) => [id, options.observe?.(subject)] as const);
    await sleep(BEHIND_MS);
    for (const [id, row] of rows) replica.set(id, row);
  };
  return {
    async fetch(request) {
      const response = await fetch(request);
      const replicated = replicate();
      if (waits) await replicated;
      return response;
    },
    options: {
      ...options,
      async prepare(subject) {
        await options.prepare?.(subject);
        subjects.set(subject.id, subject);
        void replicate();
      },
      observe: ({ id }) => replica.get(id),
    },
  };
};
