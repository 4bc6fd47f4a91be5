import type { ProviderSource } from "../../generators/load-provider.ts";
import { classify } from "../../mocks/sending/classify.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { Report } from "../generated/report.ts";
import type { Receiver } from "../receiver.ts";
import { redact, SECRET_VARIABLE, type Secrets, secretsOf } from "../wording/redact.ts";
import { loadPacts } from "./load-pacts.ts";
import { TIMEOUT_MS } from "./longest-run.ts";
import { ownProofOf, secretProblem } from "./own-proof.ts";
import { givenPacts, type PactsOfReceiver } from "./pact-receiver.ts";
import { pactReport } from "./pact-report.ts";
import type { ReadPact } from "./read-pact.ts";
import { refusePact } from "./refuse-pact.ts";
import { serveTarget } from "./serve-target.ts";
import { serveStates } from "./state-server.ts";
import { type PactRun, verifyFiles } from "./verify-files.ts";
import type { VerifyPactOptions } from "./verify-pact-options.ts";

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

// Nothing can be said of a receiver that is not there.
const absenceOf = async ({ served, secrets }: PactRun): Promise<string | undefined> => {
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
  const run: PactRun = { options, served, states, secrets, timeout };
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
