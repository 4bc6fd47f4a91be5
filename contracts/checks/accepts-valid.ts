import { envelopeNames } from "../../mocks/envelope.ts";
import { isAccepted } from "../../mocks/exchange.ts";
import type { Check } from "../check.ts";
import { failure, sayAnswer } from "../counterexample.ts";
import { eventCases } from "../event-cases.ts";
import type { Session } from "../session.ts";

const DEFAULT_RUNS = 100;

// A receiver made for live traffic may read an envelope, and one made after the documentation may not.
const otherShapes = ({ provider, options: { envelope = "none" } }: Session): string[] => {
  const others = envelopeNames(provider).filter((name) => name !== envelope);
  return others.length === 0
    ? []
    : [`the payload went out in the envelope "${envelope}"; deliveries can also come as: ${others.join(", ")}`];
};

/** Every event type, with random payloads: 2xx. */
export const acceptsValid: Check = {
  id: "accepts-valid",
  severity: "error",
  passes: "every event type, with random payloads, is answered with 2xx",
  needs: [],
  async run(session) {
    const { provider, options } = session;
    const rounds = Math.max(1, Math.floor((options.runs ?? DEFAULT_RUNS) / provider.eventTypes.length));
    for (let round = 0; round < rounds; round++) {
      // Any state can be where the receiver joins, so an event need not be the first that is legal.
      const lifecycles = provider.eventTypes.map((eventType) => session.lifecycle([eventType], { illegal: true }));
      await session.prepareAll(lifecycles.flatMap(({ subjects }) => subjects));
      const exchanges = await session.deliverAll(lifecycles.flatMap((lifecycle) => session.deliveries(lifecycle)));
      const refused = exchanges.filter((exchange) => !isAccepted(exchange));
      const [first] = refused;
      if (!first) continue;
      const kinds = refused.map(({ delivery }) => delivery.eventType).join(", ");
      const summary = `${refused.length} of ${exchanges.length} event types were not answered with 2xx: ${kinds}`;
      const failed = failure(session, [{ exchange: first }], {
        summary,
        expected: "2xx",
        actual: sayAnswer(first),
        notes: otherShapes(session),
      });
      return { ...failed, cases: eventCases(provider.eventTypes, exchanges, session.secrets) };
    }
    return { result: "pass", cases: eventCases(provider.eventTypes, [], session.secrets) };
  },
};
