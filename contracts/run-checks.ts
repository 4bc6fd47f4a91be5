import { classify } from "../mocks/classify.ts";
import { createPacer } from "../mocks/pacer.ts";
import { elapsedMs } from "../mocks/real-time.ts";
import type { Sender } from "../mocks/sender.ts";
import { openTarget, type Target } from "../mocks/target.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Provider } from "../schemas/provider.ts";
import { parseCase } from "./case.ts";
import type { Check, CheckId, Outcome } from "./check.ts";
import { checks } from "./checks.ts";
import { detectEnvelope } from "./detect-envelope.ts";
import { failure } from "./failure.ts";
import type { CheckResult, Counterexample, Report } from "./generated/report.ts";
import { GivenFunctionFailure } from "./given-function.ts";
import { createCounter } from "./progress.ts";
import { RateLimited, ReceiverDied } from "./receiver-failure.ts";
import { placeOf, type Secrets, secretsOf } from "./redact.ts";
import { replayOf } from "./replay.ts";
import { INVISIBLE, NOT_RUN, STOPPED, summarise } from "./report.ts";
import { sayAnswer } from "./say-answer.ts";
import { sayThrown } from "./say-thrown.ts";
import { openSession, type Session } from "./session.ts";
import { endSoon, stoppable, unlessStopped } from "./stop.ts";
import { checkOptions, type VerifyOptions } from "./verify-options.ts";
import { createWatcher } from "./watcher.ts";
import { withApi } from "./with-api.ts";

const RUNS = 2 ** 32;
const CLEANUP_MS = 10_000; // once the run is stopped

// Never the same twice: a receiver that remembers ids must not meet an old one.
const freshRun = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? Date.now() % RUNS;

/** Knocks before any check: nothing can be said of a receiver that is not there. */
const knock = async (sender: Sender, secrets: Secrets, signal: AbortSignal | undefined): Promise<void> => {
  try {
    await unlessStopped(signal, () => sender.knock());
  } catch (cause) {
    const code = classify(cause);
    if (code !== "refused" && code !== "dns") return; // anything else is for the checks to meet; a stop, too
    throw new HookwrightError(
      "nothing-listening",
      `Failed to reach the receiver: nothing listens at ${placeOf(sender.url, secrets)} (${code}). Start it, or mend the URL.`,
      { cause },
    );
  }
};

const reasonToSkip = (
  check: Check,
  session: Session,
  options: VerifyOptions,
  done: readonly CheckResult[],
): string | undefined => {
  if (session.isDead() || session.options.signal?.aborted) return NOT_RUN;
  if (check.fresh && session.isFixed) return "subject fixed by --set";
  const given: Readonly<Record<string, unknown>> = { observe: options.observe, secret: options.secret };
  for (const need of check.needs) {
    if (need in given && given[need] === undefined) return `no ${need} given`;
    const needed = done.find(({ id }) => id === need);
    const blocked = needed?.result === "fail" || needed?.reason?.startsWith("blocked by");
    if (blocked) return `blocked by ${need}`;
    if (needed?.reason?.startsWith(INVISIBLE)) return needed.reason;
  }
  return undefined;
};

const runCheck = async (check: Check, session: Session): Promise<Outcome> => {
  try {
    return await unlessStopped(session.options.signal, () => check.run(session));
  } catch (error) {
    if (session.options.signal?.aborted) return { result: "skip", reason: `${STOPPED} ${check.id}` };
    if (error instanceof GivenFunctionFailure) return { result: "fail", summary: sayThrown(error, session.secrets) };
    if (error instanceof RateLimited) return { result: "skip", reason: "rate limited, try --rate" };
    if (!(error instanceof ReceiverDied)) throw error;
    const { exchange } = error;
    const finding = { summary: error.message, expected: "an answer", actual: sayAnswer(exchange, session.secrets) };
    return failure(session, [{ exchange }], finding);
  }
};

