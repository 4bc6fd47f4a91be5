import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProviderSource } from "../../generators/load-provider.ts";
import { classify } from "../../mocks/sending/classify.ts";
import type { Target } from "../../mocks/target.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { CheckResult, Report } from "../generated/report.ts";
import type { Receiver } from "../receiver.ts";
import { redact, SECRET_VARIABLE, type Secrets, secretsOf, withWrong } from "../wording/redact.ts";
import { failureOf, judgeInteraction, unsentCheck, verdictsOf } from "./judge-interaction.ts";
import { loadPacts, type PactSources } from "./load-pacts.ts";
import { longestRun, TIMEOUT_MS } from "./longest-run.ts";
import { ownProofOf, secretProblem, wrongSecretIn } from "./own-proof.ts";
import { givenPacts, type PactsOfReceiver } from "./pact-receiver.ts";
import { pactReport } from "./pact-report.ts";
import type { ReadInteraction, ReadPact } from "./read-pact.ts";
import { refusePact } from "./refuse-pact.ts";
import { runVerifier, type VerifierAnswer } from "./run-verifier.ts";
import { type ServedTarget, serveTarget } from "./serve-target.ts";
import { type StateHandlers, type StateServer, serveStates } from "./state-server.ts";
import { isSent, toVerify } from "./to-verify.ts";

/** What `verifyPact` takes. */
export interface VerifyPactOptions extends PactSources, StateHandlers {
  /** The receiver: its origin, such as http://127.0.0.1:3000, before the paths in the files; or a function. */
  target: Target;
  /** The receiver's secret, in place of the one that hookwright's own files were built with. */
  secret?: string;
  /** The receiver's name, Pact's provider: files about another are refused. @default that of the first file */
  receiver?: string;
  /** Milliseconds for an answer, and for a state handler. @default 10000 */
  timeout?: number;
  /** A state that nothing brings about fails, too. @default false */
  strict?: boolean;
  signal?: AbortSignal;
}

const MESSAGE = "it is a message: verifyMessagePact verifies those";

interface Run {
  options: VerifyPactOptions;
  served: ServedTarget;
  states: StateServer;
  secrets: Secrets;
  timeout: number;
}

const withReceiver = (pacts: readonly ReadPact[], receiver?: string): ReadPact[] => {
  const wanted = receiver ?? pacts.find(({ problem }) => problem === undefined)?.provider;
  return pacts.map((pact) =>
    pact.problem !== undefined || pact.provider === wanted
      ? pact
      : {
          ...pact,
          problem: `it is about the receiver "${pact.provider}", not "${wanted}", which Pact would not mind`,
        },
  );
};

const withProblem = (pact: ReadPact, secret?: string): ReadPact => {
  const problem = pact.problem ?? secretProblem(pact, secret);
  return problem === undefined ? pact : { ...pact, problem };
};

const unhandledBy = ({ states, prepare }: VerifyPactOptions, interaction: ReadInteraction): string[] =>
  interaction.states
    .filter(({ params }) => !states && !(prepare && Object.keys(params).length > 0))
    .map(({ name }) => name);

