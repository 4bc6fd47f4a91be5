import type { Runner } from "./describe.ts";
import { formatCheck } from "./formats/check-text.ts";
import type { Report } from "./generated/report.ts";
import { longestRun, TIMEOUT_MS } from "./pact/longest-run.ts";
import type { VerifyPactOptions } from "./pact/verify-pact-options.ts";

const AROUND = 2; // what is prepared is cleaned up, too, and a report must come before the runner gives up

/** What each test is called: descriptions may be the same in several files, keys are not. */
const titlesOf = (
  pacts: readonly { interactions: readonly { key: string; description: string }[] }[],
): [string, string][] => {
  const all = pacts.flatMap(({ interactions }) => interactions);
  const isRepeated = (description: string): boolean => all.filter((one) => one.description === description).length > 1;
  return all.map(({ key, description }) => [key, isRepeated(description) ? `${description} (${key})` : description]);
};

/** Registers one test per interaction; the receiver is verified once, before them. */
export const describePactWith = <Context>(
  runner: Omit<Runner<Context>, "describe" | "warn"> & { describe(name: string, define: () => Promise<void>): void },
  resolve: () => Promise<VerifyPactOptions>,
): void => {
  runner.describe("pacts", async () => {
    // What reads files and starts processes is loaded by those who have pacts.
    const { loadPacts, verifyPact } = await import("#pact");
    const options = await resolve();
    const pacts = await loadPacts(options);
    const count = pacts.flatMap(({ interactions }) => interactions).length;
    const longest = AROUND * longestRun(count, options.timeout ?? TIMEOUT_MS);
    let report: Report | undefined;
    runner.beforeAll(async () => {
      report = await verifyPact(options);
    }, longest);
    const whole = pacts.flatMap(({ name, interactions }) => (interactions.length === 0 ? [[name, name] as const] : []));
    for (const [id, title] of [...titlesOf(pacts), ...whole])
      runner.it(title, (context) => {
        const found = report?.checks.find((check) => check.id === id);
        if (!found) throw new Error(`${title} has no result: the receiver was not verified.`);
        if (found.result === "fail") throw new Error(formatCheck(found));
        if (found.result === "skip") runner.skip(context, found.reason ?? "");
      });
  });
};
