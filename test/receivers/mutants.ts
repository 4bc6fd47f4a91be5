import type { CheckResult } from "hookwright";
import type { CloudflareEvent, CloudflareSubject } from "hookwright/cloudflare";
import { answer, correctParts, createCloudflareReceiver, type Parts, SECRET, type TestReceiver } from "./cloudflare.ts";

/** A receiver with one bug. */
export interface Mutant {
  /** The bug. */
  name: string;
  /** The check that must fail. */
  fails: string;
  /** Checks that fail for the same bug, with the reason why nothing blocks them. */
  alsoFails?: Readonly<Record<string, string>>;
  create: () => TestReceiver<CloudflareSubject>;
}

const withBug = (wrong: Partial<Parts>) => (): TestReceiver<CloudflareSubject> => createCloudflareReceiver(wrong);

const suffix = ({ metadata }: CloudflareEvent): string =>
  metadata.event.type.replace("ssl.custom_hostname_certificate.", "");

/** The correct move, but another status for some events. */
const misread =
  (statuses: Readonly<Record<string, string>>): Parts["move"] =>
  (row, event) => {
    const status = statuses[suffix(event)];
    correctParts.move(row, event);
    if (status !== undefined) row.status = status;
  };

const acceptsValid: Omit<Mutant, "fails">[] = [
  {
    name: "reads body.type, which is not there",
    create: withBug({ refuse: (event) => ("type" in event ? undefined : 400) }),
  },
  {
    name: "reads data.custom_hostname_id, which is not there",
    create: withBug({ refuse: ({ data }) => ("custom_hostname_id" in data ? undefined : 400) }),
  },
  {
    name: "TypeError on validation_errors[0]",
    create: withBug({
      move(row, event) {
        const { validation_errors } = event.data.ssl as { validation_errors: { message: string }[] };
        row.extra = (validation_errors[0] as { message: string }).message;
        correctParts.move(row, event);
      },
    }),
  },
  {
    name: "takes times with milliseconds only",
    create: withBug({
      move(row, event) {
        if (!/\.\d{3}Z$/.test(event.metadata.event.created_at)) throw new RangeError("no time");
        correctParts.move(row, event);
      },
    }),
  },
  {
    name: "knows successes only",
    create: withBug({
      move(row, event) {
        if (!suffix(event).endsWith(".succeeded")) throw new Error("unknown event type");
        correctParts.move(row, event);
      },
    }),
  },
];

const acceptsOrphans: Omit<Mutant, "fails">[] = [
  {
    name: "TypeError on the hostname of an orphan",
    create: withBug({
      find: (rows, { data }) => rows.filter(({ hostname }) => hostname === (data.hostname as string).toLowerCase()),
    }),
  },
  {
    name: "404 for an orphan",
    create: withBug({ refuse: ({ data }) => (data.id === undefined ? 404 : undefined) }),
  },
  {
    name: "updates every row where the hostname is undefined",
    create: withBug({
      find: (rows, { data }) => rows.filter(({ id }) => data.id === undefined || id === data.id),
    }),
  },
  {
    name: "takes an orphan for the newest row of its zone",
    create: withBug({
      find: (rows, event) =>
        event.data.id === undefined
          ? rows.filter(({ zoneId }) => zoneId === event.metadata.zone.id).slice(-1)
          : correctParts.find(rows, event),
    }),
  },
  {
    name: "takes an orphan for the first row, where the hostname is undefined",
    create: withBug({
      find: (rows, event) => (event.data.id === undefined ? rows.slice(0, 1) : correctParts.find(rows, event)),
    }),
  },
  {
    name: "finds rows by any certificate they ever had",
    create: withBug({
      find: (rows, { data }) =>
        rows.filter(({ id, certificates }) => id === data.id || certificates.includes(data.ssl.id)),
      move(row, event) {
        row.certificates.push(event.data.ssl.id);
        correctParts.move(row, event);
      },
    }),
  },
];

