import { type CheckResult, type Report, verifyReceiver } from "hookwright";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { formatCase, parseCase } from "../../contracts/search/case.ts";
import { createCloudflareReceiver, type Parts } from "../receivers/cloudflare.ts";
import { thrownBy } from "../support/thrown.ts";

const lastWriteWins: Parts["move"] = (row, { data }) => {
  row.status = data.ssl.status;
};

const verify = (more: object): Promise<Report> => {
  const { fetch, options } = createCloudflareReceiver({ move: lastWriteWins });
  return verifyReceiver(cloudflare, fetch, { ...options, check: ["tolerates-reordering"], ...more });
};

const found = ({ checks }: Report): CheckResult | undefined => checks.find(({ id }) => id === "tolerates-reordering");
const caseIn = (report: Report): string =>
  /case: '([^']+)'/.exec(found(report)?.counterexample?.replay.code ?? "")?.[1] ?? "";

it.each([0, 1, 42, 4711])("where the last write wins, at most 3 deliveries show it, under seed %s", async (seed) => {
  const counterexample = found(await verify({ seed }))?.counterexample;
  expect(counterexample?.deliveries.length).toBeLessThanOrEqual(3);
  expect(counterexample?.deliveries.flatMap(({ faults }) => faults)).not.toEqual([]);
});

it("the case of a failure does just that again, under a fresh run", async () => {
  const report = await verify({ seed: 7 });
  const again = await verify({ seed: 7, case: caseIn(report) });
  const events = (one: Report) =>
    found(one)?.counterexample?.deliveries.map(({ eventType, faults, step }) => ({ eventType, faults, step }));
  expect(events(again)).toEqual(events(report));
  expect(again.run).not.toBe(report.run);
  expect(again.checks.map(({ id }) => id)).toEqual(["tolerates-reordering"]);
  expect(again.checks[0]?.deliveries).toBe(found(report)?.counterexample?.deliveries.length);
});

it("a second run on the same living receiver gives the same results and the same case", async () => {
  const { fetch, options } = createCloudflareReceiver({ move: lastWriteWins });
  const run = () => verifyReceiver(cloudflare, fetch, { ...options, seed: 42 });
  const [first, second] = [await run(), await run()];
  const results = (report: Report) => report.checks.map(({ id, result, reason }) => [id, result, reason]);
  expect(results(second)).toEqual(results(first));
  expect(caseIn(second)).toBe(caseIn(first));
});

it("formatCase and parseCase are inverse", () => {
  const one = { check: "tolerates-loss", input: { choices: [1, 2], faults: [0], name: "é \u{1f600}" }, index: 7 };
  expect(parseCase(formatCase(one))).toEqual(one);
  expect(formatCase(one)).toMatch(/^1:[\w-]+$/);
});

it.each(["", "1:", "1:!!!", "2:e30", "1:e30", `1:${btoa("[1")}`])("%s is no case", async (text) => {
  const error = await thrownBy(() => verifyReceiver(cloudflare, () => new Response(), { case: text }));
  expect(error.code).toBe("invalid-option");
  expect(error.message).toContain("Give one that a report printed, whole.");
});
