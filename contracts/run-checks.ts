import { classify } from "../mocks/sending/classify.ts";
import { createPacer } from "../mocks/sending/pacer.ts";
import { elapsedMs } from "../mocks/sending/real-time.ts";
import type { Sender } from "../mocks/sending/sender.ts";
import { openTarget, type Target } from "../mocks/target.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Provider } from "../schemas/provider.ts";
import type { CheckId } from "./check.ts";
import { checks } from "./checks.ts";
import type { CheckResult, Report } from "./generated/report.ts";
import { judge } from "./judge.ts";
import { checkOptions, type VerifyOptions } from "./options/verify-options.ts";
import { withApi } from "./options/with-api.ts";
import { createCounter } from "./progress.ts";
import { summarise, UNCLEAR } from "./report.ts";
import { parseCase } from "./search/case.ts";
import { detectEnvelope, type EnvelopeUse } from "./session/detect-envelope.ts";
import { openSession } from "./session/open-session.ts";
import { createSentinel } from "./session/sentinel.ts";
import type { Session } from "./session/session.ts";
import { endSoon, stoppable, unlessStopped } from "./session/stop.ts";
import { createWatcher } from "./session/watcher.ts";
import { placeOf, type Secrets, secretsOf } from "./wording/redact.ts";
import { sayThrown } from "./wording/say-thrown.ts";

const RUNS = 2 ** 32;
const SCOUT = checks.length + 8; // its subjects are apart from those of checks and of the tried envelopes
const PROBES = 5; // of how far state lags behind answers, until one sees that it does
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

/** Where no shape is known to be read, only what has none can be tried. */
const unjudged = (reason: string): Partial<Record<CheckId, string>> =>
  Object.fromEntries(checks.filter(({ id }) => id !== "accepts-test-message").map(({ id }) => [id, reason]));

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
    const found: EnvelopeUse = await detectEnvelope(provider, sender, watched, run, common);
    const envelope: EnvelopeUse = signal?.aborted ? { used: found.used, notes: [] } : found;
    const options = { ...given, envelope: envelope.used, ...(found.unclear && { skip: unjudged(found.unclear) }) };
    const stopping = stoppable(options, signal);
    const scout = openSession(provider, sender, stopping, run, common);
    scout.enter(SCOUT, 0);
    const workedOff = (): Promise<boolean> => sentinel.pass();
    const isSmoke = options.profile === "smoke"; // one lifecycle, and nothing else
    const session = openSession(provider, sender, stopping, run, { ...common, ...(!isSmoke && { workedOff }) });
    const sentinel = createSentinel(scout, session.sent);
    // What keeps it from being sent, the checks meet, too. A look that came late sees no lag: one alone proves nothing.
    for (let probe = 0; !isSmoke && probe < PROBES && (probe === 0 || session.patience.rest() === 0); probe++)
      await workedOff().catch(() => {});
    const results: CheckResult[] = [];
    for (const [position, check] of checks.entries()) {
      if (wanted && !wanted.includes(check.id)) continue;
      session.enter(position, checks.length - 1 - position, again);
      counter.begins(check.id);
      const result = await judge(check, session, options, results);
      counter.ends(result.result);
      const said =
        results.length > 0 ? [] : envelope.notes.filter((note) => position === 0 || note.startsWith(UNCLEAR));
      results.push({ ...result, notes: [...result.notes, ...said] });
    }
    results[0]?.notes.push(...(await cleanUp(session)));
    const { used, understood } = envelope;
    const use = { used, ...(understood && { understood }) };
    return summarise(session, results, asked, { envelope: use, durationMs: Math.round(elapsedMs() - began) });
  } finally {
    await sender.close();
  }
};
