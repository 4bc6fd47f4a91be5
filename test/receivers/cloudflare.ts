import type { CloudflareEvent, CloudflareSubject } from "hookwright/cloudflare";
import { readEvent, timeOf } from "./cloudflare-event.ts";
import { isEqualSecret } from "./is-equal-secret.ts";
import { type JsonObject, parseBody } from "./json-body.ts";
import { answer, SECRET, type TestReceiver } from "./test-receiver.ts";

export { answer, SECRET, type TestReceiver } from "./test-receiver.ts";

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

/** The decisions of a receiver, in the order in which they are taken; a mutant takes one of them wrongly. */
export interface Parts {
  /** Whether a method is one for events: 405 to the others. */
  takesMethod(method: string): boolean;
  /** Whether the secret is the right one: else 401. */
  isGenuine(given: string | null, secret: string): boolean;
  /** Rejects a request by its headers. */
  refuseRequest(request: Request): number | undefined;
  /** The object in a body: 400 to what has none. */
  parse(bytes: Uint8Array): JsonObject | undefined;
  /** Rejects a body before it is known to be an event. */
  refuseBody(body: JsonObject): number | undefined;
  /** The event in a body, out of an envelope or as it is; what is none of ours is answered with 204. */
  read(body: JsonObject): CloudflareEvent | undefined;
  /** Rejects an event by its fields, before anything is stored. */
  refuse(event: CloudflareEvent): number | undefined;
  /** What two deliveries of the same event have in common. */
  keyOf(event: CloudflareEvent, body: JsonObject): string;
  /** The answer to an event seen before; `undefined` takes it for a new one. */
  repeated(event: CloudflareEvent): number | undefined;
  /** The rows that an event is about: none for an orphan or an unknown subject. */
  find(rows: readonly Row[], event: CloudflareEvent): readonly Row[];
  /** What an event does to its row. */
  move(row: Row, event: CloudflareEvent): void;
  /** What an event does to all that is stored. */
  apply(rows: Row[], event: CloudflareEvent, parts: Pick<Parts, "find" | "move">): void | Promise<void>;
  /** The answer when all is done. */
  respond(event: CloudflareEvent): Response | Promise<Response>;
}

/** The right decisions. */
export const correctParts: Parts = {
  takesMethod: (method) => method === "POST",
  isGenuine: isEqualSecret,
  refuseRequest: () => undefined,
  parse: parseBody,
  refuseBody: () => undefined,
  read: readEvent,
  refuse: () => undefined,
  keyOf: ({ metadata }) => metadata.event.id,
  repeated: () => 204,
  find: (rows, { data }) => (data.id ? rows.filter(({ id }) => id === data.id) : []),
  move(row, event) {
    if (timeOf(event) < row.at) return;
    row.at = timeOf(event);
    row.status = event.data.ssl.status;
  },
  apply(rows, event, { find, move }) {
    for (const row of find(rows, event)) move(row, event);
  },
  respond: () => answer(204),
};

/**
 * Mirrors Cloudflare's statuses before it answers: compares the secret in constant time, takes each event once, goes by
 * the time of events, and leaves orphans, unknown subjects and other alerts alone.
 */
export const createCloudflareReceiver = (wrong: Partial<Parts> = {}): TestReceiver<CloudflareSubject> => {
  const parts = { ...correctParts, ...wrong };
  const rows: Row[] = [];
  const seen = new Set<string>();

  const take = async (event: CloudflareEvent, body: JsonObject): Promise<Response> => {
    const key = parts.keyOf(event, body);
    const repeated = seen.has(key) ? parts.repeated(event) : undefined;
    if (repeated !== undefined) return answer(repeated);
    seen.add(key);
    await parts.apply(rows, event, parts);
    return parts.respond(event);
  };

  const receive = async (request: Request): Promise<Response> => {
    if (!parts.takesMethod(request.method)) return answer(405);
    if (!parts.isGenuine(request.headers.get("cf-webhook-auth"), SECRET)) return answer(401);
    const body = parts.parse(new Uint8Array(await request.arrayBuffer()));
    if (!body) return answer(400);
    const refused = parts.refuseRequest(request) ?? parts.refuseBody(body);
    if (refused !== undefined) return answer(refused);
    const event = parts.read(body);
    if (!event) return answer(204);
    const status = parts.refuse(event);
    return status === undefined ? take(event, body) : answer(status);
  };

  return {
    fetch: (request) => receive(request).catch(() => answer(500)),
    options: {
      secret: SECRET,
      prepare({ id, hostname, zoneId, certificateId }) {
        if (rows.some((row) => row.id === id)) return;
        rows.push({ id, hostname, zoneId, certificates: [certificateId], at: 0, status: "initializing" });
      },
      observe(subject) {
        const row = rows.find(({ id }) => id === subject.id);
        return row && structuredClone({ hostname: row.hostname, status: row.status, extra: row.extra });
      },
    },
  };
};
