import { isAccepted } from "../../mocks/exchange.ts";
import type { Check } from "../check.ts";
import { failure } from "../wording/failure.ts";
import { sayAnswer } from "../wording/say-answer.ts";

const encoder = new TextEncoder();

/** What the provider sends to try an endpoint out: 2xx. */
export const acceptsTestMessage: Check = {
  id: "accepts-test-message",
  severity: "error",
  passes: "the provider's test messages, sent when an endpoint is saved, are answered with 2xx",
  needs: [],
  async run(session) {
    const messages = session.provider.definition.testMessages ?? [];
    if (messages.length === 0) return { result: "skip", reason: `${session.provider.title} documents no test message` };
    for (const { name, body } of messages) {
      const exchange = await session.provoke(session.raw(encoder.encode(JSON.stringify(body))));
      if (isAccepted(exchange)) continue;
      return failure(session, [{ exchange }], {
        summary: `the test message "${name}" was not answered with 2xx: the endpoint could not be saved`,
        expected: "2xx",
        actual: sayAnswer(exchange, session.secrets),
      });
    }
    return { result: "pass" };
  },
};
