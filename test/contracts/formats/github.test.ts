import type { CheckResult } from "hookwright";
import { expect, it } from "vitest";
import { githubAnnotations } from "../../../contracts/formats/github.ts";
import { failed, report } from "./sample-report.ts";

it("errors and warnings are annotations, a line each", () => {
  const [error = "", warning = "", ...others] = githubAnnotations(report);
  expect(error).toMatch(
    /^::error title=hookwright follows-lifecycle::follows-lifecycle: install, step 1: .+%0Alifecycle install%0A1\. /,
  );
  expect(warning).toBe(
    "::warning title=hookwright ignores-duplicates::ignores-duplicates: sent again later, was taken for a new event%0Anote     only the answers were seen",
  );
  expect(others).toEqual([]);
});

it("a warning that fails a strict report is an error", () => {
  const levels = githubAnnotations({ ...report, options: { strict: true } }).map((line) => line.split(" ")[0]);
  expect(levels).toEqual(["::error", "::error"]);
});

it("what GitHub reads as its own is escaped", () => {
  const check: CheckResult = {
    ...failed,
    id: "a,b:c%\n",
    summary: "100%\r\n::error::x",
    counterexample: undefined as never,
  };
  expect(githubAnnotations({ ...report, checks: [check] })).toEqual([
    "::error title=hookwright a%2Cb%3Ac%25%0A::a,b:c%25\\n: 100%25\\r\\n::error::x",
  ]);
});
