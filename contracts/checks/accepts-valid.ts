import { isAccepted } from "../../mocks/exchange.ts";
import type { Check } from "../check.ts";
import { counterexampleOf, sayAnswer } from "../counterexample.ts";

const DEFAULT_RUNS = 100;

/** Every event type, with random payloads: 2xx. */
export const acceptsValid: Check = {
  id: "accepts-valid",
  severity: "error",
  passes: "every event type, with random payloads, is answered with 2xx",
  needs: [],
  async run(session) {
    const { provider, options } = session;
    const times = Math.max(1, Math.floor((options.runs ?? DEFAULT_RUNS) / provider.eventTypes.length));
    const eventTypes = Array.from({ length: times }, () => provider.eventTypes).flat();
    // Any state can be where the receiver joins, so an event need not be the first that is legal.
    const lifecycles = eventTypes.map((eventType) => session.lifecycle([eventType], { illegal: true }));
    await session.prepareAll(lifecycles.flatMap(({ subjects }) => subjects));
    const exchanges = await session.deliverAll(lifecycles.flatMap((lifecycle) => session.deliveries(lifecycle)));
    const refused = exchanges.filter((exchange) => !isAccepted(exchange));
    const [first] = refused;
    if (!first) return { result: "pass" };
    const kinds = new Set(refused.map(({ delivery }) => delivery.eventType));
    return {
      result: "fail",
      summary: `${refused.length} of ${exchanges.length} valid events were not answered with 2xx: ${[...kinds].join(", ")}`,
      counterexample: counterexampleOf(
        [{ exchange: first }],
        { expected: "2xx", actual: sayAnswer(first) },
        { url: session.url, secret: options.secret },
      ),
    };
  },
};
