import type { Certainty, JsonSchema } from "../../../schemas/json-schema.ts";
import { formatPointer } from "../../../schemas/pointer.ts";
import type { Provider } from "../../../schemas/provider.ts";
import { absoluteReference } from "../../../schemas/reference.ts";

/** What a schema says of a place in a payload. */
export interface PromiseAt {
  /** JSON Pointer to the nearest schema that speaks of the place, or of what would hold it; after a `$ref`, of its target. */
  schema: string;
  /** Whether the place itself has a schema. */
  isKnown: boolean;
  /** Whether it may be absent. */
  isOptional: boolean;
  certainty: Certainty;
}

interface Here {
  schema: JsonSchema;
  pointer: string;
  base: string;
  certainty: Certainty;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

// The schema itself, what it refers to, and its parts: each speaks of the same place.
const inPlace = (provider: Provider, here: Here, depth = 0): Here[] => {
  const { schema, pointer } = here;
  const base = schema.$id === undefined ? here.base : absoluteReference(schema.$id, here.base);
  const own: Here = { ...here, base, certainty: schema["x-certainty"] ?? here.certainty };
  const reference = schema.$ref === undefined ? undefined : absoluteReference(schema.$ref, base);
  const target = reference === undefined ? undefined : provider.resolve(reference);
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((keyword) =>
    (Array.isArray(schema[keyword]) ? (schema[keyword] as unknown[]) : [])
      .filter(isSchema)
      .map((part, i) => ({ ...own, schema: part, pointer: `${pointer}/${keyword}/${i}` })),
  );
  const referred =
    target && reference
      ? [{ ...own, schema: target, pointer: reference.includes("#") ? reference : `${reference}#` }]
      : [];
  return [own, ...(depth > 20 ? [] : [...referred, ...parts].flatMap((part) => inPlace(provider, part, depth + 1)))];
};

const childOf = ({ schema, pointer, ...rest }: Here, part: string | number): Here | undefined => {
  const { properties = {}, items, additionalProperties } = schema;
  if (typeof part === "number")
    return isSchema(items) ? { ...rest, schema: items, pointer: `${pointer}/items` } : undefined;
  const own = Object.hasOwn(properties, part) ? properties[part] : undefined;
  if (own) return { ...rest, schema: own, pointer: `${pointer}/properties${formatPointer([part])}` };
  return isSchema(additionalProperties)
    ? { ...rest, schema: additionalProperties, pointer: `${pointer}/additionalProperties` }
    : undefined;
};

/** What an event's schema says of a place in its payload. */
export const promiseAt = (provider: Provider, eventType: string, at: readonly (string | number)[]): PromiseAt => {
  const root: Here = { schema: provider.schema(eventType), pointer: "", base: "", certainty: "documented" };
  let here = inPlace(provider, root);
  let isOptional = false;
  for (const [i, part] of at.entries()) {
    const next = here.flatMap((one) => childOf(one, part) ?? []);
    isOptional ||= typeof part === "number" || !here.some(({ schema }) => schema.required?.includes(part));
    const nearest = here[0] as Here;
    if (next.length === 0)
      return { schema: nearest.pointer || "/", isKnown: false, isOptional: true, certainty: nearest.certainty };
    here = next.flatMap((one) => inPlace(provider, one));
    if (i === at.length - 1) break;
  }
  const last = here.find(({ schema }) => schema.$ref === undefined) ?? (here[0] as Here);
  return { schema: (here[0] as Here).pointer || "/", isKnown: true, isOptional, certainty: last.certainty };
};
