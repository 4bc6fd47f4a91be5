import { it } from "vitest";
import { candidates, expectPassedUnderEachSeed, LIMIT_MS } from "./correct-receivers.ts";

for (const { who, skips, verify } of candidates)
  it(`${who} passes every check under each seed, in this process`, { timeout: LIMIT_MS }, () =>
    expectPassedUnderEachSeed(verify, skips),
  );
