import { setTimeout as sleep } from "node:timers/promises";
import { formatReport, type Report, verifyReceiver } from "hookwright";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import type { CheckId } from "../../contracts/check.ts";
import { correctParts, createCloudflareReceiver, type Parts } from "../receivers/cloudflare.ts";
import { accept } from "../receivers/late.ts";
import { readNotification } from "../receivers/notification-only.ts";
import type { TestReceiver } from "../receivers/test-receiver.ts";

const NOTHING_MOVES: readonly CheckId[] = [
  ...(["accepts-valid", "accepts-orphans", "tolerates-other-events", "ignores-duplicates"] as const),
  ...(["ignores-other-methods", "survives-malformed", "rejects-bad-secret"] as const),
];

const verify = (
  { fetch, options }: TestReceiver<CloudflareSubject>,
  check: readonly CheckId[],
  envelope = "none",
): Promise<Report> => verifyReceiver(cloudflare, fetch, { ...options, envelope, check });

const expectNoAlarm = (report: Report): void =>
  expect(report.counts, formatReport(report, "text")).toMatchObject({ fail: 0, warn: 0 });

/** The same receiver, whose rows are shown with something beside. */
const withBeside = (
  { fetch, options }: TestReceiver<CloudflareSubject>,
  beside: () => object,
): TestReceiver<CloudflareSubject> => ({
  fetch,
  options: {
    ...options,
    async observe(subject) {
      const row = await options.observe?.(subject);
      return typeof row === "object" ? { ...row, ...beside() } : undefined;
    },
  },
});

/** Which of two nodes answers a look: each answers a few in a row. */
const nodes = (): (() => object) => {
  let looks = 0;
  return () => ({ servedBy: `node-${Math.floor(looks++ / 5) % 2}` });
};

/** Rows are seen as they were 80 milliseconds ago, as a replica shows them; where `waits`, events are answered after that. */
const createReplicatedReceiver = (
  { waits = false }: { waits?: boolean } = {},
  wrong: Partial<Parts> = {},
): TestReceiver<CloudflareSubject> => {
  const replica = new Map<string, unknown>();
  const write = async (id: string, row: object): Promise<void> => {
    await sleep(80);
    replica.set(id, row);
  };
  const { fetch, options } = createCloudflareReceiver({
    ...wrong,
    async apply(rows, event, { find }) {
      for (const row of find(rows, event)) {
        correctParts.move(row, event);
        const written = write(row.id, { status: row.status });
        if (waits) await written;
      }
    },
  });
  return {
    fetch,
    options: {
      ...options,
      async prepare(subject) {
        await options.prepare?.(subject);
        void write(subject.id, { status: "initializing" });
      },
      observe: ({ id }) => replica.get(id),
    },
  };
};

/** Counts all that it took, and shows the count with each row; it works 20 milliseconds after the answer. */
const createRevisedReceiver = (): TestReceiver<CloudflareSubject> => {
  let revision = 0;
  const { fetch, options } = createCloudflareReceiver({
    move(row, event) {
      correctParts.move(row, event);
      revision++;
    },
  });
  const late = accept((request) => void sleep(20).then(() => fetch(request)));
  return withBeside({ fetch: late, options }, () => ({ revision }));
};

it("what differs from look to look, but not from each to the next, is blamed on nobody", async () => {
  expectNoAlarm(await verify(withBeside(createCloudflareReceiver(), nodes()), NOTHING_MOVES));
});

it("what moves beside what differs by itself is found", async () => {
  const counting = createCloudflareReceiver({
    repeated: () => undefined,
    move(row, event) {
      correctParts.move(row, event);
      row.extra = Number(row.extra ?? 0) + 1;
    },
  });
  const report = await verify(withBeside(counting, nodes()), ["ignores-duplicates"]);
  expect(report.checks[0]?.result, formatReport(report, "text")).toBe("fail");
});

it("what the run's own events move is not blamed on a duplicate or a wrong secret", async () => {
  expectNoAlarm(await verify(createRevisedReceiver(), ["accepts-valid", "ignores-duplicates", "rejects-bad-secret"]));
});

it.each([
  { what: "as events do", waits: false },
  { what: "though events do not", waits: true },
])("a prepared row that shows late, $what, is no trace of an event without the right secret", async ({ waits }) => {
  expectNoAlarm(await verify(createReplicatedReceiver({ waits }), ["rejects-bad-secret"]));
});

it.each([
  { what: "a prepared row that shows late", create: () => createReplicatedReceiver({}, { read: readNotification }) },
  {
    what: "what differs by itself",
    create: () => withBeside(createCloudflareReceiver({ read: readNotification }), nodes()),
  },
])("$what is no proof that an envelope is read", async ({ create }) => {
  const { envelope } = await verify(create(), ["accepts-test-message"], "auto");
  expect(envelope).toEqual({ used: "notification", understood: { none: "unknown", notification: true } });
});
