import type { Check } from "../check.ts";
import { failure } from "../wording/failure.ts";
import { sayAnswer } from "../wording/say-answer.ts";

/** Each answer to a valid event comes within the timeout. */
export const respondsInTime: Check = {
  id: "responds-in-time",
  severity: "warning",
  passes: "every valid event is answered in time: within the provider's own limit, or ten seconds",
  needs: [],
  async run(session) {
    const lifecycles = session.provider.eventTypes.map((eventType) =>
      session.lifecycle([eventType], { illegal: true }),
    );
    await session.prepareAll(lifecycles.flatMap(({ subjects }) => subjects));
    await session.deliverAll(lifecycles.flatMap((lifecycle) => session.deliveries(lifecycle)));
    const [exchange] = session.unanswered;
    if (!exchange) return { result: "pass" };
    const types = [...new Set(session.unanswered.map(({ delivery }) => delivery.eventType))];
    return failure(session, [{ exchange }], {
      summary: `no answer in time to ${types.join(", ")}; of these nothing else was checked`,
      expected: `an answer within ${session.timeout} ms`,
      actual: sayAnswer(exchange, session.secrets),
    });
  },
};
