import { type LifecycleOptions, lifecycleOf, visitsOf } from "../../generators/lifecycle.ts";
import { buildDeliveries } from "../../mocks/delivery.ts";
import { HookwrightError } from "../../schemas/hookwright-error.ts";
import type { Provider } from "../../schemas/provider.ts";
import { ANSWERS, toInteraction } from "./interaction.ts";
import type { PactInteraction } from "./pact-document.ts";
import type { PactOptions } from "./pact-options.ts";

/**
 * The events of a lifecycle, in the order of its steps.
 * @throws HookwrightError `unknown-name`; `invalid-option` for a lifecycle without events
 */
export const lifecycleInteractions = (provider: Provider, name: string, options: PactOptions): PactInteraction[] => {
  // A receiver that has seen an event's id may pass over it: no two documents share one.
  const { index = Math.max(0, provider.lifecycles.indexOf(name)) } = options;
  const given = { ...options, index } as LifecycleOptions;
  const visits = visitsOf(provider, name, given);
  const deliveries = buildDeliveries(lifecycleOf(provider, name, visits, given), options);
  if (visits.length === 0)
    throw new HookwrightError(
      "invalid-option",
      `Failed to build a pact: the lifecycle "${name}" has no events, and Pact passes a file without interactions. Name another.`,
    );
  return visits.flatMap(({ step, eventType, from }, i) => {
    const delivery = deliveries[i];
    if (!delivery) return [];
    const asked = { contract: name, name: String(step), description: `${name}, step ${step}: ${eventType}` };
    const rest = { delivery, state: from, answer: ANSWERS.taken, from: { lifecycle: name, step } };
    return [toInteraction(provider, { ...asked, ...rest }, options)];
  });
};
