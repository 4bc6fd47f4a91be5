import { timingSafeEqual } from "node:crypto";
import type { FetchFunction, VerifyOptions } from "hookwright";
import type { CloudflareEvent, CloudflareSubject } from "hookwright/cloudflare";

/** The secret of every receiver for tests; it has letters of both cases, for receivers that fold them. */
export const SECRET = "s3cret-Of-Tests";

/** What a receiver knows of one custom hostname. */
export interface Row {
  id: string;
  hostname: string;
  zoneId: string;
  certificates: string[];
  /** The time of the newest event. */
  at: number;
  status: string;
  /** What a mutant keeps beside. */
  extra?: unknown;
}

/** The decisions of a receiver; a mutant takes one of them wrongly. */
export interface Parts {
  isGenuine(given: string | null, secret: string): boolean;
  /** Rejects an event by its shape. */
  refuse(event: CloudflareEvent): number | undefined;
  /** The rows that an event is about: none for an orphan or an unknown subject. */
  find(rows: readonly Row[], event: CloudflareEvent): readonly Row[];
  /** The answer to an event seen before; `undefined` takes it for a new one. */
  repeated(event: CloudflareEvent): number | undefined;
  /** What an event does to its row. */
  move(row: Row, event: CloudflareEvent): void;
}

/** A receiver in this process with what `verifyReceiver` must know of it. */
export interface TestReceiver<S extends object> {
  fetch: FetchFunction;
  options: VerifyOptions<S>;
}

export const answer = (status: number): Response => new Response(null, { status });

const isEqual = (given: string | null, secret: string): boolean => {
  const [a, b] = [Buffer.from(given ?? "", "latin1"), Buffer.from(secret, "latin1")];
  return a.length === b.length && timingSafeEqual(a, b);
};

export const timeOf = ({ metadata }: CloudflareEvent): number => Date.parse(metadata.event.created_at);

/** The right decisions. */
export const correctParts: Parts = {
  isGenuine: isEqual,
  refuse: () => undefined,
  find: (rows, { data }) => (data.id === undefined ? [] : rows.filter(({ id }) => id === data.id)),
  repeated: () => 204,
  move(row, event) {
    if (timeOf(event) < row.at) return;
    row.at = timeOf(event);
    row.status = event.data.ssl.status;
  },
};

/**
 * Mirrors Cloudflare's statuses before it answers: compares the secret in constant time, takes each event once, goes by
 * the time of events, and leaves orphans and unknown subjects alone.
 */
export const createCloudflareReceiver = (wrong: Partial<Parts> = {}): TestReceiver<CloudflareSubject> => {
  const parts = { ...correctParts, ...wrong };
  const rows: Row[] = [];
  const seen = new Set<string>();

  const take = (event: CloudflareEvent): number => {
    const { id } = event.metadata.event;
    const repeated = seen.has(id) ? parts.repeated(event) : undefined;
    if (repeated !== undefined) return repeated;
    seen.add(id);
    for (const row of parts.find(rows, event)) parts.move(row, event);
    return 204;
  };

  return {
    async fetch(request) {
      try {
        if (!parts.isGenuine(request.headers.get("cf-webhook-auth"), SECRET)) return answer(401);
        const event = (await request.json()) as CloudflareEvent;
        return answer(parts.refuse(event) ?? take(event));
      } catch {
        return answer(500);
      }
    },
    options: {
      secret: SECRET,
      settle: 50,
      prepare({ id, hostname, zoneId, certificateId }) {
        rows.push({ id, hostname, zoneId, certificates: [certificateId], at: 0, status: "initializing" });
      },
      observe: ({ id }) => structuredClone(rows.find((row) => row.id === id)),
    },
  };
};
