import cloud66, { type Cloud66Event, type Cloud66Subject } from "hookwright/cloud66";
import { isEqualSecret } from "./is-equal-secret.ts";
import { isObject, type JsonObject, parseBody } from "./json-body.ts";
import { answer, SECRET, type TestReceiver } from "./test-receiver.ts";

/** What a receiver knows of one certificate. */
export interface CertificateRow {
  stackId: number;
  name: string;
  /** The time of the newest event. */
  at: number;
  status: string;
  /** What a mutant keeps beside. */
  extra?: unknown;
}

/** The decisions of a receiver, in the order in which they are taken; a mutant takes one of them wrongly. */
export interface Cloud66Parts {
  /** Whether a method is one for events: 405 to the others. */
  takesMethod(method: string): boolean;
  /** Whether the token is the right one: else 401. */
  isGenuine(given: string | null, secret: string): boolean;
  /** The object in a body: 400 to what has none. */
  parse(bytes: Uint8Array): JsonObject | undefined;
  /** The event in a body; what is none of ours is answered with 204. */
  read(body: JsonObject): Cloud66Event | undefined;
  /** Rejects an event by its fields, before anything is stored. */
  refuse(event: Cloud66Event): number | undefined;
  /** The rows that an event is about: none for an unknown certificate. */
  find(rows: readonly CertificateRow[], event: Cloud66Event): readonly CertificateRow[];
  /** What an event does to its row. */
  move(row: CertificateRow, event: Cloud66Event): void;
  /** What an event does to all that is stored. */
  apply(rows: CertificateRow[], event: Cloud66Event, parts: Pick<Cloud66Parts, "find" | "move">): void | Promise<void>;
  /** The answer when all is done. */
  respond(event: Cloud66Event): Response | Promise<Response>;
}

const KNOWN: ReadonlySet<unknown> = new Set(cloud66.eventTypes);

const readCloud66Event = (body: JsonObject): Cloud66Event | undefined => {
  const { event_type, timestamp, ssl_certificate } = body;
  const isEvent =
    KNOWN.has(event_type) &&
    typeof timestamp === "number" &&
    isObject(ssl_certificate) &&
    typeof ssl_certificate["status"] === "string";
  return isEvent ? (body as unknown as Cloud66Event) : undefined;
};

/** The right decisions. */
export const correctCloud66Parts: Cloud66Parts = {
  takesMethod: (method) => method === "POST",
  isGenuine: isEqualSecret,
  parse: parseBody,
  read: readCloud66Event,
  refuse: () => undefined,
  find: (rows, { ssl_certificate: { stack_id, name } }) =>
    rows.filter((row) => row.stackId === stack_id && row.name === name),
  move(row, { timestamp, ssl_certificate: { status } }) {
    if (timestamp < row.at) return;
    row.at = timestamp;
    row.status = status;
  },
  apply(rows, event, { find, move }) {
    for (const row of find(rows, event)) move(row, event);
  },
  respond: () => answer(204),
};

/** Mirrors Cloud66's statuses before it answers; the secret is a token in the URL, and a repetition changes nothing. */
export const createCloud66Receiver = (wrong: Partial<Cloud66Parts> = {}): TestReceiver<Cloud66Subject> => {
  const parts = { ...correctCloud66Parts, ...wrong };
  const rows: CertificateRow[] = [];

  const receive = async (request: Request): Promise<Response> => {
    if (!parts.takesMethod(request.method)) return answer(405);
    if (!parts.isGenuine(new URL(request.url).searchParams.get("token"), SECRET)) return answer(401);
    const body = parts.parse(new Uint8Array(await request.arrayBuffer()));
    if (!body) return answer(400);
    const event = parts.read(body);
    if (!event) return answer(204);
    const refused = parts.refuse(event);
    if (refused !== undefined) return answer(refused);
    await parts.apply(rows, event, parts);
    return parts.respond(event);
  };

  const isOf =
    ({ stackId, name }: Cloud66Subject) =>
    (row: CertificateRow): boolean =>
      row.stackId === stackId && row.name === name;

  return {
    fetch: (request) => receive(request).catch(() => answer(500)),
    options: {
      secret: SECRET,
      prepare(subject) {
        const { stackId, name } = subject;
        if (!rows.some(isOf(subject))) rows.push({ stackId, name, at: 0, status: "not installed" });
      },
      observe(subject) {
        const row = rows.find(isOf(subject));
        return row && structuredClone({ status: row.status, extra: row.extra });
      },
    },
  };
};
