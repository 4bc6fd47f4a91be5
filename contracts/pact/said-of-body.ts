import { type Place, placesAt } from "../../schemas/certainty.ts";
import type { JsonSchema } from "../../schemas/json-schema.ts";
import type { Provider } from "../../schemas/provider.ts";
import { absoluteReference } from "../../schemas/reference.ts";

/** Every schema that speaks of a place in a request's body. */
export type SaidOfBody = (pointer: string) => readonly Place[];

const known = new WeakMap<JsonSchema, Map<string, readonly Place[]>>(); // every event of a type asks the same

const saidBy = (provider: Provider, schema: JsonSchema, pointer: string): readonly Place[] => {
  const places = known.get(schema) ?? new Map<string, readonly Place[]>();
  known.set(schema, places);
  const found =
    places.get(pointer) ??
    placesAt(schema, pointer, (reference, base) => provider.resolve(absoluteReference(reference, base)));
  places.set(pointer, found);
  return found;
};

/** Where the payload stands in an envelope. */
export const payloadPointer = (provider: Provider, envelope: string): string =>
  provider.definition.envelopes?.find(({ name }) => name === envelope)?.payload ?? "";

/** What the schemas of an event type and its envelope say of a request's body. */
export const saidOfBody = (provider: Provider, eventType: string, envelope: string): SaidOfBody => {
  const prefix = payloadPointer(provider, envelope);
  const wrapper = provider.definition.envelopes?.find(({ name }) => name === envelope);
  const outer = wrapper && provider.resolve(wrapper.schema);
  return (pointer) => {
    if (pointer.startsWith(`${prefix}/`))
      return saidBy(provider, provider.schema(eventType), pointer.slice(prefix.length));
    return outer && pointer !== prefix ? saidBy(provider, outer, pointer) : [];
  };
};
