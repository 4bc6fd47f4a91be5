import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckResult } from "../generated/report.ts";
import { redact, type Secrets, withWrong } from "../wording/redact.ts";
import { failureOf, judgeInteraction, unsentCheck, verdictsOf } from "./judge-interaction.ts";
import { longestRun } from "./longest-run.ts";
import { ownProofOf, wrongSecretIn } from "./own-proof.ts";
import type { ReadInteraction, ReadPact } from "./read-pact.ts";
import { refusePact } from "./refuse-pact.ts";
import { runVerifier, type VerifierAnswer } from "./run-verifier.ts";
import type { ServedTarget } from "./serve-target.ts";
import type { StateServer } from "./state-server.ts";
import { isSent, toVerify } from "./to-verify.ts";
import type { VerifyPactOptions } from "./verify-pact-options.ts";

const MESSAGE = "it is a message: verifyMessagePact verifies those";

/** What the verification of all files has in common. */
export interface PactRun {
  options: VerifyPactOptions;
  served: ServedTarget;
  states: StateServer;
  secrets: Secrets;
  timeout: number;
}

const unhandledBy = ({ states, prepare }: VerifyPactOptions, interaction: ReadInteraction): string[] =>
  interaction.states
    .filter(({ params }) => !states && !(prepare && Object.keys(params).length > 0))
    .map(({ name }) => name);

const judgeFile = (
  pact: ReadPact,
  answer: VerifierAnswer | undefined,
  run: PactRun,
  thrown: Iterator<string>,
): CheckResult[] => {
  if (pact.problem !== undefined) return refusePact(pact, pact.problem);
  const sent = pact.interactions.filter(isSent);
  const failure = answer && failureOf(answer, sent.length);
  const own = ownProofOf(pact);
  const verdicts = answer && !("failure" in answer) ? verdictsOf(answer).values() : [].values();
  return pact.interactions.map((one) => {
    if (one.problem !== undefined) return unsentCheck(one, "fail", one.problem);
    if (!isSent(one)) return unsentCheck(one, "skip", MESSAGE);
    if (failure !== undefined) return unsentCheck(one, "fail", redact(failure, run.secrets));
    const { value: verdict } = verdicts.next();
    if (!verdict) return unsentCheck(one, "fail", "it was not run");
    const wrong = own && wrongSecretIn(one.raw["request"], own, run.options.secret);
    const secrets = wrong === undefined ? run.secrets : withWrong(run.secrets, wrong);
    const broke = verdict.error?.mismatch.message?.includes("error sending request");
    return judgeInteraction(one, verdict, {
      timeout: run.timeout,
      states: run.states.failures.get(one.key) ?? [],
      thrown: broke && verdict.durationMs < run.timeout ? thrown.next().value : undefined,
      unhandled: unhandledBy(run.options, one),
      strict: run.options.strict ?? false,
      redacted: (text) => redact(text, secrets),
    });
  });
};

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

// A path of ours says nothing to anybody, and is another each time.
const namedAnswer = (
  answer: VerifierAnswer | undefined,
  file: string,
  { name }: ReadPact,
): VerifierAnswer | undefined =>
  answer && (JSON.parse(JSON.stringify(answer).replaceAll(inJson(file), () => inJson(name))) as VerifierAnswer);

/** Has the files verified in one child process: a result for each interaction, in their order. */
export const verifyFiles = async (pacts: readonly ReadPact[], run: PactRun): Promise<CheckResult[]> => {
  const { options, served, states, timeout } = run;
  const folder = await mkdtemp(join(tmpdir(), "hookwright-pact-"));
  try {
    const sent = pacts.filter((pact) => pact.problem === undefined && pact.interactions.some(isSent));
    const files = sent.map((_, i) => join(folder, `${i}.json`));
    for (const [i, pact] of sent.entries())
      await writeFile(files[i] ?? "", JSON.stringify(toVerify(pact, options.secret)));
    const runs = sent.map(({ provider }, i) => ({
      providerBaseUrl: served.url,
      provider,
      pactUrls: [files[i] ?? ""],
      timeout,
      providerStatesSetupUrl: states.url,
      providerStatesSetupBody: true,
      providerStatesSetupTeardown: true,
    }));
    const count = sent.flatMap(({ interactions }) => interactions).length;
    const limits = { limit: longestRun(count, timeout), ...(options.signal && { signal: options.signal }) };
    const answers = runs.length === 0 ? [] : await runVerifier(runs, limits);
    const thrown = served.failures.values();
    const answerOf = new Map(sent.map((pact, i) => [pact, namedAnswer(answers[i], files[i] ?? "", pact)] as const));
    return pacts.flatMap((pact) => judgeFile(pact, answerOf.get(pact), run, thrown));
  } finally {
    await rm(folder, { recursive: true });
  }
};
