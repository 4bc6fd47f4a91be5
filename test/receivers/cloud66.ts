import { timingSafeEqual } from "node:crypto";
import type { Cloud66Event, Cloud66Subject } from "hookwright/cloud66";
import { answer, SECRET, type TestReceiver } from "./cloudflare.ts";

/** What a receiver knows of one certificate. */
export interface CertificateRow {
  at: number;
  status: string;
}

/** The decisions of a receiver; a mutant takes one of them wrongly. */
export interface Cloud66Parts {
  isGenuine(given: string | null, secret: string): boolean;
  move(row: CertificateRow, event: Cloud66Event): void;
}

const isEqual = (given: string | null, secret: string): boolean => {
  const [a, b] = [Buffer.from(given ?? ""), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const correctParts: Cloud66Parts = {
  isGenuine: isEqual,
  move(row, { timestamp, ssl_certificate: { status } }) {
    if (timestamp >= row.at) Object.assign(row, { at: timestamp, status });
  },
};

const keyOf = (stackId: number, name: string): string => `${stackId}/${name}`;

/** Mirrors Cloud66's statuses before it answers; the secret is a token in the URL, and a repetition changes nothing. */
export const createCloud66Receiver = (wrong: Partial<Cloud66Parts> = {}): TestReceiver<Cloud66Subject> => {
  const parts = { ...correctParts, ...wrong };
  const rows = new Map<string, CertificateRow>();
  return {
    async fetch(request) {
      if (!parts.isGenuine(new URL(request.url).searchParams.get("token"), SECRET)) return answer(401);
      const event = (await request.json()) as Cloud66Event;
      const row = rows.get(keyOf(event.ssl_certificate.stack_id, event.ssl_certificate.name));
      if (row) parts.move(row, event);
      return answer(204);
    },
    options: {
      secret: SECRET,
      settle: 50,
      prepare: ({ stackId, name }) => void rows.set(keyOf(stackId, name), { at: 0, status: "new" }),
      observe: ({ stackId, name }) => structuredClone(rows.get(keyOf(stackId, name))),
    },
  };
};
