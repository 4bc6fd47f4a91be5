import type { Lifecycle } from "../../generators/lifecycle.ts";
import { authOf } from "../../mocks/auth.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import { type BadSecret, badSecrets } from "../../mocks/proof/bad-secrets.ts";
import type { Check } from "../check.ts";
import { answeredType } from "../probes/answered-type.ts";
import { createVerdict } from "../probes/verdict.ts";
import { sayState } from "../session/expectation.ts";
import type { Session } from "../session/session.ts";
import { lookTwice, type State } from "../session/stable-state.ts";
import { failure, type Shown } from "../wording/failure.ts";
import { withWrong } from "../wording/redact.ts";
import { sayAnswer } from "../wording/say-answer.ts";

interface Attempt {
  bad: BadSecret;
  lifecycle: Lifecycle;
  shown: Shown;
  before: State;
}

const look = async (session: Session, { subjects: [subject] }: Lifecycle): Promise<unknown> =>
  (await session.look([subject]))[0];

/** An event that the receiver takes: what it does not take anyway says nothing of its secret. */
const takenEvent = (session: Session): Lifecycle => {
  const { eventTypes } = session.provider;
  const taken = eventTypes.find((type) => session.accepted.has(type)) ?? answeredType(session);
  return session.lifecycle([taken ?? eventTypes[0] ?? ""], { illegal: true });
};

const attempt = async (session: Session, { bad, lifecycle }: Pick<Attempt, "bad" | "lifecycle">): Promise<Attempt> => {
  const before = await lookTwice(() => look(session, lifecycle), session.startedAt);
  const [forged] = session.forged(lifecycle, bad) as [Delivery];
  const exchange = await session.sendOnce(forged);
  const disguise = { name: bad.name, secret: bad.secret ?? "" };
  return { bad, lifecycle, before, shown: { exchange, disguise } };
};

const proofIn = ({ headers, query }: Delivery): string => JSON.stringify([headers, query]);

/** Whether a bad secret proves the same as the right one: the padding of a key in base64 does. */
const isRight = (session: Session, bad: BadSecret): boolean => {
  const lifecycle = session.lifecycle([session.provider.eventTypes[0] ?? ""], { illegal: true });
  const [[right], [forged]] = [session.deliveries(lifecycle), session.forged(lifecycle, bad)];
  return right !== undefined && forged !== undefined && proofIn(right) === proofIn(forged);
};

const isRefused = ({ shown }: Attempt): boolean => {
  const { status = 0 } = shown.exchange.response ?? {};
  return status >= 400 && status < 500;
};

/** Wrong secrets: any 4xx, and nothing stored. */
export const rejectsBadSecret: Check = {
  id: "rejects-bad-secret",
  severity: "error",
  passes: "events without the right secret are refused with 4xx and leave no trace",
  needs: ["secret"],
  async run(session) {
    const { provider, options } = session;
    if (authOf(provider.definition, options).kind === "none")
      return { result: "skip", reason: "the secret is not sent: auth is none" };
    const attempts: Attempt[] = [];
    if (session.hasFailed("accepts-valid") && session.accepted.size === 0)
      return { result: "skip", reason: "blocked by accepts-valid" };
    const wrong = badSecrets(options.secret ?? "")
      .filter((bad) => !isRight(session, bad))
      .map((bad) => ({ bad, lifecycle: takenEvent(session) }));
    const subjects = wrong.flatMap(({ lifecycle }) => lifecycle.subjects);
    await session.prepareAll(subjects);
    await session.untilShown(subjects);
    for (const one of wrong) attempts.push(await attempt(session, one));
    await session.quiet(); // once: what was stored in spite of all is visible by then
    const isMoved = createVerdict(session, session.quiet);
    for (const one of attempts) {
      const observed = await look(session, one.lifecycle);
      const stored = await isMoved(one.before, observed, () => look(session, one.lifecycle));
      if (isRefused(one) && !stored) continue;
      const secrets = withWrong(session.secrets, one.bad.secret ?? "");
      return failure(session, [{ ...one.shown, observed }], {
        summary: `an event whose secret is ${one.bad.name} ${stored ? "was stored" : "was not refused with 4xx"}`,
        expected: "any 4xx, nothing stored",
        actual: stored
          ? `the event was stored: ${sayState(observed, secrets)}`
          : sayAnswer(one.shown.exchange, secrets),
      });
    }
    return { result: "pass", notes: session.stateNotes() };
  },
};
