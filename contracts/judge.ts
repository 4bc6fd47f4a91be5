import type { Exchange } from "../mocks/exchange.ts";
import { elapsedMs } from "../mocks/sending/real-time.ts";
import type { Check, Outcome } from "./check.ts";
import type { CheckResult, Counterexample } from "./generated/report.ts";
import type { VerifyOptions } from "./options/verify-options.ts";
import { replayOf } from "./replay.ts";
import { INVISIBLE, NOT_RUN, notGiven, STOPPED } from "./report.ts";
import { GivenFunctionFailure } from "./session/given-function.ts";
import { RateLimited, ReceiverDied } from "./session/receiver-failure.ts";
import type { Session } from "./session/session.ts";
import { unlessStopped } from "./session/stop.ts";
import { failure } from "./wording/failure.ts";
import { sayAnswer } from "./wording/say-answer.ts";
import { sayThrown } from "./wording/say-thrown.ts";

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
    if (need in given && given[need] === undefined) return notGiven(need);
    const needed = done.find(({ id }) => id === need);
    const blocked = needed?.result === "fail" || needed?.reason?.startsWith("blocked by");
    if (blocked) return `blocked by ${need}`;
    if (needed?.reason?.startsWith(INVISIBLE)) return needed.reason;
  }
  return undefined;
};

/** What was on its way when the receiver went away is what ended it, or one of that. */
const diedOf = (session: Session, last: Exchange): Outcome => {
  const lost = session.broken.length > 0 ? session.broken : [last];
  const types = [...new Set(lost.map(({ delivery }) => delivery.eventType ?? delivery.method))];
  const [exchange = last] = lost;
  return failure(session, [{ exchange }], {
    summary: `the receiver does not listen any more; on their way were: ${types.join(", ")}`,
    expected: "an answer",
    actual: sayAnswer(exchange, session.secrets),
    hint: "The receiver listened when this run began and does not any more: look for a crash.",
  });
};

const runCheck = async (check: Check, session: Session): Promise<Outcome> => {
  try {
    return await unlessStopped(session.options.signal, () => check.run(session));
  } catch (error) {
    if (session.options.signal?.aborted) return { result: "skip", reason: `${STOPPED} ${check.id}` };
    if (error instanceof RateLimited) return { result: "skip", reason: "rate limited, try --rate" };
    if (error instanceof ReceiverDied) return diedOf(session, error.exchange);
    if (!(error instanceof GivenFunctionFailure)) throw error;
    // Where a function asks the receiver itself, it may be the first to see that it is gone.
    const isGone = await session.isGone();
    const [first] = session.broken;
    if (isGone && first) return diedOf(session, first);
    const gone = isGone ? "the receiver does not listen any more: " : "";
    return { result: "fail", summary: gone + sayThrown(error, session.secrets) };
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

/** Says of a failure that it was the receiver's last, where it was: the checks to come are not to be blamed. */
const told = async (session: Session, outcome: Outcome): Promise<Outcome> =>
  outcome.result === "fail" && !session.isDead() && session.broken.length > 0 && (await session.isGone())
    ? { ...outcome, summary: `${outcome.summary}; the receiver does not listen any more` }
    : outcome;

/** Runs one check, unless something speaks against it, and measures it. */
export const judge = async (
  check: Check,
  session: Session,
  options: VerifyOptions,
  done: readonly CheckResult[],
): Promise<CheckResult> => {
  const { id } = check;
  const severity = session.provider.definition.severities?.[id]?.severity ?? check.severity;
  const reason = options.skip?.[id] ?? reasonToSkip(check, session, options, done);
  const [sent, began] = [session.sent(), elapsedMs()];
  const outcome: Outcome =
    reason === undefined ? await told(session, await runCheck(check, session)) : { result: "skip", reason };
  if (outcome.result === "fail") session.failed.add(id);
  const measured = { deliveries: session.sent() - sent, durationMs: Math.round(elapsedMs() - began) };
  return { id, severity, ...measured, ...toResult(outcome, (found) => replayOf(session, id, options, found)) };
};
