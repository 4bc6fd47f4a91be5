import type { Lifecycle } from "../../generators/lifecycle.ts";
import { wrap } from "../../mocks/envelope.ts";
import { type Exchange, isAccepted } from "../../mocks/exchange.ts";
import type { Json } from "../../schemas/json-schema.ts";
import { formatPointer, getAt, parsePointer, setAt } from "../../schemas/pointer.ts";
import type { Check } from "../check.ts";
import { answeredType, SILENT } from "../probes/answered-type.ts";
import { besides, culpritOf } from "../probes/bystanders.ts";
import { follow } from "../probes/follow.ts";
import { sayState } from "../session/expectation.ts";
import type { Session } from "../session/session.ts";
import { failure } from "../wording/failure.ts";
import { sayAnswer } from "../wording/say-answer.ts";

/** An event that this receiver was not made for. */
interface Other {
  name: string;
  before: Lifecycle;
  lifecycle: Lifecycle;
}

/** An event of a subject, changed; before it, the subject's own event of the same status and time: it is no news then. */
const changed = (session: Session, name: string, change: (payload: Json, eventType: string) => void): Other[] => {
  const eventType = answeredType(session) ?? "";
  const both = session.lifecycle([eventType, eventType], { illegal: true });
  const [other, step] = both.steps;
  if (!other || !step) return [];
  const { eventId } = session.provider.definition;
  const payload = structuredClone(step.payload) as Json;
  if (eventId !== undefined) setAt(payload, eventId, getAt(other.payload, eventId));
  change(payload, eventType);
  const lifecycle = { ...both, steps: [{ ...step, payload: payload as object }] };
  return [{ name, before: { ...both, steps: [step] }, lifecycle }];
};

const parentOf = (pointer: string): string => formatPointer(parsePointer(pointer).slice(0, -1));

/** Events of types that are not there yet, of another family, and of other owners. */
const others = (session: Session): { known: Other[]; foreign: Other[] } => {
  const { eventType: at, subject } = session.provider.definition;
  const named = (name: string, rename: (eventType: string) => string): Other[] =>
    changed(session, name, (payload, eventType) => setAt(payload, at, rename(eventType)));
  const owners = Object.entries(subject).filter(([, { per }]) => per === "run");
  const strangers = owners.flatMap(([field, { pointer }]) =>
    changed(session, `of another ${field}`, (payload) => {
      const value = getAt(payload, pointer);
      setAt(payload, pointer, typeof value === "number" ? value + 1 : [...String(value)].reverse().join(""));
    }),
  );
  const nobodies = [...new Set(owners.map(([, { pointer }]) => parentOf(pointer)))].flatMap((parent) =>
    parent === "" ? [] : changed(session, `whose ${parent} is null`, (payload) => setAt(payload, parent, null)),
  );
  return {
    known: [
      ...named("of tomorrow's type", (eventType) => eventType.replace(/[^.]+$/, "hookwright_tomorrow")),
      ...changed(session, "of another family", (payload, eventType) => {
        for (const name of Object.keys(Object(payload)))
          if (!at.startsWith(`${formatPointer([name])}/`) && at !== formatPointer([name]))
            setAt(payload, formatPointer([name]), {});
        setAt(payload, at, `hookwright.${eventType.split(".").at(-1)}`);
      }),
    ],
    foreign: [...strangers, ...nobodies],
  };
};

/** What an alert of another kind looks like: a wrapper that live accounts send, around nothing that is known. */
const sendAlerts = (session: Session): Promise<Exchange[]> => {
  const { provider, seed, run, at } = session;
  const bodies = (provider.definition.envelopes ?? []).map(({ name }) => wrap(provider, name, {}, { seed, run }, at));
  return Promise.all(
    bodies.map((body) => session.provoke(session.raw(new TextEncoder().encode(JSON.stringify(body))))),
  );
};

/** What the receiver was not made for: 2xx, and nothing moves. */
export const toleratesOtherEvents: Check = {
  id: "tolerates-other-events",
  severity: "warning",
  passes: "events of types to come, of other families and other owners are answered with 2xx and move nothing",
  needs: ["accepts-valid"],
  async run(session) {
    if (answeredType(session) === undefined) return SILENT;
    const { known, foreign } = others(session);
    const subjects = known.flatMap(({ lifecycle }) => lifecycle.subjects);
    await session.prepareAll([...known, ...foreign].flatMap(({ lifecycle }) => lifecycle.subjects));
    // Waits for the state: it may come late. Who ends in another is told so elsewhere.
    for (const { before } of known) await follow(session, before, { whateverState: true });
    const send = async ({ lifecycle }: Other) => {
      const deliveries = session.deliveries(lifecycle).map(({ eventType, ...unknown }) => unknown);
      return Promise.all(deliveries.map((delivery) => session.provoke(delivery)));
    };
    const all = [...known, ...foreign];
    const sent: { other: Other; exchange: Awaited<ReturnType<typeof send>>[number] }[] = [];
    const { moved } = await besides(session, subjects, async () => {
      for (const other of all) for (const exchange of await send(other)) sent.push({ other, exchange });
      return [];
    });
    const alerts = (await sendAlerts(session)).map((exchange) => ({ name: "an alert of another kind", exchange }));
    const events = sent.map(({ other, exchange }) => ({ name: `an event ${other.name}`, exchange }));
    const refused = [...events, ...alerts].find(({ exchange }) => !isAccepted(exchange));
    if (refused)
      return failure(session, [{ exchange: refused.exchange }], {
        summary: `${refused.name} was not answered with 2xx`,
        expected: "2xx, so that the provider goes on sending",
        actual: sayAnswer(refused.exchange, session.secrets),
      });
    if (!moved) return { result: "pass", notes: session.stateNotes() };
    const found = moved.other === undefined ? undefined : sent.find(({ other }) => other === known[moved.other ?? -1]);
    const fresh = found ? [] : Object.values(others(session)).flat();
    await session.prepareAll(fresh.flatMap(({ lifecycle }) => lifecycle.subjects));
    const culprit = await culpritOf(session, [], fresh, send);
    const exchange = found?.exchange ?? culprit?.exchanges[0];
    const { before, after } = culprit?.moved ?? moved;
    return failure(session, exchange ? [{ exchange }] : [], {
      summary: `an event ${found?.other.name ?? culprit?.act.name ?? "that is foreign"} moved a subject`,
      expected: `the state as before: ${sayState(before, session.secrets)}`,
      actual: sayState(after, session.secrets),
    });
  },
};
