import { answeredType, SILENT } from "../answered-type.ts";
import { besides, culpritOf } from "../bystanders.ts";
import type { Check } from "../check.ts";
import { failure } from "../counterexample.ts";
import { harmOf } from "../harmless.ts";

const METHODS = ["GET", "HEAD", "PUT", "DELETE"] as const;
const WITHOUT_BODY: readonly string[] = ["GET", "HEAD"];

/** Other methods than the provider's: no 2xx that changes state, no 5xx but 501. */
export const ignoresOtherMethods: Check = {
  id: "ignores-other-methods",
  severity: "warning",
  passes: "GET, HEAD, PUT and DELETE change nothing, and are not answered with 5xx but 501",
  needs: ["accepts-valid"],
  async run(session) {
    const { provider } = session;
    const methods = METHODS.filter((method) => method !== provider.definition.delivery.method);
    const eventType = answeredType(session, -1);
    if (eventType === undefined) return SILENT;
    const lifecycle = session.lifecycle([eventType], { illegal: true });
    await session.prepareAll(lifecycle.subjects);
    const [delivery] = session.deliveries(lifecycle);
    const send = async (method: string) => {
      const body = WITHOUT_BODY.includes(method) ? new Uint8Array() : (delivery?.body ?? new Uint8Array());
      const exchange = await session.provoke({
        ...session.raw(body, method),
        ...(delivery?.headers && { headers: delivery.headers, query: delivery.query }),
      });
      return [exchange];
    };
    const { exchanges, moved } = await besides(session, lifecycle.subjects, async () =>
      (await Promise.all(methods.map(send))).flat(),
    );
    const harmed = exchanges.find((exchange) => harmOf(exchange) !== undefined);
    if (harmed)
      return failure(session, [{ exchange: harmed }], {
        summary: `${harmed.delivery.method} ${harmed.error ? "got no answer" : "was answered with 5xx"}`,
        expected: "any answer but 5xx, best 405",
        actual: harmOf(harmed) ?? "",
      });
    if (!moved) return { result: "pass", notes: session.stateNotes() };
    const culprit = await culpritOf(session, lifecycle.subjects, methods, send);
    const exchange = culprit?.exchanges[0] ?? exchanges[0];
    return failure(session, exchange ? [{ exchange }] : [], {
      summary: `${exchange?.delivery.method} changed what is stored`,
      expected: `the state as before: ${JSON.stringify(culprit?.moved.before ?? moved.before)}`,
      actual: JSON.stringify(culprit?.moved.after ?? moved.after),
    });
  },
};
