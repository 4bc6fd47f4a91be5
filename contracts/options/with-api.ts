import { instantMs } from "../../generators/draws/instant.ts";
import type { Delivery } from "../../mocks/delivery.ts";
import { getAt } from "../../schemas/pointer.ts";
import type { Provider, Subject } from "../../schemas/provider.ts";
import type { VerifyOptions } from "./verify-options.ts";

const SECOND = 1000;

/** What of a mock provider a receiver that asks the API needs: `mockProvider` has it. */
export interface ProviderApi<S extends object = Subject> {
  /** From now on, calls about the subject are answered as in that status. */
  show(subject: S, status: string): unknown;
}

const timeOf = (value: unknown): number =>
  typeof value === "number" ? value * SECOND : (instantMs(String(value)) ?? Number.NaN);

/** The state that an event says its subject is in; of a status that the provider does not have, that which the event leads to. */
const statusAfter = ({ definition, machine }: Provider, { payload, eventType = "" }: Delivery): string | undefined => {
  const said = getAt(payload, definition.status);
  if (typeof said === "string" && Object.hasOwn(machine.states, said)) return said;
  return Object.values(machine.states).find(({ on }) => on?.[eventType] !== undefined)?.on?.[eventType];
};

/**
 * Makes an API know what the events say: before an event is sent, its subject is in the state of the newest of its events so
 * far, by their own time. Late and repeated events do not turn the API back, as they would not the provider's.
 */
const followByApi = (provider: Provider, api: ProviderApi): ((delivery: Delivery) => Promise<void>) => {
  const newest = new Map<string, number>();
  return async (delivery) => {
    const { subject, payload } = delivery;
    const status = statusAfter(provider, delivery);
    if (!subject || status === undefined) return;
    const key = JSON.stringify(subject);
    const at = timeOf(getAt(payload, provider.definition.time.pointer));
    if ((newest.get(key) ?? Number.NEGATIVE_INFINITY) > at) return;
    newest.set(key, at);
    await api.show(subject, status);
  };
};

/** The options with the API told of each subject and each event, and then whoever else wants to know. */
export const withApi = (provider: Provider, { api, ...options }: VerifyOptions): VerifyOptions => {
  if (!api) return options;
  const { onDelivery } = options;
  const follow = followByApi(provider, api);
  return {
    ...options,
    onSubject: (subject) => api.show(subject, provider.machine.initial),
    async onDelivery(delivery) {
      await follow(delivery);
      await onDelivery?.(delivery);
    },
  };
};
