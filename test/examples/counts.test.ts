import { expect, it } from "vitest";
import { outcomeOf, readCounts, sayOutcomes } from "./counts.js";

const PASSED = "      Tests  15 passed | 1 skipped (16)";
const SKIPPED = "ok 1 - a receiver # SKIP python3 is not there\n# pass 0\n# fail 0\n# skipped 1";

it.each([
  ["passed", true, PASSED],
  ["skipped", true, SKIPPED],
  ["failed", true, "no test was found"],
  ["failed", false, PASSED],
  ["failed", false, SKIPPED],
])("an example is %s where npm's success is %s and it printed %j", (outcome, isOk, output) => {
  expect(outcomeOf(isOk, readCounts(output))).toBe(outcome);
});

it("an example whose tests are all skipped is not counted among those that pass", () => {
  const results = [PASSED, SKIPPED].map((output) => {
    const counts = readCounts(output);
    return { ...counts, outcome: outcomeOf(true, counts) };
  });
  expect(sayOutcomes(results)).toBe("1 of 2 pass, 1 skipped (python3 is not there)");
});
