import type { CheckResult, Report } from "hookwright";

const request = {
  method: "POST",
  url: "http://127.0.0.1:3000/hooks",
  headers: { "content-type": "application/json" },
  body: "{}",
};

export const failed: CheckResult = {
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

export const passed = (id: string, notes: string[] = []): CheckResult => ({
  id,
  severity: "error",
  result: "pass",
  deliveries: 1,
  durationMs: 2,
  notes,
});

export const skipped = (id: string, reason = "no observe given"): CheckResult => ({
  id,
  severity: "error",
  result: "skip",
  reason,
  deliveries: 0,
  durationMs: 0,
  notes: [],
});

export const report: Report = {
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
