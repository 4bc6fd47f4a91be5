import { getAt } from "../../schemas/pointer.ts";
import type { Provider } from "../../schemas/provider.ts";
import { byNearness } from "../../schemas/unknown-name.ts";
import { identityPointers } from "../probes/identity-pointers.ts";
import type { FakeText } from "./fake-text.ts";
import { mendEvent } from "./mend-event.ts";
import type { Recognised } from "./recognise.ts";
import { type Guide, redactJson } from "./redact-json.ts";
import { schemaGuide } from "./schema-guide.ts";

const SHORTEST = 4; // a shorter name stands in every other text

const wordsKept = ({ definition, machine, eventTypes }: Provider, payload: unknown): Set<string> => {
  const isStatus = Object.hasOwn(machine.states, String(getAt(payload, definition.status)));
  const isType = eventTypes.includes(String(getAt(payload, definition.eventType)));
  return new Set([...(isType ? [definition.eventType] : []), ...(isStatus ? [definition.status] : [])]);
};

const payloadGuide = ({ provider, eventType }: Recognised, payload: unknown, fake: FakeText): Guide => {
  const { definition } = provider;
  const identity = identityPointers(provider);
  const values = identity.map((pointer) => String(getAt(payload, pointer) ?? "").toLowerCase());
  const names = values.filter(({ length }) => length >= SHORTEST);
  const namesSomebody = (text: string): boolean => names.some((name) => text.toLowerCase().includes(name));
  const kept = wordsKept(provider, payload);
  if (!namesSomebody(eventType)) kept.add(definition.eventType);
  const [nearest = ""] = byNearness(eventType, provider.eventTypes);
  const instants = [definition.time, definition.created];
  return schemaGuide(provider.schema(nearest), {
    provider,
    fake,
    instants,
    kept,
    namesSomebody,
    identity: new Set(identity),
  });
};

const envelopeGuide = (recognised: Recognised, inner: Guide, fake: FakeText): Guide => {
  const { provider, envelope, pointer: within } = recognised;
  if (!envelope) return inner;
  const outer = schemaGuide(provider.resolve(envelope.schema) ?? {}, {
    provider,
    fake,
    instants: [envelope.time],
    kept: new Set(),
    namesSomebody: () => false,
    identity: new Set(Object.keys(envelope.copies ?? {})),
  });
  const isInside = (pointer: string): boolean => pointer === within || pointer.startsWith(`${within}/`);
  return {
    keepsName: (parent, name) =>
      isInside(parent) ? inner.keepsName(parent.slice(within.length), name) : outer.keepsName(parent, name),
    valueAt: (pointer, value) =>
      isInside(pointer) ? inner.valueAt(pointer.slice(within.length), value) : outer.valueAt(pointer, value),
  };
};

/** A body with a provider's event in it, about somebody else: as valid as it was, in the same state at the same time. */
export const redactEvent = (recognised: Recognised, body: unknown, fake: FakeText): unknown => {
  const { pointer } = recognised;
  const original = getAt(body, pointer);
  const guide = payloadGuide(recognised, original, fake);
  const redacted = redactJson(body, fake, envelopeGuide(recognised, guide, fake));
  mendEvent(recognised, { original, redacted: getAt(redacted, pointer) }, { fake, guide });
  return redacted;
};
