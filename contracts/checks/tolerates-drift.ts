import { fieldsIn } from "../../generators/variants/edits.ts";
import { said } from "../../generators/variants/field-edits.ts";
import { isAccepted } from "../../mocks/exchange.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { Json } from "../../schemas/json-schema.ts";
import { setAt } from "../../schemas/pointer.ts";
import type { Check } from "../check.ts";
import { SILENT } from "../probes/answered-type.ts";
import { plainPayload } from "../probes/plain-payload.ts";
import { acceptsAll, type Sent, type Special } from "../probes/special.ts";
import { optionalIn, specialVariants } from "../probes/special-variants.ts";
import { withPayload } from "../probes/with-payload.ts";
import type { Session } from "../session/session.ts";

const UNKNOWN = { hookwright_unknown: "tomorrow" }; // a text: it may get into a map of texts

/** Puts an unknown field into every object of a value. */
const addUnknown = (value: Json): void => {
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value)) addUnknown(inner as Json);
  if (isObject(value)) Object.assign(value, UNKNOWN);
};

const changed = (session: Session, eventType: string, name: string, change: (payload: Json) => void): Special => ({
  eventType,
  name,
  build() {
    const lifecycle = session.lifecycle([eventType], { illegal: true });
    const payload = structuredClone(lifecycle.steps[0]?.payload) as Json;
    change(payload);
    return withPayload(lifecycle, payload);
  },
});

/** An orphan whose subject's fields are there, but say nothing. */
const blank = (session: Session, eventType: string, value: null | ""): Special => {
  const { orphan = [] } = session.provider.definition;
  return changed(session, eventType, `whose subject's fields are ${JSON.stringify(value)}`, (payload) => {
    for (const pointer of orphan) setAt(payload, pointer, value);
  });
};

/** A value that no schema names, in place of each that one does. */
const renamed = (session: Session, eventType: string): Special[] => {
  const { provider } = session;
  const named = fieldsIn(provider, eventType, plainPayload(session, eventType)).filter(
    (field) => !field.isIdentity && typeof field.value === "string" && said(field, "enum").length > 0,
  );
  return [...named.map(({ pointer }) => pointer), provider.definition.status].map((pointer) =>
    changed(session, eventType, `with a new value at ${pointer}`, (payload) =>
      setAt(payload, pointer, "hookwright_tomorrow"),
    ),
  );
};

/** Nothing in place of each field that may be left out. */
const emptied = (session: Session, eventType: string): Special[] =>
  optionalIn(session, eventType).flatMap((pointer) =>
    [null, ""].map((value) =>
      changed(session, eventType, `with ${JSON.stringify(value)} at ${pointer}`, (payload) =>
        setAt(payload, pointer, value),
      ),
    ),
  );

const JSON_TYPE = "application/json";

/** The same media type, said as other senders say it. */
const withCharset = (session: Session, eventType: string): Special[] =>
  session.provider.definition.delivery.contentType === JSON_TYPE
    ? [
        {
          eventType,
          name: "whose content type names a charset",
          build: () => session.lifecycle([eventType], { illegal: true }),
          change: (one) => ({ ...one, headers: { ...one.headers, "content-type": `${JSON_TYPE}; charset=utf-8` } }),
        },
      ]
    : [];

const driftOf = (session: Session, eventType: string): Special[] => [
  changed(session, eventType, "with unknown fields at every level", addUnknown),
  ...emptied(session, eventType),
  ...renamed(session, eventType),
  ...specialVariants(session, eventType, ["third-party", "inferred"]),
  ...((session.provider.definition.orphan ?? []).length > 0 && !session.hasFailed("accepts-orphans")
    ? ([null, ""] as const).map((value) => blank(session, eventType, value))
    : []),
];

/** What may come one day, or comes already as far as anyone knows: 2xx. */
export const toleratesDrift: Check = {
  id: "tolerates-drift",
  severity: "warning",
  passes: "unknown fields, and forms that are likely but not documented, are answered with 2xx",
  needs: ["accepts-valid"],
  async run(session) {
    const eventTypes = session.provider.eventTypes.filter((eventType) => !session.isUnanswered(eventType));
    const [first] = eventTypes;
    if (first === undefined) return SILENT;
    const all = [...eventTypes.flatMap((eventType) => driftOf(session, eventType)), ...withCharset(session, first)];
    // Types that go unanswered as they are were left out: whoever hangs now, hangs for the drift.
    const isWrong = ({ exchange }: Sent): boolean => !isAccepted(exchange);
    return (await acceptsAll(session, all, { send: session.provoke, isWrong })) ?? { result: "pass" };
  },
};
