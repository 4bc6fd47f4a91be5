import { type CheckResult, formatReport, type Report } from "hookwright";
import pc from "picocolors";
import { expect, it } from "vitest";
import { formatCheck } from "../../contracts/format-report.ts";
import { reportErrors } from "../support/report-schema.ts";

const request = {
  method: "POST",
  url: "http://127.0.0.1:3000/hooks",
  headers: { "content-type": "application/json" },
  body: "{}",
};

const failed: CheckResult = {
  id: "follows-lifecycle",
  severity: "error",
  result: "fail",
  summary: 'install, step 1: after ssl_certificate.install.ok the state is "new", not "installed"',
  deliveries: 2,
  durationMs: 3,
  notes: [],
  counterexample: {
    lifecycle: "install",
    deliveries: [
      {
        step: 1,
        eventType: "ssl_certificate.install.ok",
        faults: [],
        request,
        response: { status: 204, ms: 1.5, body: "" },
        observed: { status: "new" },
      },
      {
        step: 1,
        eventType: "ssl_certificate.install.ok",
        faults: ["duplicate"],
        request,
        error: { code: "timeout", message: "no whole answer within 200 ms" },
      },
    ],
    expected: '"installed"',
    actual: '"new"',
    hint: "The handler never answered: answer first, work later.",
    curl: "curl -i -X POST 'http://127.0.0.1:3000/hooks' --data-raw '{}'",
    replay: {
      command: "npx hookwright verify cloud66 --to http://127.0.0.1:3000/hooks --seed 0 --check follows-lifecycle",
      code: "await verifyReceiver(…)",
    },
  },
};

const report: Report = {
  version: 1,
  hookwright: "0.1.0",
  kind: "verify",
  provider: "cloud66",
  target: "http://127.0.0.1:3000/hooks",
  startedAt: "2026-01-01T00:00:00.000Z",
  durationMs: 12,
  seed: 0,
  run: 7,
  start: "2026-01-01T00:00:00.000Z",
  options: {},
  envelope: { used: "none" },
  passed: false,
  counts: { pass: 1, fail: 1, warn: 1, skip: 1 },
  deliveries: { sent: 105, p50Ms: 0.4, p95Ms: 1.1, maxMs: 9.8 },
  checks: [
    { id: "accepts-valid", severity: "error", result: "pass", deliveries: 99, durationMs: 8, notes: [] },
    {
      id: "accepts-orphans",
      severity: "error",
      result: "skip",
      reason: "Cloud66 documents no orphans",
      deliveries: 0,
      durationMs: 0,
      notes: [],
    },
    failed,
    {
      id: "ignores-duplicates",
      severity: "warning",
      result: "fail",
      summary: "sent again later, was taken for a new event",
      deliveries: 4,
      durationMs: 1,
      notes: ["only the answers were seen"],
    },
  ],
};

it("the sample report is valid", () => {
  expect(reportErrors(report)).toEqual([]);
});

it("a report for people", () => {
  expect(formatReport(report, "text")).toMatchInlineSnapshot(`
    "cloud66 → http://127.0.0.1:3000/hooks: failed
      State was not seen: give observe to have it checked.
      ✓ accepts-valid 99 deliveries, 8 ms
      - accepts-orphans: Cloud66 documents no orphans
      ✗ follows-lifecycle: install, step 1: after ssl_certificate.install.ok the state is "new", not "installed" 2 deliveries, 3 ms
          lifecycle install
          1. ssl_certificate.install.ok → 204, then {"status":"new"}
          2. ssl_certificate.install.ok [duplicate] → timeout
          expected "installed"
          actual   "new"
          hint     The handler never answered: answer first, work later.
          curl -i -X POST 'http://127.0.0.1:3000/hooks' --data-raw '{}'
          replay   npx hookwright verify cloud66 --to http://127.0.0.1:3000/hooks --seed 0 --check follows-lifecycle
      ! ignores-duplicates: sent again later, was taken for a new event 4 deliveries, 1 ms
          note: only the answers were seen
      1 passed, 1 failed, 1 warned, 1 skipped; 105 deliveries in 12 ms; seed 0, run 7"
  `);
});

it("a report of a receiver whose state was not seen says so first", () => {
  const unseen: CheckResult = {
    id: "follows-lifecycle",
    severity: "error",
    result: "skip",
    reason: "no observe given",
    deliveries: 0,
    durationMs: 0,
    notes: [],
  };
  const lines = formatReport({ ...report, passed: true, checks: [unseen] }, "text").split("\n");
  expect(lines.slice(0, 3)).toEqual([
    "cloud66 → http://127.0.0.1:3000/hooks: passed",
    "  State was not seen: give observe to have it checked.",
    "  - follows-lifecycle: no observe given",
  ]);
});

it("a report for programs is the report", () => {
  expect(JSON.parse(formatReport(report, "json"))).toEqual(report);
});

it("colours are there only when asked for", () => {
  const start = "\u001b[";
  expect(formatReport(report, "text")).not.toContain(start);
  expect(formatReport(report, "text", { colors: pc.createColors(true) })).toContain(start);
});

it("colours change nothing but colours", () => {
  const plain = formatReport(report, "text", { colors: pc.createColors(true) }).replaceAll(
    new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g"),
    "",
  );
  expect(plain).toBe(formatReport(report, "text"));
});

it("a single check's failure for people", () => {
  expect(formatCheck(failed)).toMatchInlineSnapshot(`
    "follows-lifecycle: install, step 1: after ssl_certificate.install.ok the state is "new", not "installed"
    lifecycle install
    1. ssl_certificate.install.ok → 204, then {"status":"new"}
    2. ssl_certificate.install.ok [duplicate] → timeout
    expected "installed"
    actual   "new"
    hint     The handler never answered: answer first, work later.
    curl -i -X POST 'http://127.0.0.1:3000/hooks' --data-raw '{}'
    replay   npx hookwright verify cloud66 --to http://127.0.0.1:3000/hooks --seed 0 --check follows-lifecycle"
  `);
});
