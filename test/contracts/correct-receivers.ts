import { formatReport, type Report, verifyReceiver } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect } from "vitest";
import { inParallel } from "../../contracts/session/in-parallel.ts";
import type { Provider } from "../../schemas/provider.ts";
import { idsOf } from "../receivers/mutants.ts";
import { cloud66Styles, cloudflareStyles, type Style } from "../receivers/styles.ts";
import { openServer, toListener } from "../support/serve.ts";

// A run costs about a second of one core; HOOKWRIGHT_SEEDS=20 is for a quiet hour.
const SEEDS = Array.from({ length: Number(process.env["HOOKWRIGHT_SEEDS"] ?? 4) }, (_, seed) => seed);
const AT_ONCE = 6; // they share one thread with their receivers

/** Milliseconds that a receiver may take under all seeds, on a machine with much else to do. */
export const LIMIT_MS: number = 75_000 * SEEDS.length;

/** A style with all that tells providers apart taken out. */
export interface Candidate {
  who: string;
  skips: NonNullable<Style<object>["skips"]>;
  verify: (seed: number) => Promise<Report>;
  verifyServed: (seed: number) => Promise<Report>;
}

const toCandidate =
  <E extends object, L extends string, S extends object>(title: string, provider: Provider<E, L, S>) =>
  ({ what, create, skips = {} }: Style<S>): Candidate => ({
    who: `a ${title} receiver that ${what}`,
    skips,
    async verify(seed) {
      const { fetch, options } = create();
      return verifyReceiver(provider, fetch, { ...options, seed });
    },
    async verifyServed(seed) {
      const { fetch, options } = create();
      const { origin, close } = await openServer(toListener(fetch));
      return verifyReceiver(provider, origin, { ...options, seed }).finally(close);
    },
  });

/** Every receiver that is right. */
export const candidates: readonly Candidate[] = [
  ...cloudflareStyles.map(toCandidate("Cloudflare", cloudflare)),
  ...cloud66Styles.map(toCandidate("Cloud66", cloud66)),
];

const expectPassed = (report: Report, skips: Candidate["skips"]): void => {
  expect(idsOf(report.checks, "fail"), formatReport(report, "text")).toEqual([]);
  const skipped = report.checks.filter(({ result }) => result === "skip");
  expect(skipped.map(({ id }) => id).sort()).toEqual(Object.keys(skips).sort());
  for (const { id, reason } of skipped) expect(reason, id).toMatch(skips[id] ?? "");
  expect(report.passed).toBe(true);
};

/** Runs a receiver under each seed, and expects that it passes what there is ground for. */
export const expectPassedUnderEachSeed = async (
  verify: (seed: number) => Promise<Report>,
  skips: Candidate["skips"],
): Promise<void> => {
  for (const report of await inParallel(SEEDS, AT_ONCE, verify)) expectPassed(report, skips);
};
