import { envelopeNames } from "../../mocks/envelope.ts";
import type { Check, Failed, Outcome } from "../check.ts";
import { SILENT } from "../probes/answered-type.ts";
import { eventCases } from "../probes/event-cases.ts";
import { follow } from "../probes/follow.ts";
import { plainLifecycles } from "../probes/lifecycle-names.ts";
import { acceptsAll, isRefused, refusal, type Sent, type Special, sendAll } from "../probes/special.ts";
import { specialVariants } from "../probes/special-variants.ts";
import { isPartly, randomPayload, sendPartly, shrinkPayload } from "../search/random-payload.ts";
import { isUnanswered } from "../session/receiver-failure.ts";
import type { Session } from "../session/session.ts";
import { failure } from "../wording/failure.ts";

const DEFAULT_RUNS = 100;

// A receiver made for live traffic may read an envelope, and one made after the documentation may not.
const otherShapes = ({ provider, options: { envelope = "none" } }: Session): string[] => {
  const others = envelopeNames(provider).filter((name) => name !== envelope);
  return others.length === 0
    ? []
    : [`the payload went out in the envelope "${envelope}"; deliveries can also come as: ${others.join(", ")}`];
};

/** One event of every type, with random payloads. */
const aRound = (session: Session): Special[] =>
  session.provider.eventTypes.map((eventType) => randomPayload(session, eventType));

/** What went wrong in the first round: of how many event types. */
const judgeRound = (session: Session, round: readonly Sent[]): Failed | undefined => {
  const refused = round.filter(isRefused);
  const [first] = refused;
  if (!first) return undefined;
  const kinds = refused.map(({ special }) => special.eventType).join(", ");
  const summary = `${refused.length} of ${round.length} event types ${refused.length === 1 ? "was" : "were"} not answered with 2xx: ${kinds}`;
  return { ...refusal(session, first), summary, notes: otherShapes(session) };
};

/** Does just what failed before. */
const again = async (session: Session): Promise<Outcome> => {
  const { given, provider } = session;
  const one = isPartly(given)
    ? sendPartly(session, given)
    : acceptsAll(session, [...aRound(session), ...provider.eventTypes.flatMap((type) => documented(session, type))]);
  return (await one) ?? { result: "pass" };
};

const documented = (session: Session, eventType: string): Special[] =>
  specialVariants(session, eventType, ["documented", "observed"]);

const unansweredNotes = ({ provider, isUnanswered: went }: Session): string[] => {
  const types = provider.eventTypes.filter((eventType) => went(eventType));
  return types.length === 0 ? [] : [`not judged, since it went unanswered: ${types.join(", ")}; see responds-in-time`];
};

/** One lifecycle in its order, and nothing else. */
const smoke = async (session: Session): Promise<Outcome> => {
  const lifecycle = session.lifecycle(plainLifecycles(session.provider.machine)[0] ?? []);
  const { shown, deviation } = await follow(session, lifecycle);
  const summary = `the lifecycle ${lifecycle.name} was not answered with 2xx`;
  return deviation ? failure(session, shown, { ...deviation, summary }) : { result: "pass" };
};

/** Every event type, in every documented form and with random payloads: 2xx. */
export const acceptsValid: Check = {
  id: "accepts-valid",
  severity: "error",
  passes: "every event type, in every documented form and with random payloads, is answered with 2xx",
  needs: [],
  async run(session) {
    const { options, provider, given } = session;
    const { eventTypes } = provider;
    if (options.profile === "smoke") return smoke(session);
    if (given !== undefined) return again(session);
    const casesOf = (sent: readonly Sent[]) =>
      eventCases(
        session,
        sent.map(({ exchange }) => exchange),
      );
    const first = await sendAll(session, aRound(session));
    if (first.every(({ exchange }) => isUnanswered(exchange))) return SILENT;
    const failed = judgeRound(session, first);
    if (failed) return { ...failed, cases: casesOf(first) };
    const rounds = Math.max(1, Math.floor((options.runs ?? DEFAULT_RUNS) / eventTypes.length));
    for (let round = 0; round < rounds; round++) {
      const all = round === 0 ? eventTypes.flatMap((type) => documented(session, type)) : aRound(session);
      const sent = await sendAll(session, all, { enough: isRefused });
      const refused = sent.find(isRefused);
      if (!refused) continue;
      const found = round === 0 ? refusal(session, refused) : await shrinkPayload(session, refused);
      return { ...found, cases: casesOf([refused]) };
    }
    return { result: "pass", cases: casesOf([]), notes: unansweredNotes(session) };
  },
};
