import { type CheckResult, formatReport } from "hookwright";
import pc from "picocolors";
import { expect, it } from "vitest";
import { formatCheck } from "../../../contracts/formats/check-text.ts";
import { failed, passed, report, skipped } from "./sample-report.ts";

const ESCAPE = String.fromCharCode(27);

it("a report for people", () => {
  expect(formatReport(report, "text")).toMatchInlineSnapshot(`
    "cloud66 → http://127.0.0.1:3000/hooks: failed
      State was not seen: give observe to have it checked.

      ✓ accepts-valid       99 deliveries  8 ms
      ✗ follows-lifecycle    2 deliveries  3 ms
      ! ignores-duplicates   4 deliveries  1 ms
      - accepts-orphans: Cloud66 documents no orphans

      ! ignores-duplicates: sent again later, was taken for a new event
          note     only the answers were seen

      ✗ follows-lifecycle: install, step 1: after ssl_certificate.install.ok the state is "new", not "installed"
          lifecycle install
          1. ssl_certificate.install.ok → 204, then {"status":"new"}
          2. ssl_certificate.install.ok [duplicate] → timeout
          expected "installed"
          actual   "new"
          hint     The handler never answered: answer first, work later.
          see      node_modules/hookwright/docs/checks.md#follows-lifecycle
          replay   npx hookwright verify cloud66 --to http://127.0.0.1:3000/hooks --seed 0 --check follows-lifecycle
          curl -i -X POST 'http://127.0.0.1:3000/hooks' --data-raw '{}'

      1 passed, 1 failed, 1 warned, 1 skipped; 105 deliveries in 12 ms; seed 0, run 7"
  `);
});

it("a report of a receiver whose state was not seen says so first", () => {
  const lines = formatReport({ ...report, passed: true, checks: [skipped("follows-lifecycle")] }, "text").split("\n");
  expect(lines.slice(0, 4)).toEqual([
    "cloud66 → http://127.0.0.1:3000/hooks: passed, with 1 warning",
    "  State was not seen: give observe to have it checked.",
    "",
    "  - follows-lifecycle: no observe given",
  ]);
});

it("a report of a receiver whose state was seen says nothing of it", () => {
  const options = { functions: ["prepare", "observe"] };
  expect(formatReport({ ...report, options }, "text")).not.toContain("State was not seen");
});

it("what was skipped for the same reason is one line", () => {
  const checks = [skipped("a"), skipped("b", "blocked by c"), skipped("d")];
  expect(
    formatReport({ ...report, checks }, "text")
      .split("\n")
      .slice(3, 5),
  ).toEqual(["  - a, d: no observe given", "  - b: blocked by c"]);
});

it("a note that several checks share is said once, any other under its check", () => {
  const checks = [passed("a", ["all"]), passed("bb", ["all", "own"]), passed("c")];
  expect(
    formatReport({ ...report, checks }, "text")
      .split("\n")
      .slice(3, 8),
  ).toEqual([
    "  ✓ a   1 delivery   2 ms",
    "  ✓ bb  1 delivery   2 ms",
    "    note: own",
    "  ✓ c   1 delivery   2 ms",
    "    note: all (a, bb)",
  ]);
});

it("one delivery is one delivery", () => {
  const deliveries = { sent: 1, p50Ms: 1, p95Ms: 1, maxMs: 1 };
  expect(formatReport({ ...report, deliveries }, "text")).toContain("; 1 delivery in 12 ms; ");
});

it("a warning that fails a strict report is said so", () => {
  expect(formatReport({ ...report, options: { strict: true } }, "text")).toContain(
    "1 warned, 1 skipped (strict: a warning fails); ",
  );
});

it("a check that took long says seconds", () => {
  expect(formatReport({ ...report, checks: [{ ...passed("a"), durationMs: 12_340 }] }, "text")).toContain("12.3 s");
});

it("where there is no command to send it again, the last body is shown", () => {
  const { curl: _, ...counterexample } = failed.counterexample as NonNullable<CheckResult["counterexample"]>;
  expect(formatCheck({ ...failed, counterexample })).toMatch(/\nsent {5}\{\}$/);
});

it("a body is not shown where the secret is what was wrong", () => {
  const { curl: _, ...counterexample } = failed.counterexample as NonNullable<CheckResult["counterexample"]>;
  const [first] = counterexample.deliveries;
  if (!first) throw new Error("the sample has deliveries");
  const disguised = { ...first, request: { ...first.request, headers: { "(secret)": "absent" } } };
  expect(formatCheck({ ...failed, counterexample: { ...counterexample, deliveries: [disguised] } })).not.toContain(
    "\nsent ",
  );
});

it("what a receiver answered moves no cursor, begins no line, and is cut", () => {
  const actual = `500 ${ESCAPE}[2J\r\n::error::planted\u2028\u202e ${"x".repeat(600)}`;
  const counterexample = { ...(failed.counterexample as NonNullable<CheckResult["counterexample"]>), actual };
  const text = formatReport({ ...report, checks: [{ ...failed, counterexample }] }, "text");
  expect(text.split("\n").filter((line) => line.trimStart().startsWith("::"))).toEqual([]);
  expect(text).toMatch(/actual {3}500 \\u001b\[2J\\r\\n::error::planted\\u2028\\u202e x{400,500}…\n/);
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
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
    see      node_modules/hookwright/docs/checks.md#follows-lifecycle
    replay   npx hookwright verify cloud66 --to http://127.0.0.1:3000/hooks --seed 0 --check follows-lifecycle
    curl -i -X POST 'http://127.0.0.1:3000/hooks' --data-raw '{}'"
  `);
});
