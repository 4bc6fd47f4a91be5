import { variantsOf } from "../../generators/variants.ts";
import { buildDeliveries, type Delivery } from "../../mocks/delivery.ts";
import { wireOf } from "../../mocks/wire.ts";
import type { Certainty, Json } from "../../schemas/json-schema.ts";
import { getAt } from "../../schemas/pointer.ts";
import type { Provider } from "../../schemas/provider.ts";
import { validatePayload } from "../../schemas/validate.ts";
import { transplanted } from "../probes/transplanted.ts";
import { withPayload } from "../probes/with-payload.ts";
import { ANSWERS, toInteraction } from "./interaction.ts";
import type { PactInteraction } from "./pact-document.ts";
import type { PactOptions } from "./pact-options.ts";
import { singleEvent, stateBefore } from "./single-event.ts";

const CONTRACT = "variants";
const FIRST_INDEX = 10_000; // beyond the subjects of lifecycles
const KNOWN: readonly Certainty[] = ["documented", "observed"];

/** The fields of the subject that a variant is about. */
const changedFields = ({ definition }: Provider, base: Json, changed: Json): string[] =>
  Object.entries(definition.subject).flatMap(([field, { pointer }]) =>
    getAt(base, pointer) === getAt(changed, pointer) ? [] : [field],
  );

const ofEventType = (
  provider: Provider,
  eventType: string,
  options: PactOptions,
  next: () => number,
): PactInteraction[] => {
  const { seed = 0, run = 0 } = options;
  const base = singleEvent(provider, eventType, 0, options).steps[0]?.payload as Json;
  const draw = { seed, run, index: 0, incarnation: 0, replacement: 0, step: 1 };
  const known = variantsOf(provider, eventType, base, draw).filter(({ certainty }) => KNOWN.includes(certainty));
  return known.flatMap(({ name, payload, certainty }) => {
    const fresh = singleEvent(provider, eventType, next(), options);
    const changed = transplanted(base, payload, fresh);
    if (validatePayload(provider, changed, eventType).length > 0) return [];
    const [delivery] = buildDeliveries(withPayload(fresh, changed), options) as [Delivery];
    const asked = { contract: CONTRACT, name: `${eventType} ${name}`, description: `${eventType}, ${name}`, delivery };
    const fixed = changedFields(provider, base, payload);
    const rest = { state: stateBefore(provider, eventType), answer: ANSWERS.taken, fixed };
    return [toInteraction(provider, { ...asked, ...rest, from: { eventType, variant: name, certainty } }, options)];
  });
};

/** What the provider sends when an endpoint is saved. */
const testMessages = (provider: Provider, options: PactOptions, index: number): PactInteraction[] => {
  const messages = provider.definition.testMessages ?? [];
  const known = messages.filter((message) => KNOWN.includes(message["x-certainty"] ?? "documented"));
  const [eventType = ""] = provider.eventTypes;
  const lifecycle = singleEvent(provider, eventType, index, options);
  const [{ due }] = buildDeliveries(lifecycle, options) as [Delivery];
  return known.map(({ name, body }) => {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const { method } = provider.definition.delivery;
    const bare = { method, query: {}, headers: {}, body: bytes, due, faults: [] };
    const delivery = wireOf(lifecycle, options).withSecret(bare, options.secret);
    const asked = { contract: CONTRACT, name: `test message ${name}`, description: `test message ${name}`, delivery };
    return toInteraction(provider, { ...asked, answer: ANSWERS.taken, from: { testMessage: name } }, options);
  });
};

/** Every event type in each form that the provider is known to send, each about a subject of its own. */
export const variantInteractions = (provider: Provider, options: PactOptions): PactInteraction[] => {
  let index = FIRST_INDEX;
  const next = (): number => index++;
  return [
    ...provider.eventTypes.flatMap((eventType) => ofEventType(provider, eventType, options, next)),
    ...testMessages(provider, options, next()),
  ];
};
