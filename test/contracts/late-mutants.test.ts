import { formatReport, verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import type { CheckId } from "../../contracts/check.ts";
import { mutants } from "../receivers/mutants.ts";
import { readFromReplica } from "../receivers/replica.ts";
import { createSerialQueueReceiver } from "../receivers/serial-queue.ts";

const MINUTES = 120_000; // several share a thread, and what they find is shrunk

/** The checks that look at the state. */
const STATE_CHECKS = [
  ...["accepts-orphans", "follows-lifecycle", "isolates-subjects", "ignores-duplicates", "tolerates-reordering"],
  ...["tolerates-loss", "stays-deleted"],
];

const IN_THE_ANSWER = "it shows in the answer, which is given before the work";
const NO_RACE = "one event after another leaves no race";

/** Bugs that a queue hides. */
const HIDDEN: Readonly<Record<string, string>> = {
  "TypeError on the hostname of an orphan": IN_THE_ANSWER,
  "404 for an orphan": IN_THE_ANSWER,
  "400 for an orphan": IN_THE_ANSWER,
  "409 for a duplicate": IN_THE_ANSWER,
  "the event's id is unique in a table, and its violation a 500": IN_THE_ANSWER,
  "reads the whole table, waits, and writes the whole table": NO_RACE,
  "keeps the current event where all requests see it": NO_RACE,
};

const candidates = mutants.filter(({ fails, isTimed }) => STATE_CHECKS.includes(fails) && !isTimed);

for (const { name, fails, create } of candidates.filter(({ name }) => !(name in HIDDEN)))
  it.concurrent(`${fails} fails for a receiver that has this bug behind a queue: ${name}`, {
    timeout: MINUTES,
  }, async () => {
    const { fetch, options } = createSerialQueueReceiver(undefined, create());
    const report = await verifyReceiver(cloudflare, fetch, {
      ...options,
      envelope: "none",
      check: [fails as CheckId],
    });
    expect(report.checks[0]?.result, formatReport(report, "text")).toBe("fail");
  });

/** The checks whose mutants a queue's early answer would hide. */
const ANSWERED = ["tolerates-other-events", "survives-malformed", "ignores-other-methods", "rejects-bad-secret"];

for (const { name, fails, create } of mutants.filter(({ fails, isTimed }) => ANSWERED.includes(fails) && !isTimed))
  it.concurrent(`${fails} fails for a receiver that has this bug before a replica: ${name}`, {
    timeout: MINUTES,
  }, async () => {
    const { fetch, options } = readFromReplica(create());
    const report = await verifyReceiver(cloudflare, fetch, {
      ...options,
      envelope: "none",
      check: [fails as CheckId],
    });
    expect(report.checks[0]?.result, formatReport(report, "text")).toBe("fail");
  });

it("every bug that a queue hides is one that is planted", () => {
  expect(candidates.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(HIDDEN)));
});
