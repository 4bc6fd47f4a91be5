import { type Place, placesAt } from "../../schemas/certainty.ts";
import { escapeRegExp } from "../../schemas/escape-regexp.ts";
import { isObject } from "../../schemas/is-object.ts";
import type { JsonSchema } from "../../schemas/json-schema.ts";
import type { Instant, Provider } from "../../schemas/provider.ts";
import { absoluteReference } from "../../schemas/reference.ts";
import type { FakeText } from "./fake-text.ts";
import type { Guide } from "./redact-json.ts";

const DATE = "\\d{4}-\\d\\d-\\d\\d";
const TIME = "\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)";

// Formats whose values are times, which stay: the order of events is in them.
const TIMES: Readonly<Record<string, RegExp>> = {
  "date-time": new RegExp(`^${DATE}T${TIME}$`, "i"),
  date: new RegExp(`^${DATE}$`),
  time: new RegExp(`^${TIME}$`, "i"),
};

const isTime = (format: string | undefined, value: string): boolean => TIMES[format ?? ""]?.test(value) ?? false;

const textsIn = (value: unknown): unknown[] =>
  Array.isArray(value) ? value.flatMap(textsIn) : isObject(value) ? Object.values(value).flatMap(textsIn) : [value];

/** The values that a schema itself lists: they are the provider's words, and nobody's data. */
const listed = ({ enum: words = [], const: word, "x-faker": faker }: JsonSchema): unknown[] => [
  ...words,
  ...(word === undefined ? [] : [word]),
  ...(isObject(faker) ? textsIn(faker) : []),
];

const LONGEST = 2000; // what is longer was not made by a template

/** A text by the template that it was derived with: what the template says stays. */
const byTemplate = (template: string, value: string, fake: FakeText): string | undefined => {
  if (value.length > LONGEST) return undefined;
  const literals = template.split(/\{[^}]*\}/);
  const pattern = literals.map(escapeRegExp).join("(.*)");
  const holes = new RegExp(`^${pattern}$`, "s").exec(value)?.slice(1);
  return holes && literals.map((literal, i) => literal + (holes[i] === undefined ? "" : fake(holes[i]))).join("");
};

/** What a guide must know beside the schema. */
export interface About {
  provider: Provider;
  fake: FakeText;
  /** Pointers of values that are always replaced. */
  identity: ReadonlySet<string>;
  instants: readonly (Instant | undefined)[];
  /** Pointers of values that stay as they are. */
  kept: ReadonlySet<string>;
  /** Whether a text has an id, a hostname or a name in it, whatever its schema says. */
  namesSomebody(text: string): boolean;
}

// What is computed from times is a time, or a number of days.
const isTimeAt = ({ schema }: Place, value: string | number): boolean =>
  typeof value === "number"
    ? isObject(schema["x-derive"])
    : isTime(isObject(schema["x-derive"]) ? "date-time" : schema.format, value);

const isKept = (places: readonly Place[], instant: Instant | undefined, value: string | number): boolean =>
  places.some((place) => listed(place.schema).includes(value) || isTimeAt(place, value)) ||
  (typeof value === "number" ? instant?.form === "unix-seconds" : isTime(instant?.form, value));

/** A guide by a JSON Schema: its names, listed values, times and templates stay. */
export const schemaGuide = (schema: JsonSchema, about: About): Guide => {
  const { provider, fake, identity, instants, kept, namesSomebody } = about;
  const at = (pointer: string): Place[] =>
    placesAt(schema, pointer, (reference, base) => provider.resolve(absoluteReference(reference, base)));
  return {
    keepsName: (parent, name) => at(parent).some(({ schema: { properties = {} } }) => Object.hasOwn(properties, name)),
    valueAt(pointer, value) {
      if (identity.has(pointer)) return undefined;
      if (kept.has(pointer)) return value;
      const places = at(pointer);
      const instant = instants.find((one) => one?.pointer === pointer);
      const isSafe = typeof value === "number" || !namesSomebody(value);
      if (isSafe && isKept(places, instant, value)) return value;
      if (typeof value === "number") return undefined;
      const templates = places.flatMap(({ schema: { "x-derive": derived } }) =>
        typeof derived === "string" ? derived : [],
      );
      for (const template of templates) {
        const made = byTemplate(template, value, fake);
        if (made !== undefined) return made;
      }
      return undefined;
    },
  };
};
