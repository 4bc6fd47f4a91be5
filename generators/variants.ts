import type { Certainty, Json } from "../schemas/json-schema.ts";
import { getAt, removeAt, setAt } from "../schemas/pointer.ts";
import type { Draw, EventTypeOf, Provider } from "../schemas/provider.ts";
import { below } from "./event.ts";
import { canonical } from "./matches/canonical.ts";
import { buildPayload, drawOf, type PayloadOptions } from "./payload.ts";
import { type Edit, editsOf } from "./variants/edits.ts";
import { otherForms } from "./variants/other-forms.ts";

/** A payload of a form of its own, and how surely it is known that the provider sends such. */
export interface Variant<P = object> {
  name: string;
  payload: P;
  certainty: Certainty;
}

/** The payload with an edit made and what follows from it computed anew; `undefined` where the schema forbids it. */
const edited = (provider: Provider, eventType: string, payload: Json, changes: Edit["changes"]): Json | undefined => {
  const copy = structuredClone(payload);
  const pointers = Object.keys(changes);
  for (const [pointer, value] of Object.entries(changes))
    if (value === undefined) removeAt(copy, pointer);
    else setAt(copy, pointer, structuredClone(value));
  provider.generator(eventType).derive(copy, (pointer) => pointers.some((one) => below(pointer, one)));
  return provider.validator(eventType)(copy) ? copy : undefined;
};

const withoutOptional = (provider: Provider, eventType: string, payload: Json, edits: readonly Edit[]): Json =>
  edits
    .filter(({ changes }) => Object.values(changes).every((value) => value === undefined))
    .reduce((left, { changes }) => edited(provider, eventType, left, changes) ?? left, payload);

// What names the subject and the event stays as it is.
const subjectChanges = ({ definition }: Provider, from: Json, to: Json): Edit["changes"] =>
  Object.fromEntries(
    [...Object.values(definition.subject).map(({ pointer }) => pointer), definition.eventId ?? []]
      .flat()
      .filter((pointer) => getAt(to, pointer) !== undefined && getAt(from, pointer) !== undefined)
      .map((pointer) => [pointer, getAt(from, pointer) as Json]),
  );

/** The variants of a payload that was drawn. */
export const variantsOf = (provider: Provider, eventType: string, payload: Json, draw: Draw): Variant<Json>[] => {
  const edits = editsOf(provider, eventType, payload, draw);
  const candidates = [
    { name: "as generated", certainty: "documented" as const, payload },
    {
      name: "required only",
      certainty: "inferred" as const,
      payload: withoutOptional(provider, eventType, payload, edits),
    },
    ...otherForms(provider, eventType, payload, draw).flatMap(({ name, certainty, payload: other }) => {
      const made = edited(provider, eventType, other, subjectChanges(provider, payload, other));
      return made === undefined ? [] : [{ name, certainty, payload: made }];
    }),
    ...edits.flatMap(({ name, certainty, changes }) => {
      const made = edited(provider, eventType, payload, changes);
      return made === undefined ? [] : [{ name, certainty, payload: made }];
    }),
  ];
  const distinct = new Map<string, Variant<Json>>();
  for (const variant of candidates) {
    const text = canonical(variant.payload);
    if (!distinct.has(text)) distinct.set(text, variant);
  }
  return [...distinct.values()];
};

/**
 * Every form in which an event type's payload can come, as far as its schema tells: required fields only, everything, each
 * optional field out, each named value, the shortest and the longest, other fractions of a second, other hostnames, and what
 * other branches of the schema give.
 * @example variants(cloudflare, 'ssl.custom_hostname_certificate.validation.failed').map(({ name }) => name)
 */
export const variants = <E extends object, L extends string, S extends object, T extends EventTypeOf<E>>(
  provider: Provider<E, L, S>,
  eventType: T,
  options: PayloadOptions = {},
): Variant<E[T]>[] => {
  const payload = buildPayload(provider, eventType, undefined, options) as Json;
  const untyped = provider as unknown as Provider;
  return variantsOf(untyped, eventType, payload, drawOf(untyped, options)) as Variant<E[T]>[];
};
