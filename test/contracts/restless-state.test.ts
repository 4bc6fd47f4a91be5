import { setTimeout as sleep } from "node:timers/promises";
import { formatReport, type Report, verifyReceiver } from "hookwright";
import cloudflare, { type CloudflareEvent, type CloudflareSubject } from "hookwright/cloudflare";
import { expect, it } from "vitest";
import type { CheckId } from "../../contracts/check.ts";
import { answer, correctParts, createCloudflareReceiver } from "../receivers/cloudflare.ts";
import { accept } from "../receivers/late.ts";
import { readNotification } from "../receivers/notification-only.ts";
import { readFromReplica } from "../receivers/replica.ts";
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

/** Keeps the row of an event that it refused, in two steps. */
const createHalfStored = (): TestReceiver<CloudflareSubject> => {
  const halfStored = new Map<string | undefined, string>();
  const { fetch, options } = createCloudflareReceiver();
  return {
    async fetch(request) {
      const copy = request.clone();
      const response = await fetch(request);
      if (response.status !== 401) return response;
      const { data } = (await copy.json()) as CloudflareEvent;
      halfStored.set(data.id, "processing");
      void sleep(300).then(() => halfStored.set(data.id, data.ssl.status));
      return response;
    },
    options: {
      ...options,
      observe(subject) {
        const [row, status] = [options.observe?.(subject), halfStored.get(subject.id)];
        return status === undefined ? row : { ...(row as object), status };
      },
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

it("what is stored in two steps is not taken for what moves anyway", async () => {
  const report = await verify(createHalfStored(), ["rejects-bad-secret"]);
  expect(report.checks[0]?.result, formatReport(report, "text")).toBe("fail");
});

it("a duplicate that is counted twice, at once and later, is not taken for what moves anyway", async () => {
  const counting = createCloudflareReceiver({
    repeated: () => undefined,
    move(row, event) {
      correctParts.move(row, event);
      const count = (): void => {
        row.extra = Number(row.extra ?? 0) + 1;
      };
      count();
      void sleep(300).then(count);
    },
  });
  const report = await verify(counting, ["ignores-duplicates"]);
  expect(report.checks[0]?.result, formatReport(report, "text")).toBe("fail");
});

it("what is stored late in spite of its secret is waited for, though prepared rows show before", async () => {
  const { fetch, options } = createCloudflareReceiver({ isGenuine: () => true });
  const late: TestReceiver<CloudflareSubject> = {
    async fetch(request) {
      const isRight = request.headers.get("cf-webhook-auth") === options.secret;
      void sleep(400).then(() => fetch(request));
      return answer(isRight ? 202 : 401);
    },
    options,
  };
  const report = await verify(readFromReplica(late), ["rejects-bad-secret"]);
  expect(report.checks[0]?.result, formatReport(report, "text")).toBe("fail");
});

it("what the run's own events move is not blamed on a duplicate or a wrong secret", async () => {
  expectNoAlarm(await verify(createRevisedReceiver(), ["accepts-valid", "ignores-duplicates", "rejects-bad-secret"]));
});

it.each([
  { what: "as events do", waits: false },
  { what: "though events do not", waits: true },
])("a prepared row that shows late, $what, is no trace of an event without the right secret", async ({ waits }) => {
  expectNoAlarm(await verify(readFromReplica(createCloudflareReceiver(), { waits }), ["rejects-bad-secret"]));
});

it.each([
  {
    what: "a prepared row that shows late",
    create: () => readFromReplica(createCloudflareReceiver({ read: readNotification })),
  },
  {
    what: "what differs by itself",
    create: () => withBeside(createCloudflareReceiver({ read: readNotification }), nodes()),
  },
])("$what is no proof that an envelope is read", async ({ create }) => {
  const { envelope } = await verify(create(), ["accepts-test-message"], "auto");
  expect(envelope).toEqual({ used: "notification", understood: { none: "unknown", notification: true } });
});
