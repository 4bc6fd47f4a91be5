import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Json } from "../schemas/json-schema.ts";
import { getAt } from "../schemas/pointer.ts";
import type { Provider, ProviderDefinition } from "../schemas/provider.ts";
import { validatePayload } from "../schemas/validate.ts";
import { eventTypeOf, type Sample } from "./samples.ts";

// A sample is a payload, or has it in an envelope.
const payloadsIn = (value: Json, { envelopes = [] }: ProviderDefinition): unknown[] => [
  value,
  ...envelopes.map(({ payload }) => getAt(value, payload)).filter((inner) => inner !== undefined),
];

/**
 * Checks that each sample is what the schema of its event type says.
 * @throws HookwrightError `invalid-provider` naming the first that is not
 */
export const checkSamples = (provider: Provider, samples: readonly Sample[]): void => {
  for (const { name, value } of samples) {
    const eventType = eventTypeOf(name, provider.eventTypes);
    if (eventType === undefined) continue;
    const all = payloadsIn(value, provider.definition).map((payload) => validatePayload(provider, payload, eventType));
    const [issue] = all.toSorted((a, b) => a.length - b.length)[0] ?? [];
    if (issue)
      throw new HookwrightError(
        "invalid-provider",
        `Failed to generate: samples/${name}.json is no ${eventType}: ${issue.pointer || "/"} ${issue.message}. Mend it, or the schema.`,
      );
  }
};