const judgeFile = (
  pact: ReadPact,
  answer: VerifierAnswer | undefined,
  run: Run,
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

// A path of ours says nothing to anybody, and is another each time.
const namedAnswer = (
  answer: VerifierAnswer | undefined,
  file: string,
  { name }: ReadPact,
): VerifierAnswer | undefined =>
  answer && (JSON.parse(JSON.stringify(answer).replaceAll(inJson(file), () => inJson(name))) as VerifierAnswer);

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const verifyFiles = async (pacts: readonly ReadPact[], run: Run): Promise<CheckResult[]> => {
  const { options, served, states, timeout } = run;
  const folder = await mkdtemp(join(tmpdir(), "hookwright-pact-"));
  try {
    const sent = pacts.filter((pact) => pact.problem === undefined && pact.interactions.some(isSent));
    const files = sent.map((_, i) => join(folder, `${i}.json`));
    for (const [i, pact] of sent.entries())
      await writeFile(files[i] ?? "", JSON.stringify(toVerify(pact, options.secret)));
    const setup = {
      providerStatesSetupUrl: states.url,
      ...{ providerStatesSetupBody: true, providerStatesSetupTeardown: true },
    };
    const runs = sent.map(({ provider }, i) => ({
      ...{ providerBaseUrl: served.url, provider, pactUrls: [files[i] ?? ""], timeout },
      ...setup,
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

// Nothing can be said of a receiver that is not there.
const absenceOf = async ({ served, secrets }: Run): Promise<string | undefined> => {
  try {
    await served.knock();
    return undefined;
  } catch (error) {
    const code = classify(error);
    return code === "refused" || code === "dns"
      ? `nothing listens at ${redact(served.url, secrets)} (${code})`
      : undefined;
  }
};

// hookwright's own files name their provider; of others the consumer is the sender.
const providerOf = (pacts: readonly ReadPact[]): string => {
  const known = pacts.find(({ problem }) => problem === undefined) ?? pacts[0];
  const metadata = known?.raw["metadata"];
  const own = isObject(metadata) ? metadata["hookwright"] : undefined;
  return String((isObject(own) ? own["provider"] : undefined) ?? (known?.consumer || "unknown"));
};

/**
 * Verifies a receiver with Pact's own engine, pact-core, in a child process; one result per interaction. What Pact would pass in
 * silence fails: a file without interactions, one about another receiver, a type or a state that is not known.
 * @throws HookwrightError `missing-peer`, or `invalid-option` where no files or no target are given
 * @example await verifyPact({ pacts: buildPact(cloudflare, { receiver: 'web' }), target: app.fetch, prepare: (subject) => db.insert(subject) })
 */
export async function verifyPact(options: VerifyPactOptions): Promise<Report>;
/**
 * Verifies a receiver of a config with Pact's own engine: its secret, `prepare` and `cleanup` are those of the config.
 * @throws HookwrightError `missing-peer`, `invalid-config`, or `invalid-option` where no files are given
 * @example await verifyPact(config.receivers.web, { files: ['pacts/cloudflare-issuance.json'] })
 */
export async function verifyPact<P extends ProviderSource>(
  receiver: Receiver<P>,
  options: PactsOfReceiver,
): Promise<Report>;
export async function verifyPact<P extends ProviderSource>(
  given: VerifyPactOptions | Receiver<P>,
  more?: PactsOfReceiver,
): Promise<Report> {
  const began = Date.now();
  const options = await givenPacts(given, more);
  const { secret, receiver, strict = false, timeout = TIMEOUT_MS } = options;
  const pacts = withReceiver(await loadPacts(options), receiver).map((pact) => withProblem(pact, secret));
  const served = await serveTarget(options.target);
  const states = await serveStates(options, timeout);
  const built = pacts.flatMap((pact) => ownProofOf(pact)?.secret ?? []);
  const secrets: Secrets = new Map([
    ...secretsOf({ ...(secret !== undefined && { secret }), ...(!served.inProcess && { url: served.url }) }),
    ...built.map((one) => [one, SECRET_VARIABLE] as const),
  ]);
  const run: Run = { options, served, states, secrets, timeout };
  try {
    const absence = await absenceOf(run);
    const checks =
      absence === undefined
        ? await verifyFiles(pacts, run)
        : pacts.flatMap((pact) => refusePact(pact, pact.problem ?? absence));
    const left = (await states.cleanUp()).map((what) => redact(what, secrets));
    const { files, prepare, cleanup } = options;
    return pactReport({
      provider: providerOf(pacts),
      target: served.inProcess ? "in process" : redact(served.url, secrets),
      began,
      options: { files, receiver, timeout, strict, states: options.states, prepare, cleanup },
      checks: checks.map((check, i) => ({
        ...check,
        notes: i === checks.length - 1 ? [...check.notes, ...left] : check.notes,
      })),
      strict,
    });
  } finally {
    await states.close();
    await served.close();
  }
}
