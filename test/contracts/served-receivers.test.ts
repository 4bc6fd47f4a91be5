import { it } from "vitest";
import { candidates, expectPassedUnderEachSeed } from "./correct-receivers.ts";

const MINUTES = 300_000;

for (const { who, skips, verifyServed } of candidates)
  it(`${who} passes every check under each seed, behind a URL`, { timeout: MINUTES }, () =>
    expectPassedUnderEachSeed(verifyServed, skips),
  );
