import type { Lifecycle } from "../../generators/lifecycle.ts";
import type { Exchange } from "../../mocks/exchange.ts";
import type { Check } from "../check.ts";
import { answeredType, SILENT } from "../probes/answered-type.ts";
import { besides, culpritOf } from "../probes/bystanders.ts";
import { harmOf } from "../probes/harm-of.ts";
import { sayState } from "../session/expectation.ts";
import type { Session } from "../session/session.ts";
import { failure } from "../wording/failure.ts";

const METHODS = ["GET", "HEAD", "PUT", "DELETE"] as const;
const WITHOUT_BODY: readonly string[] = ["GET", "HEAD"];

/** A method to try, with an event of a subject of its own. */
interface Act {
  method: string;
  lifecycle: Lifecycle;
}

const actsOf = async (session: Session, eventType: string, methods: readonly string[]): Promise<Act[]> => {
  const acts = methods.map((method) => ({ method, lifecycle: session.lifecycle([eventType], { illegal: true }) }));
  await session.prepareAll(acts.flatMap(({ lifecycle }) => lifecycle.subjects));
  return acts;
};

const send = (session: Session, { method, lifecycle }: Act): Promise<Exchange> => {
  const [delivery] = session.deliveries(lifecycle);
  const body = WITHOUT_BODY.includes(method) ? undefined : delivery?.body;
  const { headers = {}, query = {} } = delivery ?? {};
  return session.provoke({ ...session.raw(body ?? new Uint8Array(), method), headers, query });
};

/** Other methods than the provider's: no 2xx that changes state, no 5xx but 501. */
export const ignoresOtherMethods: Check = {
  id: "ignores-other-methods",
  severity: "warning",
  passes: "GET, HEAD, PUT and DELETE change nothing, and are not answered with 5xx but 501",
  needs: ["accepts-valid"],
  async run(session) {
    const eventType = answeredType(session, -1);
    if (eventType === undefined) return SILENT;
    const methods = METHODS.filter((method) => method !== session.provider.definition.delivery.method);
    const acts = await actsOf(session, eventType, methods);
    const subjects = acts.flatMap(({ lifecycle }) => lifecycle.subjects);
    const { exchanges, moved } = await besides(session, subjects, () =>
      Promise.all(acts.map((act) => send(session, act))),
    );
    const harmed = exchanges.find((exchange) => harmOf(exchange, session.secrets) !== undefined);
    if (harmed)
      return failure(session, [{ exchange: harmed }], {
        summary: `${harmed.delivery.method} ${harmed.error ? "got no answer" : "was answered with 5xx"}`,
        expected: "any answer but 5xx, best 405",
        actual: harmOf(harmed, session.secrets) ?? "",
      });
    if (!moved) return { result: "pass", notes: session.stateNotes() };
    const fresh = moved.other === undefined ? await actsOf(session, eventType, methods) : [];
    const culprit = await culpritOf(session, [], fresh, async (act) => [await send(session, act)]);
    const exchange = exchanges[moved.other ?? -1] ?? culprit?.exchanges[0];
    const { before, after } = culprit?.moved ?? moved;
    return failure(session, exchange ? [{ exchange }] : [], {
      summary: `${exchange?.delivery.method ?? `one of ${methods.join(", ")}`} changed what is stored`,
      expected: `the state as before: ${sayState(before, session.secrets)}`,
      actual: sayState(after, session.secrets),
    });
  },
};
