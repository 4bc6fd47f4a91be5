import type { Place } from "../../schemas/certainty.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { Certainty, Json } from "../../schemas/json-schema.ts";
import type { Edit } from "./edits.ts";
import { hostnames } from "./hostnames.ts";

/** A place in a payload: its value, and the schemas that speak of it. */
export interface Field {
  pointer: string;
  value: Json;
  schemas: readonly Place[];
  certainty: Certainty;
  /** The schema names it, or it is an item; the keys of a map are drawn: an edit of one would have another name under each seed. */
  isDeclared: boolean;
  /** Tells subjects, events or times apart, so it may change its form but not be any value. */
  isIdentity: boolean;
}

/** What the schemas of a field say by a keyword. */
export const said = <T>({ schemas }: Pick<Field, "schemas">, keyword: string): T[] =>
  schemas.flatMap(({ schema }) => (schema[keyword] === undefined ? [] : [schema[keyword] as T]));

const set = (field: Field, what: string, value: Json): Edit => ({
  name: `${field.pointer} ${what}`,
  certainty: field.certainty,
  changes: { [field.pointer]: value },
});

const is = (field: Field, value: Json): Edit => set(field, `is ${JSON.stringify(value)}`, value);

const isFree = (field: Field): boolean => !field.isIdentity && said(field, "x-derive").length === 0;

const LONGEST = 4096;

const lengths = (field: Field): Edit[] => {
  if (typeof field.value !== "string" || !isFree(field)) return [];
  const shortest = Math.max(0, ...said<number>(field, "minLength"));
  const longest = said<number>(field, "maxLength").filter((most) => most <= LONGEST);
  return [
    set(field, "is of the shortest", "a".repeat(shortest)),
    ...longest.map((most) => set(field, "is of the longest", "a".repeat(most))),
  ];
};

const bounds = (field: Field): Edit[] =>
  isFree(field)
    ? ["minimum", "maximum"].flatMap((bound) => said<number>(field, bound)).map((value) => is(field, value))
    : [];

const forms = (field: Field): Edit[] =>
  said(field, "x-derive").length > 0
    ? []
    : Object.entries(hostnames(field.value)).map(([what, hostname]) => set(field, what, hostname));

const emptied = (field: Field): Edit[] => {
  if (Array.isArray(field.value)) return [set(field, "is empty", [])];
  return isObject(field.value) && said(field, "additionalProperties").some(isObject)
    ? [set(field, "is empty", {})]
    : [];
};

const several = ({ value, ...field }: Field): Edit[] =>
  Array.isArray(value) && value.length > 0
    ? [set({ ...field, value }, "has several items", [...value, ...value, ...value])]
    : [];

// A value is as sure as the schema that names it, which may be an option of an anyOf.
const named = (field: Field): Edit[] =>
  field.schemas.flatMap(({ schema, certainty }) =>
    [...((schema["enum"] ?? []) as Json[]), ...(schema["const"] === undefined ? [] : [schema["const"]])].map(
      (value): Edit => ({ ...is(field, value), certainty }),
    ),
  );
const opposite = (field: Field): Edit[] => (typeof field.value === "boolean" ? [is(field, !field.value)] : []);
const nulled = (field: Field): Edit[] => (said(field, "type").flat().includes("null") ? [is(field, null)] : []);
const absent = ({ pointer }: Field): Edit[] => [
  { name: `without ${pointer}`, certainty: "inferred", changes: { [pointer]: undefined } },
];

// What the schema names is as sure as the field itself; what it merely allows, no page shows.
const NAMED: readonly ((field: Field) => Edit[])[] = [named, opposite];
const ALLOWED: readonly ((field: Field) => Edit[])[] = [absent, nulled, several, lengths, bounds, forms, emptied];

/** What may be done to a single field; whether its schema allows it is judged afterwards. */
export const fieldEdits = (field: Field): Edit[] => [
  ...NAMED.flatMap((kind) => kind(field)),
  ...ALLOWED.flatMap((kind) => kind(field)).map((edit): Edit => ({ ...edit, certainty: "inferred" })),
];
