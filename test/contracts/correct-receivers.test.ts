import { it } from "vitest";
import { candidates, expectPassedUnderEachSeed } from "./correct-receivers.ts";

const MINUTES = 300_000;

for (const { who, skips, verify } of candidates)
  it(`${who} passes every check under each seed, in this process`, { timeout: MINUTES }, () =>
    expectPassedUnderEachSeed(verify, skips),
  );
