import { getAt } from "../../schemas/pointer.ts";
import type { Envelope, Provider } from "../../schemas/provider.ts";

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

/** Finds a provider's event in a body: as it is, or in a wrapper that live deliveries are known to have. */
export const recognise = (providers: readonly Provider[], body: unknown): Recognised | undefined => {
  for (const provider of providers)
    for (const envelope of [undefined, ...(provider.definition.envelopes ?? [])]) {
      const pointer = envelope?.payload ?? "";
      const eventType = getAt(body, pointer + provider.definition.eventType);
      if (isTypeOf(provider, eventType)) return { provider, eventType, envelope, pointer };
    }
  return undefined;
};

/** The provider whose test message a body is. */
export const testMessageOf = (providers: readonly Provider[], body: unknown): Provider | undefined => {
  const text = JSON.stringify(body);
  return providers.find(({ definition }) =>
    definition.testMessages?.some((message) => JSON.stringify(message.body) === text),
  );
};
