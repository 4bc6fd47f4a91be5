import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Json } from "../schemas/json-schema.ts";
import { getAt, removeAt, setAt } from "../schemas/pointer.ts";
import type { Draw, Provider, Subject } from "../schemas/provider.ts";
import { unknownName } from "../schemas/unknown-name.ts";
import { validatePayload } from "../schemas/validate.ts";
import { mergeOverrides } from "./merge.ts";

/** What one event's payload is built from. */
export interface EventInput extends Draw {
  eventType: string;
  /** Values that are not drawn, by their pointers; set where the event type has such a field. */
  fields?: Readonly<Record<string, Json>> | undefined;
  overrides?: unknown;
  invalid?: boolean | undefined;
}

const refuseInvalid = (provider: Provider, eventType: string, payload: Json): void => {
  const issues = validatePayload(provider, payload, eventType);
  if (issues.length === 0) return;
  const list = issues.map(({ pointer, message }) => `${pointer || "/"} ${message}`).join("; ");
  throw new HookwrightError(
    "invalid-payload",
    `Failed to build ${eventType}: with what was given, ${list}. Mend them, or pass { invalid: true }.`,
    { issues },
  );
};

/** Tells whether a pointer is at or below another. */
export const below = (pointer: string, ancestor: string): boolean =>
  pointer === ancestor || pointer.startsWith(`${ancestor}/`);

/**
 * Builds the payload of one event: draws it, sets what is given, and computes what follows from that.
 * @throws HookwrightError `invalid-payload` listing the issues, where overrides break the schema
 */
export const buildEvent = (provider: Provider, input: EventInput): Json => {
  const { eventType, fields = {}, overrides, invalid } = input;
  const generator = provider.generator(eventType);
  const payload = generator.draw(input);
  for (const [pointer, value] of Object.entries(fields))
    if (getAt(payload, pointer) !== undefined) setAt(payload, pointer, structuredClone(value));
  const fixed = [...Object.keys(fields), ...mergeOverrides(payload, overrides)];
  if (fixed.length === 0) return payload; // all that is drawn is derived already
  const created = input.created === undefined ? undefined : provider.definition.created?.pointer;
  const kept = created === undefined ? fixed : [...fixed, created];
  generator.derive(payload, (pointer) => kept.some((one) => below(pointer, one)));
  if (!invalid) refuseInvalid(provider, eventType, payload);
  return payload;
};

/** A payload as a replaced certificate would emit it: without what names its subject. */
export const withoutSubject = (provider: Provider, payload: Json): Json => {
  const copy = structuredClone(payload);
  for (const pointer of provider.definition.orphan ?? []) removeAt(copy, pointer);
  return copy;
};

/**
 * The fields of a subject by their pointers.
 * @throws HookwrightError `unknown-name` for a field that the provider's subject has not
 */
export const fieldsOf = (provider: Provider, subject: Partial<Subject>): Record<string, Json> => {
  const known = Object.keys(provider.definition.subject);
  const unknown = Object.keys(subject).find((field) => !known.includes(field));
  if (unknown !== undefined) throw unknownName("field of the subject", unknown, known);
  return Object.fromEntries(
    Object.entries(provider.definition.subject).flatMap(([field, { pointer }]) => {
      const value = subject[field];
      return value === undefined ? [] : [[pointer, value]];
    }),
  );
};

/** The subject that a payload names; a field that the payload lacks is left out. */
export const subjectOf = (provider: Provider, payload: unknown): Subject =>
  Object.fromEntries(
    Object.entries(provider.definition.subject)
      .map(([field, { pointer }]) => [field, getAt(payload, pointer)] as const)
      .filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  );