const toResult = (
  outcome: Outcome,
  replay: (found: Extract<Outcome, { result: "fail" }>) => Counterexample["replay"],
): Pick<CheckResult, "result" | "notes"> & Partial<CheckResult> => {
  if (outcome.result === "skip") return { ...outcome, notes: [] };
  if (outcome.result === "pass") return { ...outcome, notes: outcome.notes ?? [] };
  const { counterexample, notes = [], input, index, ...rest } = outcome;
  return { ...rest, notes, ...(counterexample && { counterexample: { ...counterexample, replay: replay(outcome) } }) };
};

/** Runs one check, unless something speaks against it, and measures it. */
const judge = async (
  check: Check,
  session: Session,
  options: VerifyOptions,
  done: readonly CheckResult[],
): Promise<CheckResult> => {
  const { id } = check;
  const severity = session.provider.definition.severities?.[id]?.severity ?? check.severity;
  const reason = options.skip?.[id] ?? reasonToSkip(check, session, options, done);
  const [sent, began] = [session.sent(), elapsedMs()];
  const outcome: Outcome = reason === undefined ? await runCheck(check, session) : { result: "skip", reason };
  if (outcome.result === "fail") session.failed.add(id);
  const measured = { deliveries: session.sent() - sent, durationMs: Math.round(elapsedMs() - began) };
  return { id, severity, ...measured, ...toResult(outcome, (found) => replayOf(session, id, options, found)) };
};

/** Cleans up, and says what went wrong with that. */
const cleanUp = async (session: Session): Promise<string[]> => {
  try {
    const isDone = await endSoon(session.options.signal, CLEANUP_MS, session.cleanUp);
    return isDone ? [] : [`cleanup did not end within ${CLEANUP_MS} ms`];
  } catch (error) {
    return [sayThrown(error as Error, session.secrets)];
  }
};

/** The check that sends one lifecycle and nothing else. */
const smokeOf = ({ observe }: VerifyOptions): readonly CheckId[] => [observe ? "follows-lifecycle" : "accepts-valid"];

/** Runs the checks against a receiver; `verifyReceiver` says the rest. */
export const runChecks = async (
  provider: Provider,
  target: Target,
  { signal, onProgress, ...asked }: VerifyOptions,
): Promise<Report> => {
  checkOptions(provider, asked);
  const given = withApi(provider, asked);
  const again = given.case === undefined ? undefined : parseCase(given.case);
  const wanted = again ? [again.check] : given.profile === "smoke" ? smokeOf(given) : given.check;
  const counter = createCounter(checks.filter(({ id }) => wanted?.includes(id as CheckId) ?? true).length, onProgress);
  const sender = counter.counting(await openTarget(target, given));
  const began = elapsedMs();
  try {
    await knock(sender, secretsOf({ ...given, url: sender.url }), signal);
    const run = given.run ?? freshRun();
    const watched = stoppable(given, signal);
    const common = { watcher: createWatcher(provider, watched), pacer: createPacer(given) };
    const found = await detectEnvelope(provider, sender, watched, run, common);
    const envelope = signal?.aborted ? { used: found.used, notes: [] } : found;
    const options = { ...given, envelope: envelope.used };
    const session = openSession(provider, sender, stoppable(options, signal), run, common);
    const results: CheckResult[] = [];
    for (const [position, check] of checks.entries()) {
      if (wanted && !wanted.includes(check.id)) continue;
      session.enter(position, checks.length - 1 - position, again);
      counter.begins(check.id);
      const result = await judge(check, session, options, results);
      counter.ends(result.result);
      results.push(position === 0 ? { ...result, notes: [...result.notes, ...envelope.notes] } : result);
    }
    results[0]?.notes.push(...(await cleanUp(session)));
    const { notes, ...use } = envelope;
    return summarise(session, results, given, { envelope: use, durationMs: Math.round(elapsedMs() - began) });
  } finally {
    await sender.close();
  }
};
