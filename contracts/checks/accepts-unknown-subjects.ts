import type { Check } from "../check.ts";
import { harmOf } from "../probes/harm-of.ts";
import { failure } from "../wording/failure.ts";

/** An event about a subject that was never prepared: no 5xx, no hang. */
export const acceptsUnknownSubjects: Check = {
  id: "accepts-unknown-subjects",
  severity: "error",
  passes: "events about subjects that the receiver does not know are answered, and not with 5xx",
  needs: ["accepts-valid"],
  async run(session) {
    for (const eventType of session.provider.eventTypes.filter((type) => !session.isUnanswered(type))) {
      const [delivery] = session.deliveries(session.lifecycle([eventType], { illegal: true }));
      if (!delivery) continue;
      const exchange = await session.provoke(delivery);
      const harm = harmOf(exchange, session.secrets);
      if (harm === undefined) continue;
      return failure(session, [{ exchange }], {
        summary: `${eventType} about a subject that the receiver does not know ${exchange.error ? "got no answer" : "was answered with 5xx"}`,
        expected: "any answer but 5xx, best 2xx",
        actual: harm,
      });
    }
    return { result: "pass" };
  },
};