const followsLifecycle: Omit<Mutant, "fails">[] = [
  { name: "takes a renewal for active at once", create: withBug({ move: misread({ "renewal.succeeded": "active" }) }) },
  {
    name: "takes an issued certificate for active before it is deployed",
    create: withBug({ move: misread({ "issuance.succeeded": "active" }) }),
  },
  {
    name: "takes a failed deployment back to validation",
    create: withBug({ move: misread({ "deployment.failed": "pending_validation" }) }),
  },
  {
    name: "takes a failed deletion for a deletion",
    create: withBug({ move: misread({ "deletion.failed": "deleted" }) }),
  },
  {
    name: "ignores deletions",
    create: withBug({
      move(row, event) {
        if (suffix(event) !== "deletion.succeeded") correctParts.move(row, event);
      },
    }),
  },
  {
    name: "knows no way out of active",
    create: withBug({
      move(row, event) {
        if (row.status !== "active") correctParts.move(row, event);
      },
    }),
  },
];

const ignoresDuplicates: Omit<Mutant, "fails">[] = [
  {
    name: "counts duplicates",
    create: withBug({
      repeated: () => undefined,
      move(row, event) {
        row.extra = Number(row.extra ?? 0) + 1;
        correctParts.move(row, event);
      },
    }),
  },
  { name: "409 for a duplicate", create: withBug({ repeated: () => 409 }) },
  {
    name: "the event's id is unique in a table, and its violation a 500",
    create: withBug({
      repeated() {
        throw new Error("unique constraint violated");
      },
    }),
  },
  {
    name: "the last write wins",
    create: withBug({
      repeated: () => undefined,
      move(row, { data }) {
        row.status = data.ssl.status;
      },
    }),
  },
  {
    name: "deduplicates the last event only",
    create: () => {
      const last = new Map<string, string>();
      return createCloudflareReceiver({
        repeated: () => undefined,
        move(row, { data, metadata }) {
          if (last.get(row.id) === metadata.event.id) return;
          last.set(row.id, metadata.event.id);
          row.status = data.ssl.status;
        },
      });
    },
  },
];

const storesFirst = (): TestReceiver<CloudflareSubject> => {
  const { fetch, options } = createCloudflareReceiver({ isGenuine: () => true });
  return {
    async fetch(request) {
      const answered = await fetch(request);
      return request.headers.get("cf-webhook-auth") === SECRET ? answered : answer(401);
    },
    options,
  };
};

const rejectsBadSecret: Omit<Mutant, "fails">[] = [
  {
    name: "compares the secret by prefix",
    create: withBug({ isGenuine: (given, secret) => secret.startsWith(given ?? "-") }),
  },
  {
    name: "takes a secret that goes on",
    create: withBug({ isGenuine: (given, secret) => (given ?? "").startsWith(secret) }),
  },
  {
    name: "compares the secret without its case",
    create: withBug({ isGenuine: (given, secret) => given?.toLowerCase() === secret.toLowerCase() }),
  },
  { name: "asks only whether there is a secret", create: withBug({ isGenuine: (given) => typeof given === "string" }) },
  {
    name: "compares the secret only when one is sent",
    create: withBug({ isGenuine: (given, secret) => given === null || given === secret }),
  },
  {
    name: "RangeError of timingSafeEqual on unequal lengths",
    create: withBug({
      isGenuine(given, secret) {
        if ((given ?? "").length !== secret.length)
          throw new RangeError("Input buffers must have the same byte length");
        return given === secret;
      },
    }),
  },
  { name: "stores before it checks the secret", create: storesFirst },
];

/** Each check with receivers that fail it. */
export const mutants: readonly Mutant[] = Object.entries({
  "accepts-valid": acceptsValid,
  "accepts-orphans": acceptsOrphans,
  "follows-lifecycle": followsLifecycle,
  "ignores-duplicates": ignoresDuplicates,
  "rejects-bad-secret": rejectsBadSecret,
}).flatMap(([fails, list]) => list.map((mutant) => ({ ...mutant, fails })));

/** The ids of the checks with a result. */
export const idsOf = (checks: readonly CheckResult[], result: CheckResult["result"]): string[] =>
  checks.filter((check) => check.result === result).map(({ id }) => id);
