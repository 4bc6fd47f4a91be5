import { type Arbitrary, array, constant, constantFrom, oneof } from "fast-check";
import { buildPayload } from "../../generators/payload.ts";
import { variants } from "../../generators/variants.ts";
import type { Json } from "../../schemas/json-schema.ts";
import type { EventTypeOf, PayloadOf, Provider } from "../../schemas/provider.ts";
import { mixtureOf } from "./mixture.ts";
import { oneOf, seeds } from "./seed.ts";

const build = (provider: Provider, eventType: string, seed: number): Json =>
  buildPayload(provider, eventType, undefined, { seed }) as Json;

/** The forms that the provider is known to send, of seed 0: there are many, and other seeds draw other values elsewhere. */
const formsOf = (provider: Provider, eventType: string): Json[] =>
  variants(provider, eventType)
    .filter(({ certainty }) => certainty !== "inferred")
    .map(({ payload }) => payload as Json);

// Whether a field is as drawn; once in a while it is as plain as it shrinks to.
const DRAWN = constantFrom(false, ...Array<boolean>(15).fill(true));

/** A payload of which some fields are as in another; it shrinks to the payload of seed 0. */
const between = (provider: Provider, eventType: string, other: Json): Arbitrary<object> => {
  const plain = build(provider, eventType, 0);
  const { pointers, mix } = mixtureOf(provider, eventType, plain, other);
  const { length } = pointers;
  return array(DRAWN, { minLength: length, maxLength: length }).map(
    (flags) => (mix(pointers.filter((_, i) => flags[i])) ?? plain) as object,
  );
};

/**
 * Payloads of one event type, or of any; all are valid. They shrink to the payload of seed 0, field by field.
 * @example fc.assert(fc.property(arbitraryPayload(cloudflare), (payload) => handle(payload) !== undefined))
 */
export const arbitraryPayload = <E extends object, L extends string, S extends object, T extends EventTypeOf<E>>(
  provider: Provider<E, L, S>,
  eventType?: T,
): Arbitrary<PayloadOf<E, T>> => {
  const untyped = provider as unknown as Provider;
  const [first = "", ...others] = eventType === undefined ? untyped.eventTypes : [eventType as string];
  const forms = new Map<string, Json[]>(); // a list takes a while to make
  const formOf = (type: string): Arbitrary<Json> => {
    const [plain = build(untyped, type, 0), ...more] = forms.get(type) ?? formsOf(untyped, type);
    forms.set(type, [plain, ...more]);
    return oneOf([plain, ...more]);
  };
  return oneOf([first, ...others]).chain((type) =>
    oneof(
      { arbitrary: seeds.map((seed) => build(untyped, type, seed)), weight: 3 },
      { arbitrary: constant(type).chain(formOf), weight: 1 },
    ).chain((other) => between(untyped, type, other)),
  ) as Arbitrary<PayloadOf<E, T>>;
};
