import { getAt } from "../../schemas/pointer.ts";
import type { Envelope, Provider } from "../../schemas/provider.ts";
import { isSameJson } from "../../schemas/same-json.ts";

/** Where a provider's event stands in a body. */
export interface Recognised {
  provider: Provider;
  eventType: string;
  /** The wrapper around the payload, if there is one. */
  envelope: Envelope | undefined;
  /** The payload's pointer in the body. */
  pointer: string;
}

const familyOf = (eventType: string): string => eventType.split(/[._]/, 1)[0] ?? "";

// An event type that is new to us is still the provider's own word, if it is of a family that we know.
const isTypeOf = ({ eventTypes }: Provider, word: unknown): word is string =>
  typeof word === "string" &&
  (eventTypes.includes(word) ||
    (/^[a-z0-9_.]+$/.test(word) && eventTypes.some((known) => familyOf(known) === familyOf(word))));

const eventIn = (
  provider: Provider,
  body: unknown,
  isType: (word: unknown) => word is string,
): Recognised | undefined => {
  for (const envelope of [undefined, ...(provider.definition.envelopes ?? [])]) {
    const pointer = envelope?.payload ?? "";
    const eventType = getAt(body, pointer + provider.definition.eventType);
    if (isType(eventType)) return { provider, eventType, envelope, pointer };
  }
  return undefined;
};

/** Finds a provider's event in a body: as it is, or in a wrapper that live deliveries are known to have. */
export const recognise = (providers: readonly Provider[], body: unknown): Recognised | undefined => {
  for (const provider of providers) {
    const found = eventIn(provider, body, (word): word is string => isTypeOf(provider, word));
    if (found) return found;
  }
  return undefined;
};

const isWord = (word: unknown): word is string => typeof word === "string";

/** What a body must hold if it is the provider's, whatever type of event it names: itself, or what is in a known wrapper. */
export const payloadOf = (provider: Provider, body: unknown): unknown =>
  getAt(body, eventIn(provider, body, isWord)?.pointer ?? "");

/** The provider whose test message a body is. */
export const testMessageOf = (providers: readonly Provider[], body: unknown): Provider | undefined =>
  providers.find(({ definition }) => definition.testMessages?.some((message) => isSameJson(message.body, body)));
