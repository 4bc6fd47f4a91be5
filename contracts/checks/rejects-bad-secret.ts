import { authOf, badSecrets, forge } from "../../mocks/auth.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import type { Check } from "../check.ts";
import { counterexampleOf, sayAnswer } from "../counterexample.ts";
import { stableState } from "../stable-state.ts";

/** Wrong secrets: any 4xx, and nothing stored. */
export const rejectsBadSecret: Check = {
  id: "rejects-bad-secret",
  severity: "error",
  passes: "events without the right secret are refused with 4xx and leave no trace",
  needs: ["secret"],
  async run(session) {
    const { provider, options } = session;
    const { secret = "", observe } = options;
    const auth = authOf(provider.definition, options);
    for (const bad of badSecrets(secret)) {
      const lifecycle = session.lifecycle([provider.eventTypes[0] ?? ""], { illegal: true });
      const [subject] = lifecycle.subjects;
      if (subject) await session.prepare(subject);
      const look = async () => (observe && subject ? session.observe(subject) : undefined);
      const before = stableState(await look(), session.startedAt);
      const proof = forge(auth, bad);
      const [unproven] = session.unproven(lifecycle) as [Delivery];
      const delivery = {
        ...unproven,
        headers: { ...unproven.headers, ...proof.headers },
        query: { ...unproven.query, ...proof.query },
      };
      const exchange = await session.deliver(delivery);
      const { status = 0 } = exchange.response ?? {};
      await session.quiet();
      const observed = await look();
      const stored = stableState(observed, session.startedAt) !== before;
      if (status >= 400 && status < 500 && !stored) continue;
      const shown = { exchange, observed, disguise: bad.name };
      const actual = stored ? `the event was stored: ${JSON.stringify(observed)}` : sayAnswer(exchange);
      return {
        result: "fail",
        summary: `an event whose secret is ${bad.name} ${stored ? "was stored" : "was not refused with 4xx"}`,
        counterexample: counterexampleOf(
          [shown],
          { expected: "any 4xx, nothing stored", actual },
          { url: session.url, secret },
        ),
      };
    }
    return { result: "pass" };
  },
};
