import { formatReport, verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { afterEach, expect, it, vi } from "vitest";
import { lateInTheHour } from "../../contracts/session/late-in-the-hour.ts";
import { mutants } from "../receivers/mutants.ts";

afterEach(() => {
  vi.useRealTimers();
});

const WHOLE_HOURS = mutants.filter(({ name }) => name === "compares times in whole hours");

it.each(WHOLE_HOURS.flatMap((mutant) => [1, 30, 60, 120, 1790, 1830].map((seconds) => ({ ...mutant, seconds }))))(
  "a receiver that $name is found $seconds seconds after the hour",
  async ({ create, seconds }) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 24, 0, 0, seconds) });
    const { fetch, options } = create();
    const report = await verifyReceiver(cloudflare, fetch, { ...options, check: ["tolerates-reordering"] });
    expect(report.checks[0]?.result, formatReport(report, "text")).toBe("fail");
  },
);

it.each([
  ["00:00:00", "23:59:59"],
  ["00:14:59", "23:59:59"],
  ["00:15:00", "00:15:00"],
  ["00:29:59", "00:29:59"],
  ["00:30:00", "00:29:59"],
  ["00:59:59", "00:59:59"],
])("at %s what is sent ends at %s", (now, ends) => {
  const at = lateInTheHour(Date.parse(`2026-11-24T${now}Z`));
  expect(new Date(at).toISOString().slice(11, 19)).toBe(ends);
});
