/** What a provider says of its types to the compiler. */
interface Typed {
  readonly types?: { events: object };
}

type EventsOf<P extends Typed> = NonNullable<P["types"]>["events"];

/**
 * The payload of an event type of any provider; of any of its events, unless one is named.
 * @example EventOf<typeof shop, 'order.paid'>
 */
export type EventOf<P extends Typed, T extends keyof EventsOf<P> = keyof EventsOf<P>> = EventsOf<P>[T];
