import { isObject } from "../../schemas/is-object.ts";
import type { Json } from "../../schemas/json-schema.ts";
import { row } from "../../schemas/row.ts";
import { canonical } from "../matches/canonical.ts";
import type { Schema } from "../matches/located.ts";

const typesOf = (schema: Record<string, unknown>): string[] | undefined =>
  schema["type"] === undefined
    ? undefined
    : [schema["type"]].flat().flatMap((type) => (type === "number" ? ["number", "integer"] : [String(type)]));

const valuesOf = (schema: Record<string, unknown>): string[] | undefined => {
  const values = Object.hasOwn(schema, "const") ? [schema["const"]] : (schema["enum"] as unknown[] | undefined);
  return values?.map((value) => canonical(value as Json));
};

const apart = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a !== undefined && b !== undefined && !a.some((one) => b.includes(one));

const namesOf = (schema: Record<string, unknown>, keyword: string): string[] => Object.keys(Object(schema[keyword]));

// A closed object cannot have what the other requires.
const shutsOut = (a: Record<string, unknown>, b: Record<string, unknown>): boolean =>
  a["additionalProperties"] === false &&
  namesOf(a, "patternProperties").length === 0 &&
  ((b["required"] ?? []) as string[]).some((name) => !namesOf(a, "properties").includes(name));

/** Tells whether two schemas plainly share no value: by their types, their named values, or what they require. */
export const disjoint = (a: Schema, b: Schema): boolean => {
  if (!isObject(a) || !isObject(b)) return a === false || b === false;
  if (apart(typesOf(a), typesOf(b)) || apart(valuesOf(a), valuesOf(b))) return true;
  if (a["type"] !== "object" || b["type"] !== "object") return false;
  if (shutsOut(a, b) || shutsOut(b, a)) return true;
  const required = ((a["required"] ?? []) as string[]).filter((name) =>
    ((b["required"] ?? []) as string[]).includes(name),
  );
  const property = (schema: Schema, name: string): Schema =>
    row(((schema as Record<string, unknown>)["properties"] ?? {}) as Record<string, Schema>, name) ?? true;
  return required.some((name) => disjoint(property(a, name), property(b, name)));
};
