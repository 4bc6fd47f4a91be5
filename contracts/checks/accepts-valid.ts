import { envelopeNames } from "../../mocks/envelope.ts";
import { type Exchange, isAccepted } from "../../mocks/exchange.ts";
import { SILENT } from "../answered-type.ts";
import type { Check, Outcome } from "../check.ts";
import { failure, sayAnswer } from "../counterexample.ts";
import { eventCases } from "../event-cases.ts";
import { follow } from "../follow.ts";
import { plainLifecycles } from "../lifecycle-names.ts";
import { judgeAll, type Special, sendAll } from "../one-event.ts";
import { isUnanswered } from "../receiver-failure.ts";
import type { Session } from "../session.ts";
import { specialVariants } from "../special-variants.ts";

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
  // Any state can be where the receiver joins, so an event need not be the first that is legal.
  session.provider.eventTypes.map((eventType) => ({
    name: "with a random payload",
    lifecycle: session.lifecycle([eventType], { illegal: true }),
  }));

/** What went wrong in the first round: of how many event types. */
const judgeRound = (session: Session, exchanges: readonly Exchange[]): Outcome | undefined => {
  if (exchanges.every(isUnanswered)) return SILENT;
  const refused = exchanges.filter((exchange) => !isAccepted(exchange) && !isUnanswered(exchange));
  const [first] = refused;
  if (!first) return undefined;
  const kinds = refused.map(({ delivery }) => delivery.eventType).join(", ");
  return failure(session, [{ exchange: first }], {
    summary: `${refused.length} of ${exchanges.length} event types ${refused.length === 1 ? "was" : "were"} not answered with 2xx: ${kinds}`,
    expected: "2xx",
    actual: sayAnswer(first, session.secrets),
    notes: otherShapes(session),
  });
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
    const { options } = session;
    if (options.profile === "smoke") return smoke(session);
    const { eventTypes } = session.provider;
    const plain = await sendAll(session, aRound(session));
    const found = judgeRound(session, plain);
    if (found) return found.result === "fail" ? { ...found, cases: eventCases(session, plain) } : found;
    const rounds = Math.max(1, Math.floor((options.runs ?? DEFAULT_RUNS) / eventTypes.length));
    const documented = eventTypes.flatMap((type) => specialVariants(session, type, ["documented", "observed"]));
    for (let round = 0; round < rounds; round++) {
      const all = round === 0 ? documented : aRound(session);
      const exchanges = await sendAll(session, all);
      const failed = judgeAll(session, all, exchanges);
      if (failed) return { ...failed, cases: eventCases(session, exchanges) };
    }
    return { result: "pass", cases: eventCases(session, []) };
  },
};
