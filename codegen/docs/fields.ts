import type { Certainty, JsonSchema } from "../../schemas/json-schema.ts";
import type { ProviderFolder } from "../../schemas/provider-folder.ts";
import { absoluteReference } from "../../schemas/reference.ts";

/** What a schema says of one place. */
export interface Field {
  /** A JSON Pointer, where `*` is each item of a list; "" is the whole. */
  pointer: string;
  schema: JsonSchema;
  certainty: Certainty;
  /** Whether the schema asks for it where the object around it is. */
  required: boolean;
}

/** Finds the schema that a `$ref` names, given the `$id` of the schema that holds it. */
type Find = (reference: string, base: string) => JsonSchema | undefined;

const findIn =
  ({ schemas }: ProviderFolder): Find =>
  (reference, base) => {
    const id = absoluteReference(reference, base);
    return Object.values(schemas).find(({ $id }) => $id === id);
  };

const walk = (field: Field, base: string, find: Find, trail: readonly JsonSchema[]): Field[] => {
  const { $ref, ...own } = field.schema;
  const target = $ref === undefined ? undefined : find($ref, base);
  if (target && trail.includes(target)) return [];
  // What stands beside a reference is about this place; it wins.
  const schema: JsonSchema = { ...target, ...own };
  const certainty = schema["x-certainty"] ?? field.certainty;
  const { properties = {}, required = [], items } = schema;
  const inside = [
    ...Object.entries(properties).map(([key, schema]) => ({ key, schema, required: required.includes(key) })),
    ...(items ? [{ key: "*", schema: items, required: true }] : []),
  ];
  return [
    { ...field, schema, certainty },
    ...inside.flatMap(({ key, ...child }) =>
      walk(
        { ...child, pointer: `${field.pointer}/${key}`, certainty },
        target?.$id ?? base,
        find,
        target ? [...trail, target] : trail,
      ),
    ),
  ];
};

/** Every place that a schema of the folder speaks of, from the whole to its parts; references are followed. */
export const fieldsOf = (folder: ProviderFolder, schema: JsonSchema): Field[] =>
  walk({ pointer: "", schema, certainty: "documented", required: true }, schema.$id ?? "", findIn(folder), []);
