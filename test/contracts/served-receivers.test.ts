import { it } from "vitest";
import { candidates, expectPassedUnderEachSeed, LIMIT_MS } from "./correct-receivers.ts";

for (const { who, skips, verifyServed } of candidates)
  it(`${who} passes every check under each seed, behind a URL`, { timeout: LIMIT_MS }, () =>
    expectPassedUnderEachSeed(verifyServed, skips),
  );
