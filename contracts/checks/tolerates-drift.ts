import { fieldsIn } from "../../generators/edits.ts";
import { said } from "../../generators/field-edits.ts";
import { isAccepted } from "../../mocks/exchange.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { Json } from "../../schemas/json-schema.ts";
import { setAt } from "../../schemas/pointer.ts";
import { withPayload } from "../about.ts";
import { answeredType } from "../answered-type.ts";
import type { Check, Outcome } from "../check.ts";
import { failure, sayAnswer } from "../counterexample.ts";
import { acceptsAll, type Special } from "../one-event.ts";
import { isUnanswered } from "../receiver-failure.ts";
import type { Session } from "../session.ts";
import { optionalIn, specialVariants } from "../special-variants.ts";

const UNKNOWN = { hookwright_unknown: "tomorrow" }; // a text: it may get into a map of texts

/** The value with an unknown field in every object of it. */
const withUnknown = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(withUnknown);
  if (!isObject(value)) return value;
  const inner = Object.entries(value).map(([name, item]) => [name, withUnknown(item as Json)]);
  return { ...Object.fromEntries(inner), ...UNKNOWN };
};

const changed = (session: Session, eventType: string, name: string, change: (payload: Json) => Json): Special => {
  const lifecycle = session.lifecycle([eventType], { illegal: true });
  return { name, lifecycle: withPayload(lifecycle, change(structuredClone(lifecycle.steps[0]?.payload) as Json)) };
};

/** An orphan whose subject's fields are there, but say nothing. */
const blank = (session: Session, eventType: string, value: null | ""): Special => {
  const { orphan = [] } = session.provider.definition;
  const name = `whose subject's fields are ${JSON.stringify(value)}`;
  const special = changed(session, eventType, name, (payload) => {
    for (const pointer of orphan) setAt(payload, pointer, value);
    return payload;
  });
  return { ...special, lifecycle: { ...special.lifecycle, subjects: [] } };
};

/** A value that no schema names, in place of each that one does. */
const renamed = (session: Session, eventType: string): Special[] => {
  const { provider } = session;
  const base = session.lifecycle([eventType], { illegal: true }).steps[0]?.payload as Json;
  const named = fieldsIn(provider, eventType, base).filter(
    (field) => !field.isIdentity && typeof field.value === "string" && said(field, "enum").length > 0,
  );
  return [...named.map(({ pointer }) => pointer), provider.definition.status].map((pointer) =>
    changed(session, eventType, `with a new value at ${pointer}`, (payload) => {
      setAt(payload, pointer, "hookwright_tomorrow");
      return payload;
    }),
  );
};

/** Nothing in place of each field that may be left out. */
const emptied = (session: Session, eventType: string): Special[] =>
  optionalIn(session, eventType).flatMap((pointer) =>
    [null, ""].map((value) =>
      changed(session, eventType, `with ${JSON.stringify(value)} at ${pointer}`, (payload) => {
        setAt(payload, pointer, value);
        return payload;
      }),
    ),
  );

const driftOf = (session: Session, eventType: string): Special[] => [
  changed(session, eventType, "with unknown fields at every level", withUnknown),
  ...emptied(session, eventType),
  ...renamed(session, eventType),
  ...specialVariants(session, eventType, ["third-party", "inferred"]),
  ...((session.provider.definition.orphan ?? []).length > 0 && !session.hasFailed("accepts-orphans")
    ? ([null, ""] as const).map((value) => blank(session, eventType, value))
    : []),
];

/** The same media type, said as other senders say it. */
const withCharset = async (session: Session): Promise<Outcome | undefined> => {
  const eventType = answeredType(session);
  if (eventType === undefined) return undefined;
  const lifecycle = session.lifecycle([eventType], { illegal: true });
  await session.prepareAll(lifecycle.subjects);
  const [delivery] = session.deliveries(lifecycle);
  if (delivery?.headers["content-type"] !== "application/json") return undefined;
  const headers = { ...delivery.headers, "content-type": "application/json; charset=utf-8" };
  const exchange = await session.deliver({ ...delivery, headers });
  if (isAccepted(exchange) || isUnanswered(exchange)) return undefined;
  return failure(session, [{ exchange }], {
    summary: "an event whose content type names a charset was not answered with 2xx",
    expected: "2xx",
    actual: sayAnswer(exchange, session.secrets),
  });
};

/** What may come one day, or comes already as far as anyone knows: 2xx. */
export const toleratesDrift: Check = {
  id: "tolerates-drift",
  severity: "warning",
  passes: "unknown fields, and forms that are likely but not documented, are answered with 2xx",
  needs: ["accepts-valid"],
  async run(session) {
    const all = session.provider.eventTypes.flatMap((eventType) => driftOf(session, eventType));
    return (await acceptsAll(session, all)) ?? (await withCharset(session)) ?? { result: "pass" };
  },
};
