import type { Lifecycle } from "../../generators/lifecycle.ts";
import type { Exchange } from "../../mocks/exchange.ts";
import type { Check, Outcome } from "../check.ts";
import { answeredType, SILENT } from "../probes/answered-type.ts";
import { besides, culpritOf } from "../probes/bystanders.ts";
import { harmOf } from "../probes/harm-of.ts";
import { BROKEN, type Damage, LONG, STRANGE } from "../probes/malformed-bodies.ts";
import { acceptsAll } from "../probes/special.ts";
import { sayState } from "../session/expectation.ts";
import { ReceiverDied } from "../session/receiver-failure.ts";
import type { Session } from "../session/session.ts";
import { failure } from "../wording/failure.ts";
import { sayAnswer } from "../wording/say-answer.ts";

/** A body that no provider sends, and the event that it was made of. */
interface Malformed {
  name: string;
  lifecycle: Lifecycle;
  body: Uint8Array;
  /** A closed connection is an answer, too: it is large. */
  mayReset?: boolean;
}

const make = (session: Session, eventType: string, damages: Readonly<Record<string, Damage>>): Malformed[] =>
  Object.entries(damages).map(([name, damage]) => {
    const lifecycle = session.lifecycle([eventType], { illegal: true });
    const [delivery] = session.deliveries(lifecycle);
    return { name, lifecycle, body: damage(delivery?.body ?? new Uint8Array()), mayReset: name === LONG };
  });

const send = (session: Session, { body }: Malformed): Promise<Exchange> => session.provoke(session.raw(body));

const harmIn = (session: Session, { mayReset }: Malformed, exchange: Exchange): string | undefined =>
  mayReset && exchange.error?.code === "reset" ? undefined : harmOf(exchange, session.secrets);

const isTaken = ({ response }: Exchange): boolean =>
  response !== undefined && response.status >= 200 && response.status < 300;

/** A body as it was sent, and what came of it. */
interface Sent {
  one: Malformed;
  exchange: Exchange;
}

/** A process that a body ends may answer it first: the request after it meets nobody. */
const diedOf = (session: Session, { one, exchange }: Sent, next: Exchange): Outcome =>
  failure(session, [{ exchange }, { exchange: next }], {
    summary: `after ${one.name} the receiver does not listen any more`,
    expected: "an answer to what comes next",
    actual: sayAnswer(next, session.secrets),
  });

/** Sends every malformed body, and notes in `found` what came of each as it comes. */
const probe = async (session: Session, eventType: string, found: Sent[]): Promise<Outcome> => {
  const [broken, strange] = [make(session, eventType, BROKEN), make(session, eventType, STRANGE)];
  await session.prepareAll([...broken, ...strange].flatMap(({ lifecycle }) => lifecycle.subjects));
  const watched = broken.flatMap(({ lifecycle }) => lifecycle.subjects);
  const sendAll = async (all: readonly Malformed[]) => {
    for (const one of all) found.push({ one, exchange: await send(session, one) });
    return [];
  };
  const { moved } = await besides(session, watched, () => sendAll(broken));
  await sendAll(strange);
  const harmed = found.find(({ one, exchange }) => harmIn(session, one, exchange) !== undefined);
  if (harmed)
    return failure(session, [{ exchange: harmed.exchange }], {
      summary: `${harmed.one.name} ${harmed.exchange.error ? "got no answer" : "was answered with 5xx"}`,
      expected: "any answer but 5xx, best 400",
      actual: harmIn(session, harmed.one, harmed.exchange) ?? "",
    });
  if (moved) {
    const known = found[moved.other ?? -1];
    const again = known ? [] : make(session, eventType, BROKEN);
    const subjects = again.flatMap(({ lifecycle }) => lifecycle.subjects);
    await session.prepareAll(subjects);
    const culprit = await culpritOf(session, subjects, again, async (one) => [await send(session, one)]);
    const exchange = known?.exchange ?? culprit?.exchanges[0];
    const { before, after } = culprit?.moved ?? moved;
    return failure(session, exchange ? [{ exchange }] : [], {
      summary: `${known?.one.name ?? culprit?.act.name ?? "a malformed body"} changed what is stored`,
      expected: `the state as before: ${sayState(before, session.secrets)}`,
      actual: sayState(after, session.secrets),
    });
  }
  const taken = found.filter(({ one, exchange }) => broken.includes(one) && isTaken(exchange));
  const notes = taken.map(({ one, exchange }) => `${one.name} was answered with ${exchange.response?.status}`);
  const build = () => session.lifecycle([eventType], { illegal: true });
  const after = { eventType, name: "after malformed bodies", build };
  return (await acceptsAll(session, [after])) ?? { result: "pass", notes };
};

/** Bodies that no provider sends: no 5xx, no hang, and nothing is stored. */
export const survivesMalformed: Check = {
  id: "survives-malformed",
  severity: "warning",
  passes: "malformed bodies get an answer other than 5xx and change nothing, and the next event is taken",
  needs: ["accepts-valid"],
  async run(session) {
    const eventType = answeredType(session);
    if (eventType === undefined) return SILENT;
    const found: Sent[] = [];
    try {
      return await probe(session, eventType, found);
    } catch (error) {
      const last = found.at(-1);
      if (!(error instanceof ReceiverDied) || !last) throw error;
      return diedOf(session, last, error.exchange);
    }
  },
};
