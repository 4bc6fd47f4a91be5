import { envelopeNames } from "../../mocks/envelope.ts";
import { isAccepted } from "../../mocks/exchange.ts";
import { SILENT } from "../answered-type.ts";
import type { Check, Outcome } from "../check.ts";
import { failure, sayAnswer } from "../counterexample.ts";
import { follow } from "../follow.ts";
import { plainLifecycles } from "../lifecycle-names.ts";
import { acceptsAll } from "../one-event.ts";
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
const sendRound = async (session: Session): Promise<Outcome | undefined> => {
  // Any state can be where the receiver joins, so an event need not be the first that is legal.
  const lifecycles = session.provider.eventTypes.map((eventType) => session.lifecycle([eventType], { illegal: true }));
  await session.prepareAll(lifecycles.flatMap(({ subjects }) => subjects));
  const exchanges = await session.deliverAll(lifecycles.flatMap((lifecycle) => session.deliveries(lifecycle)));
  if (exchanges.every(isUnanswered)) return SILENT;
  const refused = exchanges.filter((exchange) => !isAccepted(exchange) && !isUnanswered(exchange));
  const [first] = refused;
  if (!first) return undefined;
  const kinds = refused.map(({ delivery }) => delivery.eventType).join(", ");
  return failure(session, [{ exchange: first }], {
    summary: `${refused.length} of ${exchanges.length} event types were not answered with 2xx: ${kinds}`,
    expected: "2xx",
    actual: sayAnswer(first),
    notes: otherShapes(session),
  });
};

/** Every event type, in every documented form and with random payloads: 2xx. */
export const acceptsValid: Check = {
  id: "accepts-valid",
  severity: "error",
  passes: "every event type, in every documented form and with random payloads, is answered with 2xx",
  needs: [],
  async run(session) {
    const { eventTypes, machine } = session.provider;
    if (session.options.profile === "smoke") {
      const lifecycle = session.lifecycle(plainLifecycles(machine)[0] ?? []);
      const { shown, deviation } = await follow(session, lifecycle);
      const summary = `the lifecycle ${lifecycle.name} was not answered with 2xx`;
      return deviation ? failure(session, shown, { ...deviation, summary }) : { result: "pass" };
    }
    const plain = await sendRound(session);
    if (plain) return plain;
    const special = eventTypes.flatMap((eventType) => specialVariants(session, eventType, ["documented", "observed"]));
    const edges = await acceptsAll(session, special);
    if (edges) return edges;
    const rounds = Math.floor((session.options.runs ?? DEFAULT_RUNS) / eventTypes.length);
    for (let round = 1; round < rounds; round++) {
      const outcome = await sendRound(session);
      if (outcome) return outcome;
    }
    return { result: "pass" };
  },
};
