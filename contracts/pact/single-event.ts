import { type Lifecycle, type LifecycleOptions, lifecycleOf, visitsOf } from "../../generators/lifecycle.ts";
import type { Provider } from "../../schemas/provider.ts";
import type { PactOptions } from "./pact-options.ts";

/** The first state that an event type leaves, in the order of lifecycle.json. */
export const stateBefore = ({ machine }: Provider, eventType: string): string | undefined =>
  Object.keys(machine.states).find((name) => Object.hasOwn(machine.states[name]?.on ?? {}, eventType));

/** A lifecycle of one event, about a subject of its own. */
export const singleEvent = (provider: Provider, eventType: string, index: number, options: PactOptions): Lifecycle => {
  const given = { ...options, index, illegal: true } as LifecycleOptions;
  return lifecycleOf(provider, eventType, visitsOf(provider, [eventType], given), given);
};
