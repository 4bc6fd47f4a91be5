import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { CheckResult, Report } from "../generated/report.ts";
import { version } from "../generated/version.ts";
import { countResults } from "../report.ts";
import type { PactDocument } from "./pact-document.ts";
import { runVerifier, type VerifierResult } from "./run-verifier.ts";
import { type StateHandler, serveStates } from "./state-server.ts";

/** What `verifyPact` takes. */
export interface VerifyPactOptions {
  pacts: readonly PactDocument[];
  /** Origin of the receiver, such as http://127.0.0.1:3000; the pacts hold the path. */
  target: string;
  /** Brings the receiver into a provider state before each interaction. */
  states?: StateHandler;
}

const refuseEmpty = (pacts: readonly PactDocument[]): void => {
  const empty = pacts.length === 0 || pacts.some(({ interactions }) => interactions.length === 0);
  if (empty)
    throw new HookwrightError(
      "invalid-option",
      "Failed to verify pacts: there are no interactions, and Pact would pass that. Give at least one.",
    );
};

const verifyOne = async (pact: PactDocument, file: string, options: VerifyPactOptions): Promise<CheckResult[]> => {
  await writeFile(file, JSON.stringify(pact));
  const states = options.states && (await serveStates(options.states));
  const setup = states && { providerStatesSetupUrl: states.url, providerStatesSetupBody: true };
  try {
    const common = { providerBaseUrl: options.target, provider: pact.provider.name, pactUrls: [file] };
    return resultsOf(pact, await runVerifier({ ...common, ...setup }), states?.failures ?? []);
  } finally {
    await states?.close();
  }
};

const resultsOf = (
  pact: PactDocument,
  { interactionResults, errors }: VerifierResult,
  failures: readonly string[],
): CheckResult[] =>
  pact.interactions.map(({ key, description }): CheckResult => {
    const found = interactionResults.find(({ interactionKey }) => interactionKey === key);
    const durationMs = Number.parseInt(found?.duration ?? "0", 10);
    const common = {
      id: key,
      severity: "error" as const,
      deliveries: found ? 1 : 0,
      durationMs,
      notes: [description, ...failures.map((one) => `a state handler threw ${one}`)],
    };
    if (found?.result === "OK") return { ...common, result: "pass" };
    const own = errors.filter(({ interaction }) => interaction.includes(description));
    const reason = JSON.stringify((found ? own : errors).map(({ mismatch }) => mismatch));
    return {
      ...common,
      result: "fail",
      summary: `${description}: ${found ? reason : `the verifier did not run it: ${reason}`}`,
    };
  });

const providerOf = ([first]: readonly PactDocument[]): string =>
  String(first?.interactions[0]?.comments.references.hookwright["provider"] ?? first?.consumer.name);

/**
 * Verifies a receiver with Pact's own engine, pact-core, in a child process; one result per interaction.
 * @throws HookwrightError `missing-peer`, or `invalid-option` where nothing can be verified
 * @example await verifyPact({ pacts: buildPact(cloudflare, { receiver: 'web' }), target: 'http://127.0.0.1:3000' })
 */
export const verifyPact = async (options: VerifyPactOptions): Promise<Report> => {
  refuseEmpty(options.pacts);
  const began = Date.now();
  const folder = await mkdtemp(join(tmpdir(), "hookwright-pact-"));
  const checks: CheckResult[] = [];
  try {
    for (const [i, pact] of options.pacts.entries())
      checks.push(...(await verifyOne(pact, join(folder, `${i}.json`), options)));
  } finally {
    await rm(folder, { recursive: true });
  }
  const counts = countResults(checks);
  const startedAt = new Date(began).toISOString();
  return {
    ...{ version: 1, hookwright: version, kind: "pact", provider: providerOf(options.pacts), target: options.target },
    ...{
      startedAt,
      durationMs: Date.now() - began,
      seed: 0,
      run: 0,
      start: startedAt,
      options: {},
      envelope: { used: "none" },
    },
    ...{
      passed: counts.fail === 0,
      counts,
      deliveries: { sent: checks.filter((check) => check.deliveries > 0).length, p50Ms: 0, p95Ms: 0, maxMs: 0 },
      checks,
    },
  };
};
