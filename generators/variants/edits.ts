import { type Place, placesAt } from "../../schemas/certainty.ts";
import type { Certainty, Json, JsonSchema } from "../../schemas/json-schema.ts";
import { formatPointer, parsePointer } from "../../schemas/pointer.ts";
import type { Draw, Provider, ProviderDefinition } from "../../schemas/provider.ts";
import { absoluteReference } from "../../schemas/reference.ts";
import { type Field, fieldEdits, said } from "./field-edits.ts";
import { instantEdits } from "./instant-edits.ts";

/** A change of a payload that may still be valid: pointer to the new value, or to `undefined` for what is removed. */
export interface Edit {
  name: string;
  certainty: Certainty;
  changes: Readonly<Record<string, Json | undefined>>;
}

const CERTAINTIES: readonly Certainty[] = ["documented", "observed", "third-party", "inferred"];

/** The certainty of the least sure of several; of none, no page says anything. */
export const weakest = (fields: readonly { certainty: Certainty }[]): Certainty =>
  CERTAINTIES[Math.max(...fields.map(({ certainty }) => CERTAINTIES.indexOf(certainty)))] ?? "inferred";

// What an option of an anyOf says is doubtful does not make the field itself so.
const certaintyOf = (places: readonly Place[]): Certainty => {
  const always = places.filter((place) => place.always);
  return weakest(always.length > 0 ? always : places);
};

const parentOf = (pointer: string): string => formatPointer(parsePointer(pointer).slice(0, -1));

const together = (name: string, fields: readonly Field[]): Edit => ({
  name,
  certainty: weakest(fields),
  changes: Object.fromEntries(fields.map(({ pointer, value }) => [pointer, value])),
});

/** The fields that a payload does not have by default: each, those of each object, and all. */
const extraEdits = (extras: readonly Field[]): Edit[] => {
  const parents = [...new Set(extras.map(({ pointer }) => parentOf(pointer)))];
  const groups = parents.map(
    (parent) => [parent, extras.filter(({ pointer }) => parentOf(pointer) === parent)] as const,
  );
  return [
    ...extras.map((field) => together(`with ${field.pointer}`, [field])),
    ...groups
      .filter(([, fields]) => fields.length > 1)
      .map(([parent, fields]) => together(`with all of ${parent}`, fields)),
    ...(groups.length > 1 ? [together("with everything", extras)] : []),
  ];
};

/** Every place in a value below its root, parents first. */
export const everyPointer = (value: Json, pointer = ""): [string, Json][] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([name, child]): [string, Json][] => {
        const here = pointer + formatPointer([name]);
        return [[here, child], ...everyPointer(child, here)];
      });

const identityOf = ({
  subject,
  eventId,
  eventType,
  status,
  time,
  created,
}: ProviderDefinition): Set<string | undefined> =>
  new Set([
    ...Object.values(subject).map(({ pointer }) => pointer),
    ...[eventId, eventType, status, time.pointer, created?.pointer],
  ]);

type Said = Pick<Field, "schemas" | "certainty" | "isDeclared">;

const isNamedIn = (parent: Said, pointer: string): boolean => {
  const name = parsePointer(pointer).at(-1) ?? "";
  return /^\d+$/.test(name) || said<object>(parent, "properties").some((properties) => Object.hasOwn(properties, name));
};

const looked = new WeakMap<JsonSchema, Map<string, Said>>(); // asked of each variant anew

/** What an event's schema says of a place. */
const saidAt = (provider: Provider, root: JsonSchema, pointer: string): Said => {
  const known = looked.get(root) ?? new Map<string, Said>();
  looked.set(root, known);
  const found = known.get(pointer);
  if (found) return found;
  const schemas = placesAt(root, pointer, (reference, base) => provider.resolve(absoluteReference(reference, base)));
  const isDeclared = pointer === "" || isNamedIn(saidAt(provider, root, parentOf(pointer)), pointer);
  const said = { schemas, certainty: certaintyOf(schemas), isDeclared };
  known.set(pointer, said);
  return said;
};

const fieldFinder = (provider: Provider, eventType: string): ((pointer: string, value: Json) => Field) => {
  const root = provider.schema(eventType);
  const identity = identityOf(provider.definition);
  return (pointer, value) => ({
    pointer,
    value,
    isIdentity: identity.has(pointer),
    ...saidAt(provider, root, pointer),
  });
};

/** The fields of a payload that its schema names. */
export const fieldsIn = (provider: Provider, eventType: string, payload: Json): Field[] => {
  const fieldAt = fieldFinder(provider, eventType);
  return everyPointer(payload)
    .map(([pointer, value]) => fieldAt(pointer, value))
    .filter(({ isDeclared }) => isDeclared);
};

/** What may be done to a payload of an event type: each by itself, none judged yet. What names its subject stays. */
export const editsOf = (provider: Provider, eventType: string, payload: Json, draw: Draw): Edit[] => {
  const fieldAt = fieldFinder(provider, eventType);
  const fields = fieldsIn(provider, eventType, payload);
  const extras = Object.entries(provider.generator(eventType).extras).map(([at, make]) => fieldAt(at, make(draw)));
  const named = provider.definition.orphan ?? [];
  return [...fields.flatMap(fieldEdits), ...instantEdits(fields), ...extraEdits(extras)].filter(
    ({ changes }) => !named.some((pointer) => pointer in changes && changes[pointer] === undefined),
  );
};
