import { formatReport, type Report, verifyReceiver } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare from "hookwright/cloudflare";
import { expect, it } from "vitest";
import { checks } from "../../contracts/checks.ts";
import type { Provider } from "../../schemas/provider.ts";
import { createCloud66Receiver } from "../receivers/cloud66.ts";
import { cloud66Mutants, idsOf, type Mutant, mutants } from "../receivers/mutants.ts";
import { reportErrors } from "../support/report-schema.ts";
import { openServer, toListener } from "../support/serve.ts";
import { formatMatrix, type MatrixRow } from "./matrix.ts";

const ALL = checks.map(({ id }): string => id);
const LEAST = 3; // mutants of each check
const RETRIES = 2; // a busy machine takes longer than 300 ms itself, now and then
const MINUTES = 120_000; // several share a thread, and what they find is shrunk

/** A mutant with all that tells providers apart taken out. */
interface Candidate {
  provider: string;
  name: string;
  fails: string;
  alsoFails: readonly string[];
  /** It is about time: it must not share a thread with others. */
  isTimed: boolean;
  onTheWire: boolean;
  verify: () => Promise<Report>;
  verifyServed: () => Promise<Report>;
}

const toCandidate =
  <E extends object, L extends string, S extends object>(title: string, provider: Provider<E, L, S>) =>
  ({ name, fails, alsoFails, onTheWire, isTimed, create }: Mutant<S>): Candidate => ({
    provider: title,
    name,
    fails,
    alsoFails: Object.keys(alsoFails),
    onTheWire,
    isTimed,
    async verify() {
      const { fetch, options } = create();
      return verifyReceiver(provider, fetch, options);
    },
    async verifyServed() {
      const { fetch, options } = create();
      const { origin, close } = await openServer(toListener(fetch));
      return verifyReceiver(provider, origin, options).finally(close);
    },
  });

const candidates: readonly Candidate[] = [
  ...mutants.map(toCandidate("Cloudflare", cloudflare)),
  ...cloud66Mutants.map(toCandidate("Cloud66", cloud66)),
];
const found = candidates.filter(({ fails }) => ALL.includes(fails));
const rows = new Map<Candidate, MatrixRow>();

const expectOnly = ({ fails, alsoFails }: Candidate, report: Report): void => {
  expect(reportErrors(report)).toEqual([]);
  const expected = ALL.filter((id) => id === fails || alsoFails.includes(id));
  expect(idsOf(report.checks, "fail"), formatReport(report, "text")).toEqual(expected);
  for (const { id, result, reason } of report.checks)
    if (result === "skip") expect(reason, id).toMatch(/^blocked by |^Cloud66 documents no /);
};

for (const candidate of found) {
  const { fails, provider, name, isTimed, onTheWire, verify, verifyServed } = candidate;
  const title = `${fails} fails, and no other check, for a ${provider} receiver that has this bug: ${name}`;
  const options = { timeout: MINUTES, retry: isTimed ? RETRIES : 0 };
  (isTimed ? it : it.concurrent)(title, options, async () => {
    const report = await verify();
    rows.set(candidate, { name, checks: report.checks });
    expectOnly(candidate, report);
  });
  if (onTheWire) it(`${title}, behind a URL`, options, async () => expectOnly(candidate, await verifyServed()));
}

it.each(ALL)("%s has at least three mutants", (id) => {
  expect(mutants.filter(({ fails }) => fails === id).length).toBeGreaterThanOrEqual(LEAST);
});

/** Checks for which Cloud66 gives no ground, with the reason. */
const NOT_FOR_CLOUD66: Readonly<Record<string, string>> = {
  "accepts-test-message": "Cloud66 documents no test message",
  "accepts-orphans": "Cloud66 documents no orphans",
  "stays-deleted": "Cloud66 documents no deletion",
};

it.each(ALL.filter((id) => !(id in NOT_FOR_CLOUD66)))("%s has at least three mutants for Cloud66", (id) => {
  expect(cloud66Mutants.filter(({ fails }) => fails === id).length).toBeGreaterThanOrEqual(LEAST);
});

it("what has no mutants for Cloud66 is skipped there, for the reason given", async () => {
  const { fetch, options } = createCloud66Receiver();
  const report = await verifyReceiver(cloud66, fetch, options);
  const skipped = report.checks.filter(({ result }) => result === "skip").map(({ id, reason }) => [id, reason]);
  expect(Object.fromEntries(skipped)).toEqual(NOT_FOR_CLOUD66);
  expect(cloud66Mutants.filter(({ fails }) => fails in NOT_FOR_CLOUD66)).toEqual([]);
});

it("ignores-duplicates warns: it leaves the report passed, unless it is strict", async () => {
  const mutant = mutants.find(({ fails }) => fails === "ignores-duplicates") as Mutant;
  const { fetch, options } = mutant.create();
  const report = await verifyReceiver(cloudflare, fetch, options);
  expect(report).toMatchObject({ passed: true, counts: { pass: ALL.length - 1, fail: 0, warn: 1, skip: 0 } });
  const strict = await verifyReceiver(cloudflare, fetch, { ...options, strict: true });
  expect(strict).toMatchObject({ passed: false, counts: { pass: ALL.length - 1, fail: 0, warn: 1, skip: 0 } });
});

const pageOf = (title: string): string => {
  const shown = found.filter((one) => one.provider === title).flatMap((one) => rows.get(one) ?? []);
  return `## ${title}\n\n${formatMatrix(ALL, shown)}\n`;
};

it("docs/mutants.md shows what each mutant came to", async ({ skip }) => {
  if (rows.size < found.length) skip("not every mutant was run");
  const titles = [...new Set(found.map(({ provider }) => provider))];
  const page = `# Mutants\n\nReceivers with one bug each, and what the checks make of them: ✗ fails, · passes, b is blocked by a check that failed, empty\nwhere the provider gives no ground. Written by \`npx vitest run test/contracts/mutants.test.ts -u\`.\n\n${titles.map(pageOf).join("\n")}`;
  await expect(page).toMatchFileSnapshot("../../docs/mutants.md");
});
